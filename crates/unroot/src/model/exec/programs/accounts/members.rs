//! Users that join and leave groups by commands of two words: `adduser app docker`, `deluser app docker`.

use super::context::{AccountsContext, Exit};
use super::remove::remove_member;
use crate::model::Subject;
use shell::Argument;

/// The two words, as a program reads them.
pub(super) struct Membership<'a> {
    pub program: &'a str,
    pub user: &'a Argument,
    pub group: &'a Argument,
    /// Which of the two the program looks up first, and speaks of where both are missing.
    pub first: Subject,
}

impl<'a> Membership<'a> {
    /// Puts the user into the group.
    pub fn add(self, context: &mut AccountsContext) -> Result<Exit, Exit> {
        let Some((user, group, exit)) = self.find(context)? else { return Ok(Exit::Ok) };
        context.add_member(group, user);
        Ok(exit)
    }

    /// Takes the user out of the group.
    pub fn remove(self, context: &mut AccountsContext) -> Result<Exit, Exit> {
        let Some((user, group, exit)) = self.find(context)? else { return Ok(Exit::Ok) };
        Ok(exit.and(remove_member(self.program, user, self.user.span, group, context)?))
    }

    /// Looks both up: their names, and how sure it is that both are there. `None` where a word is not known.
    fn find(
        &self,
        context: &mut AccountsContext,
    ) -> Result<Option<(&'a str, &'a str, Exit)>, Exit> {
        let Membership { program, user, group, first } = *self;
        let (Some(name), Some(of)) = (user.value.as_deref(), group.value.as_deref()) else {
            return Ok(None);
        };
        let exit = match first {
            Subject::User => context
                .need_user(program, name, user.span)?
                .and(context.need_group(program, of, group.span)?),
            Subject::Group => context
                .need_group(program, of, group.span)?
                .and(context.need_user(program, name, user.span)?),
        };
        Ok(Some((name, of, exit)))
    }
}
