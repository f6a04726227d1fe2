//! Looking accounts up and changing them, with the events that tell of it.

use crate::image::Family;
use crate::model::{
    Accounts, Cause, Doubt, DoubtKind, Event, EventKind, Group, Lookup, SettingsFile, Subject,
    ToolFailure, Tools, User, Value,
};
use dockerfile::Span;
use shell::{Argument, Invocation};

/// The directory whose contents new homes get, unless another one is asked for.
pub(super) const SKELETON: &str = "/etc/skel";

/// How a command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// With status 0, as far as anything known goes.
    Ok,
    /// With another status.
    Fails,
    /// It can't be told. What it makes when it succeeds is recorded.
    Unknown,
}

/// What such a command works on. Whoever runs it has checked that it runs as root.
pub(crate) struct AccountsContext<'a> {
    /// Users and groups.
    pub accounts: &'a mut Accounts,
    /// Family of the base image, if known.
    pub family: Option<Family>,
    /// Tools that make users, and whether each is there; a missing entry is unknown.
    pub tools: Tools,
    /// The mode that shadow gives home directories, where the release is known
    /// (see [`home_mode`](crate::image::home_mode)); else the family's.
    pub home_mode: Option<u32>,
    /// The whole command.
    pub command: Span,
    /// What happened, appended to.
    pub events: &'a mut Vec<Event>,
    /// Home directories made or changed, appended to.
    pub homes: &'a mut Vec<Home>,
}

/// A home directory that a command made or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Home {
    /// Absolute path, unless the command names a relative one.
    pub path: String,
    /// Its owner.
    pub uid: Value<u32>,
    /// Its group.
    pub gid: Value<u32>,
    /// Its mode, if that is known.
    pub mode: Option<u32>,
    /// The directory whose contents a new one gets, if it is known.
    pub skeleton: Option<String>,
    /// What was done to it.
    pub change: HomeChange,
}

/// What was done to a home directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HomeChange {
    /// Made, if there was none; one that is there already stays as it is.
    Created,
    /// Made, or taken over: BusyBox gives one that is there already to the user as well, without
    /// what is in it.
    TakenOver,
    /// Moved here from this path with all that is in it (`usermod -d … -m`), if that was there.
    Moved(String),
    /// The user's files in it follow a new UID or primary group (`usermod -u`, `-g`).
    Followed,
    /// Removed with all that is in it (`userdel -r`).
    Removed,
}

/// How a command names groups.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Name,
    Number,
    /// A number if it looks like one, else a name.
    Either,
}

/// A group that a command names.
pub(super) struct Named {
    pub gid: Value<u32>,
    /// Its name, if it is known to be there.
    pub name: Option<String>,
    /// How sure it is that the command takes it.
    pub exit: Exit,
}

impl Exit {
    /// The less certain success of two things that must both succeed.
    pub(super) fn and(self, other: Exit) -> Exit {
        match (self, other) {
            (Exit::Fails, _) | (_, Exit::Fails) => Exit::Fails,
            (Exit::Unknown, _) | (_, Exit::Unknown) => Exit::Unknown,
            _ => Exit::Ok,
        }
    }
}

