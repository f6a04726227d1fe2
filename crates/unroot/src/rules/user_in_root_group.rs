//! The user that starts is a member of sudo, wheel, docker and the like.

use super::calls::joins;
use super::context::{Context, Sink, finding};
use super::group_zero;
use super::named::named;
use super::powerful::POWERFUL;
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::Cause;

/// See `user-in-root-group.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Info,
    guide: Section::LeastPrivilege,
    ..rule!("user-in-root-group")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state() else { return };
    let (Cause::At(switch), who) = (last.user.cause(), last.starts_as()) else { return };
    let Some(name) = who.name.as_ref().filter(|_| who.is_ordinary()) else {
        return;
    };
    let made = last.accounts.user(name).found().and_then(|user| user.cause.span());
    let Some(made) = made else { return };
    // Images for any UID start in group 0 on purpose.
    let any_uid = group_zero::is_open(cx);
    let powerful = POWERFUL.iter().filter(|(group, _)| {
        let found = last.accounts.group(group).found();
        found.is_some_and(|found| {
            let Some(gid) = found.gid.known() else { return false };
            let member = found.members.iter().any(|member| member == name);
            let primary = who.gid.known() == Some(gid) && !(*gid == 0 && any_uid);
            primary || member && who.groups.contains(gid)
        })
    });
    let powerful: Vec<_> = powerful.collect();
    let Some((group, why)) = powerful.first() else { return };
    let others: Vec<&str> = powerful[1..].iter().map(|(group, _)| *group).collect();
    let also = match others.is_empty() {
        true => String::new(),
        false => format!(", and in {} as well", named(&others)),
    };
    let message = format!(
        "The container starts as `{name}`, who is in the group `{group}`: {why}{also}. Leave the group out, and the user \
         is an ordinary one."
    );
    sink.push(
        finding(&RULE, *switch, message)
            .because(Reason::at(made, format!("makes `{name}`")))
            .because_if(joins(cx, name, group, made))
            .because(Reason::at(*switch, format!("starts as `{name}`"))),
    );
}
