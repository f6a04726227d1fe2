//! Commands that make, change and remove users and groups: shadow's `useradd` and its like,
//! Debian's `adduser`, BusyBox's `adduser`.

mod busybox;
mod choice;
mod context;
mod debian;
mod ids;
mod modify;
mod options;
mod remove;
mod shadow;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod transcripts;

pub(crate) use choice::run;

use super::arg::Arg;
use crate::image::Family;
use crate::model::{Accounts, Event, Tools, Value};
use dockerfile::Span;

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
    /// ([`home_mode`](crate::image::home_mode)); else the family's.
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
    /// Its mode.
    pub mode: u32,
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
