//! The owner that `chown`, `chgrp` and `install` are given.

use crate::image::Family;
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::identity::number;
use crate::model::{Cause, EventKind, Lookup, OwnerSpec, Subject, Value};
use dockerfile::Span;
use shell::Argument;

/// Owner and group to set; `None` leaves that part alone.
pub(super) struct NewOwner {
    pub(super) uid: Option<Value<u32>>,
    pub(super) gid: Option<Value<u32>>,
}

/// Looks up whom a spec names; what `chown` refuses is an exit.
pub(super) fn find(shell: &mut Shell, spec: &OwnerSpec, command: Span) -> Result<NewOwner, Exit> {
    let cause = Cause::At(command);
    let dotted;
    let spec = match spec.group() {
        None if shell.world.accounts.user(spec.text()).is_missing() => {
            dotted = OwnerSpec::parse_dotted(spec.text(), spec.span());
            &dotted
        }
        _ => spec,
    };
    let (user, group) = (spec.user().unwrap_or_default(), spec.group());
    // `invalid spec: '33:'` (coreutils): a number has no login group to take.
    if number(user).is_some() && group == Some("") {
        let busybox = matches!(shell.image.family, Some(Family::Alpine | Family::Busybox));
        return Err(if busybox { Exit::Unknown } else { Exit::Fails(cause) });
    }
    let accounts = shell.world.accounts.clone();
    let mut login_group = None;
    let mut missing = None;
    let uid = match number(user) {
        _ if user.is_empty() => None,
        Some(id) => {
            let uid = u32::try_from(id).unwrap_or(u32::MAX);
            login_group = accounts.user_by_uid(uid).found().map(|user| user.gid.clone());
            Some(Value::Known(uid, cause.clone()))
        }
        None => Some(match accounts.user(user) {
            Lookup::Found(found) => {
                login_group = Some(found.gid.clone());
                found.uid.clone()
            }
            Lookup::Maybe(why) => Value::Unknown(why),
            Lookup::Missing { certain } => {
                missing = Some((Subject::User, user, certain));
                Value::Unknown(cause.clone())
            }
        }),
    };
    let gid = match group {
        None => None,
        // `chown app:` means the login group.
        Some("") => Some(login_group.unwrap_or(Value::Unknown(cause.clone()))),
        Some(group) => match number(group) {
            Some(id) => Some(Value::Known(u32::try_from(id).unwrap_or(u32::MAX), cause.clone())),
            None => Some(match accounts.group(group) {
                Lookup::Found(found) => found.gid.clone(),
                Lookup::Maybe(why) => Value::Unknown(why),
                Lookup::Missing { certain } => {
                    missing = missing.or(Some((Subject::Group, group, certain)));
                    Value::Unknown(cause.clone())
                }
            }),
        },
    };
    let Some((subject, name, certain)) = missing else { return Ok(NewOwner { uid, gid }) };
    let kind = EventKind::OwnerMissing { subject, name: name.to_owned(), certain, copying: false };
    let span = match subject {
        Subject::User => spec.user_span(),
        Subject::Group => spec.group_span(),
    };
    shell.event(span, command, kind);
    Err(if certain { Exit::Fails(cause) } else { Exit::Doubtful })
}

/// The UID that a word names, as far as it is known.
pub(super) fn user_id(shell: &Shell, arg: &Argument, command: Span) -> Value<u32> {
    let cause = Cause::At(command);
    let id = arg.value.as_deref().and_then(number).and_then(|id| u32::try_from(id).ok());
    match (id, arg.value.as_deref()) {
        (Some(id), _) => Value::Known(id, cause),
        (None, Some(name)) => match shell.world.accounts.user(name) {
            Lookup::Found(user) => user.uid.clone(),
            _ => Value::Unknown(cause),
        },
        (None, None) => Value::Unknown(cause),
    }
}

/// The GID that a word names, as far as it is known.
pub(super) fn group_id(shell: &Shell, arg: &Argument, command: Span) -> Value<u32> {
    let cause = Cause::At(command);
    let id = arg.value.as_deref().and_then(number).and_then(|id| u32::try_from(id).ok());
    match (id, arg.value.as_deref()) {
        (Some(id), _) => Value::Known(id, cause),
        (None, Some(name)) => match shell.world.accounts.group(name) {
            Lookup::Found(group) => group.gid.clone(),
            _ => Value::Unknown(cause),
        },
        (None, None) => Value::Unknown(cause),
    }
}