impl AccountsContext<'_> {
    pub(super) fn cause(&self) -> Cause {
        Cause::At(self.command)
    }

    /// The command stops here, and this is why.
    pub(super) fn fails(&mut self, program: &str, span: Span, why: ToolFailure) -> Exit {
        let kind = EventKind::ToolFails { program: program.to_owned(), why };
        self.events.push(Event { span, command: self.command, kind, conditional: false });
        Exit::Fails
    }

    /// The command stops at an option that it does not take.
    pub(super) fn check_options(&mut self, call: &Invocation) -> Result<(), Exit> {
        match call.refused() {
            Some(word) => {
                let why = ToolFailure::Option(word.text().to_owned());
                Err(self.fails(&call.program, word.span, why))
            }
            None => Ok(()),
        }
    }

    /// The one operand, where it stands, and whether every other word can be read; or the end of the
    /// command where there is none that can be read.
    pub(super) fn name<'o>(&mut self, call: &'o Invocation) -> Result<(&'o str, Span, bool), Exit> {
        let operands = call.operands();
        let hidden = operands.iter().find(|arg| arg.value.is_none());
        let mut known = operands.iter().filter_map(|arg| Some((arg.value.as_deref()?, arg.span)));
        match (known.next(), known.next(), hidden) {
            (Some((name, span)), None, hidden) => Ok((name, span, hidden.is_none())),
            (_, _, Some(hidden)) => {
                self.hide(hidden.span);
                Err(Exit::Ok)
            }
            // Too few or too many words: the program prints how it is used.
            (None, ..) => Err(self.fails(&call.program, self.command, ToolFailure::Name)),
            _ => {
                let span = operands.last().map_or(self.command, |arg| arg.span);
                Err(self.fails(&call.program, span, ToolFailure::Name))
            }
        }
    }

    /// An account whose name can't be read was made, changed or removed.
    pub(super) fn hide(&mut self, span: Span) {
        let doubt = Doubt { kind: DoubtKind::Anything, cause: Cause::Unreadable(span) };
        self.accounts.doubts.push(doubt);
    }

    /// Somebody was removed or changed whose name can't be read: ordinary users and groups may be
    /// other ones now.
    pub(super) fn forget_people(&mut self) {
        let ordinary = |id: &Value<u32>| id.known().is_none_or(|id| (1000..60000).contains(id));
        self.accounts.users.retain(|user| !ordinary(&user.uid));
        self.accounts.groups.retain(|group| !ordinary(&group.gid));
    }

    pub(super) fn add_user(
        &mut self,
        name: &str,
        span: Span,
        uid: &Value<u32>,
        gid: &Value<u32>,
        home: Option<&str>,
    ) {
        self.accounts.users.push(User {
            name: name.to_owned(),
            uid: uid.clone(),
            gid: gid.clone(),
            home: home.map(str::to_owned),
            shell: None,
            malformed: false,
            cause: self.cause(),
        });
        let kind = EventKind::UserCreated { name: name.to_owned(), uid: uid.clone() };
        self.events.push(Event { span, command: self.command, kind, conditional: false });
    }

    /// Says what the login shell of a user is.
    pub(super) fn set_shell(&mut self, name: &str, shell: Option<String>) {
        if let Some(user) = self.user_mut(name) {
            user.shell = shell;
        }
    }

    pub(super) fn add_group(&mut self, name: &str, span: Span, gid: Value<u32>) {
        let (name, cause) = (name.to_owned(), self.cause());
        let kind = EventKind::GroupCreated { name: name.clone() };
        self.accounts.groups.push(Group { name, gid, members: Vec::new(), cause });
        self.events.push(Event { span, command: self.command, kind, conditional: false });
    }

    /// What the build has set a default to, if it has.
    pub(super) fn setting(&self, file: SettingsFile, key: &str) -> Option<Value<String>> {
        self.accounts.settings.get(file, key)
    }

    pub(super) fn add_home(
        &mut self,
        path: &str,
        uid: &Value<u32>,
        gid: &Value<u32>,
        mode: Option<u32>,
        skeleton: Option<String>,
    ) {
        self.home(path, uid, gid, mode, HomeChange::Created);
        if let Some(home) = self.homes.last_mut() {
            home.skeleton = skeleton;
        }
    }

    pub(super) fn home(
        &mut self,
        path: &str,
        uid: &Value<u32>,
        gid: &Value<u32>,
        mode: Option<u32>,
        change: HomeChange,
    ) {
        let (path, uid, gid) = (path.to_owned(), uid.clone(), gid.clone());
        let skeleton = Some(SKELETON.to_owned());
        self.homes.push(Home { path, uid, gid, mode, skeleton, change });
    }

    pub(super) fn add_member(&mut self, group: &str, user: &str) {
        if let Some(group) = self.group_mut(group)
            && !group.members.iter().any(|member| member == user)
        {
            group.members.push(user.to_owned());
        }
    }

    pub(super) fn user_mut(&mut self, name: &str) -> Option<&mut User> {
        self.accounts.users.find_mut(|user| user.name == name)
    }

    pub(super) fn group_mut(&mut self, name: &str) -> Option<&mut Group> {
        self.accounts.groups.find_mut(|group| group.name == name)
    }

    pub(super) fn has_user(&self, name: &str) -> bool {
        self.accounts.users.iter().any(|user| user.name == name)
    }

    pub(super) fn has_group(&self, name: &str) -> bool {
        self.accounts.groups.iter().any(|group| group.name == name)
    }

    /// Whether the user is there as far as the command minds: an error where it surely is not,
    /// otherwise how sure its success is.
    pub(super) fn need_user(
        &mut self,
        program: &str,
        name: &str,
        span: Span,
    ) -> Result<Exit, Exit> {
        match self.accounts.user(name) {
            Lookup::Found(_) | Lookup::Maybe(_) => Ok(Exit::Ok),
            Lookup::Missing { certain } => {
                self.missing(program, (Subject::User, name), span, certain)
            }
        }
    }

    /// The same for a group named by name.
    pub(super) fn need_group(
        &mut self,
        program: &str,
        name: &str,
        span: Span,
    ) -> Result<Exit, Exit> {
        match self.accounts.group(name) {
            Lookup::Found(_) | Lookup::Maybe(_) => Ok(Exit::Ok),
            Lookup::Missing { certain } => {
                self.missing(program, (Subject::Group, name), span, certain)
            }
        }
    }

    /// It fails, but where the lists may lack an account that is only likely.
    fn missing(
        &mut self,
        program: &str,
        (subject, name): (Subject, &str),
        span: Span,
        certain: bool,
    ) -> Result<Exit, Exit> {
        let fails = self.fails(program, span, ToolFailure::Unknown(subject, name.to_owned()));
        if certain { Err(fails) } else { Ok(Exit::Unknown) }
    }

    /// The group that an option names.
    pub(super) fn group(&mut self, program: &str, arg: &Argument, by: By) -> Result<Named, Exit> {
        let Some(text) = arg.value.as_deref() else {
            let gid = Value::Unknown(Cause::Unreadable(arg.span));
            return Ok(Named { gid, name: None, exit: Exit::Ok });
        };
        let number = text.parse::<u32>().ok().filter(|_| by != By::Name);
        let lookup = match number {
            Some(gid) => self.accounts.group_by_gid(gid),
            None if by == By::Number => Lookup::Missing { certain: true },
            None => self.accounts.group(text),
        };
        let (exit, cause) = match lookup {
            Lookup::Found(group) => {
                let name = Some(group.name.clone());
                return Ok(Named { gid: group.gid.clone(), name, exit: Exit::Ok });
            }
            Lookup::Maybe(cause) => (Exit::Ok, cause),
            Lookup::Missing { certain } => {
                let doubt = self.accounts.doubts.first().map(|doubt| doubt.cause.clone());
                let exit = self.missing(program, (Subject::Group, text), arg.span, certain)?;
                (exit, doubt.unwrap_or(self.cause()))
            }
        };
        let gid = match number {
            Some(gid) => Value::Known(gid, self.cause()),
            None => Value::Unknown(cause),
        };
        Ok(Named { gid, name: None, exit })
    }

    /// The groups of a list separated by commas.
    pub(super) fn groups(
        &mut self,
        program: &str,
        arg: &Argument,
        by: By,
    ) -> Result<(Vec<String>, Exit), Exit> {
        let (mut names, mut exit) = (Vec::new(), Exit::Ok);
        for part in
            arg.value.iter().flat_map(|list| list.split(',')).filter(|part| !part.is_empty())
        {
            let part = Argument::known(part, arg.span);
            let group = self.group(program, &part, by)?;
            names.extend(group.name);
            exit = exit.and(group.exit);
        }
        Ok((names, exit))
    }

    /// The number that an option gives; `None` where it is not given.
    pub(super) fn number(
        &mut self,
        program: &str,
        arg: Option<&Argument>,
    ) -> Result<Option<Value<u32>>, Exit> {
        let Some(arg) = arg else { return Ok(None) };
        match arg.value.as_deref().map(|text| (text, text.trim().parse::<u32>())) {
            None => Ok(Some(Value::Unknown(Cause::Unreadable(arg.span)))),
            Some((_, Ok(number))) => Ok(Some(Value::Known(number, self.cause()))),
            Some((text, Err(_))) => {
                Err(self.fails(program, arg.span, ToolFailure::Option(text.to_owned())))
            }
        }
    }

    /// It fails where a name or number is taken; most likely so where a package brought it, as another package of the
    /// same name might not.
    pub(super) fn taken(&mut self, program: &str, span: Span, what: impl ToString) -> Exit {
        let what = what.to_string();
        let user = self.accounts.users.iter().find(|user| user.name == what);
        let group = self.accounts.groups.iter().find(|group| group.name == what);
        let mut causes =
            user.map(|user| &user.cause).into_iter().chain(group.map(|group| &group.cause));
        let packaged = causes.any(|cause| matches!(cause, Cause::Package(_)));
        let fails = self.fails(program, span, ToolFailure::Taken(what));
        if packaged { Exit::Unknown } else { fails }
    }
}
