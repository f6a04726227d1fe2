//! Users, groups and modes as people call them.

use crate::Who;
use unroot::model::{Accounts, Identity, Lookup};

/// The name of the user with this number, else the number.
pub(crate) fn user(uid: u32, accounts: &Accounts) -> String {
    match accounts.user_by_uid(uid) {
        _ if uid == 0 => "root".to_owned(),
        Lookup::Found(user) => user.name.clone(),
        _ => uid.to_string(),
    }
}

/// The name of the group with this number, else the number.
pub(super) fn group(gid: u32, accounts: &Accounts) -> String {
    match accounts.group_by_gid(gid) {
        _ if gid == 0 => "root".to_owned(),
        Lookup::Found(group) => group.name.clone(),
        _ => gid.to_string(),
    }
}

/// Permission bits as four octal digits.
pub(crate) fn mode(bits: u32) -> String {
    format!("{bits:04o}")
}

/// A name or a number in a sentence: ``root``, `` `app` ``, ``UID 1200``.
pub(super) fn told(name: &str, number: &str) -> String {
    match name {
        "root" => "root".to_owned(),
        name if name.bytes().all(|byte| byte.is_ascii_digit()) => format!("{number} {name}"),
        name => format!("`{name}`"),
    }
}

/// Somebody in a sentence.
pub(super) fn told_identity(who: &Identity) -> String {
    match who.label() {
        Some(_) if who.is_root() => "root".to_owned(),
        Some(label) => told(&label, "UID"),
        None => "somebody".to_owned(),
    }
}

/// The number of the user that a course names. `Ok(None)` where it can't be told; an error for a
/// name that nobody has.
pub(super) fn uid_of(who: &Who, accounts: &Accounts) -> Result<Option<u32>, String> {
    match who {
        Who::Id(uid) => Ok(Some(*uid)),
        Who::Name(name) if name == "root" => Ok(Some(0)),
        Who::Name(name) => match accounts.user(name) {
            Lookup::Found(user) => Ok(user.uid.known().copied()),
            Lookup::Maybe(_) => Ok(None),
            Lookup::Missing { .. } => Err(format!("No user is called `{name}` in this image.")),
        },
    }
}

/// The number of the group that a course names, likewise.
pub(super) fn gid_of(who: &Who, accounts: &Accounts) -> Result<Option<u32>, String> {
    match who {
        Who::Id(gid) => Ok(Some(*gid)),
        Who::Name(name) if name == "root" => Ok(Some(0)),
        Who::Name(name) => match accounts.group(name) {
            Lookup::Found(group) => Ok(group.gid.known().copied()),
            Lookup::Maybe(_) => Ok(None),
            Lookup::Missing { .. } => Err(format!("No group is called `{name}` in this image.")),
        },
    }
}
