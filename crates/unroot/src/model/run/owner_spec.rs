//! The owner that `chown`, `chgrp` and `install` are given.

use super::arg::Arg;
use super::walk::{Exit, Walker};
use crate::image::Family;
use crate::model::identity::number;
use crate::model::{Cause, EventKind, Lookup, Subject, Value};
use dockerfile::Span;

/// Owner and group to set; `None` leaves that part alone.
pub(super) struct NewOwner {
    pub(super) uid: Option<Value<u32>>,
    pub(super) gid: Option<Value<u32>>,
}

/// Reads `app`, `app:staff`, `:staff`, `1000:` …; what `chown` refuses is an exit.
pub(super) fn read(
    walker: &mut Walker,
    spec: &str,
    span: Span,
    command: Span,
) -> Result<NewOwner, Exit> {
    let cause = Cause::At(command);
    let separator = if spec.contains(':') { ':' } else { '.' };
    let dotted = separator == '.' && walker.world.accounts.user(spec).is_missing();
    let (user, group) = match spec.split_once(separator) {
        Some((user, group)) if separator == ':' || dotted => (user, Some(group)),
        _ => (spec, None),
    };
    // `invalid spec: '33:'` (coreutils): a number has no login group to take.
    if number(user).is_some() && group == Some("") {
        let busybox = matches!(walker.image.family, Some(Family::Alpine | Family::Busybox));
        return Err(if busybox { Exit::Unknown } else { Exit::Fails(cause) });
    }
    let accounts = walker.world.accounts.clone();
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
    let span = within(span, spec, name);
    walker.event(span, command, kind);
    Err(if certain { Exit::Fails(cause) } else { Exit::Doubtful })
}

/// The UID that a word names, as far as it is known.
pub(super) fn user_id(walker: &Walker, arg: &Arg, command: Span) -> Value<u32> {
    let cause = Cause::At(command);
    let id = arg.value.as_deref().and_then(number).and_then(|id| u32::try_from(id).ok());
    match (id, arg.value.as_deref()) {
        (Some(id), _) => Value::Known(id, cause),
        (None, Some(name)) => match walker.world.accounts.user(name) {
            Lookup::Found(user) => user.uid.clone(),
            _ => Value::Unknown(cause),
        },
        (None, None) => Value::Unknown(cause),
    }
}

/// The GID that a word names, as far as it is known.
pub(super) fn group_id(walker: &Walker, arg: &Arg, command: Span) -> Value<u32> {
    let cause = Cause::At(command);
    let id = arg.value.as_deref().and_then(number).and_then(|id| u32::try_from(id).ok());
    match (id, arg.value.as_deref()) {
        (Some(id), _) => Value::Known(id, cause),
        (None, Some(name)) => match walker.world.accounts.group(name) {
            Lookup::Found(group) => group.gid.clone(),
            _ => Value::Unknown(cause),
        },
        (None, None) => Value::Unknown(cause),
    }
}

/// The place of `name` in a word that reads `spec`, where nothing but it stands there.
fn within(span: Span, spec: &str, name: &str) -> Span {
    let plain = spec.trim_start_matches(':');
    if span.end - span.start != plain.len() {
        return span;
    }
    let at = if plain.starts_with(name) { 0 } else { plain.len() - name.len() };
    Span::new(span.start + at, span.start + at + name.len())
}
