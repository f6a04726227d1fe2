//! Which implementation a command's name means in this image.

use super::options::{getopt, getopt_perl};
use super::{AccountsContext, Arg, Exit, busybox, debian, modify, remove, shadow};
use crate::image::Family;
use crate::model::{EventKind, Tool, ToolFailure};

/// An implementation of the commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dialect {
    Shadow,
    Debian,
    BusyBox,
}

/// What is known of the implementation.
enum Choice {
    /// It is this one.
    Sure(Dialect),
    /// It is this one if it is there at all.
    IfThere(Dialect),
    /// There is none.
    Absent,
    /// Nobody knows.
    Unknown,
}

/// Runs a command that makes, changes or removes accounts; `None` where `program` is none of them.
pub(crate) fn run(program: &str, args: &[Arg], context: &mut AccountsContext) -> Option<Exit> {
    let program = program.rsplit('/').next().unwrap_or(program);
    let doubts = context.accounts.doubts.len();
    let exit = dispatch(program, args, context)?;
    let removes =
        matches!(program, "userdel" | "deluser" | "usermod" | "groupdel" | "delgroup" | "groupmod");
    if removes && context.accounts.doubts.len() > doubts {
        context.forget_people();
    }
    Some(exit)
}

fn dispatch(program: &str, args: &[Arg], context: &mut AccountsContext) -> Option<Exit> {
    Some(match program {
        "useradd" | "groupadd" | "usermod" | "groupmod" | "userdel" | "groupdel" | "gpasswd"
        | "newusers" | "adduser" | "addgroup" | "deluser" | "delgroup" => {
            match choose(program, context) {
                Choice::Sure(dialect) => dialect.run(program, args, context),
                // Without the program the command fails as well.
                Choice::IfThere(dialect) => dialect.run(program, args, context).and(Exit::Unknown),
                Choice::Unknown => match fitting(program, args) {
                    Some(dialect) => guess(dialect, program, args, context),
                    None => Exit::Unknown,
                },
                Choice::Absent => context.fails(program, context.command, ToolFailure::Absent),
            }
        }
        "chpasswd" => Exit::Ok,
        "passwd" => remove::passwd(args, context),
        _ => return None,
    })
}

fn choose(program: &str, context: &AccountsContext) -> Choice {
    let has = |tool| context.tools.get(tool);
    let family = context.family;
    if !matches!(program, "adduser" | "addgroup" | "deluser" | "delgroup") {
        return match (has(Tool::Useradd), family) {
            (Some(true), _) => Choice::Sure(Dialect::Shadow),
            (Some(false), _) => Choice::Absent,
            // The package `passwd` is "required" in Debian; shadow-utils is no part of every image
            // of Red Hat's.
            (None, Some(family)) if family.is_debian_like() => Choice::Sure(Dialect::Shadow),
            (None, _) => Choice::IfThere(Dialect::Shadow),
        };
    }
    let (debian, busybox) = (has(Tool::AdduserDebian), has(Tool::AdduserBusybox));
    let linked = program == "adduser" && family.is_some_and(Family::links_adduser);
    match (debian, busybox, family) {
        (Some(true), _, _) => Choice::Sure(Dialect::Debian),
        (_, Some(true), _) => Choice::Sure(Dialect::BusyBox),
        _ if linked => match has(Tool::Useradd) {
            Some(true) => Choice::Sure(Dialect::Shadow),
            Some(false) => Choice::Absent,
            None => Choice::IfThere(Dialect::Shadow),
        },
        (Some(false), _, Some(family)) if family.is_debian_like() => Choice::Absent,
        (_, Some(false), Some(family)) if family.is_busybox() => Choice::Absent,
        (Some(false), Some(false), _) => Choice::Absent,
        // apt depends on it up to bookworm only; later it comes with some packages.
        (_, _, Some(family)) if family.is_debian_like() => Choice::IfThere(Dialect::Debian),
        (_, _, Some(family)) if family.is_busybox() => Choice::Sure(Dialect::BusyBox),
        _ => Choice::Unknown,
    }
}

/// The dialect whose options these are.
fn fitting(program: &str, args: &[Arg]) -> Option<Dialect> {
    let debian = if program.starts_with("add") { debian::ADD } else { debian::DELETE };
    let busybox = if program == "adduser" { busybox::ADDUSER } else { busybox::ADDGROUP };
    // `-h` is help in Debian's and the home directory in BusyBox's.
    if getopt_perl(args, debian).is_ok_and(|options| !options.has("help")) {
        Some(Dialect::Debian)
    } else if getopt(args, busybox).is_ok() {
        Some(Dialect::BusyBox)
    } else if program == "adduser" && getopt(args, shadow::USERADD).is_ok() {
        Some(Dialect::Shadow)
    } else {
        None
    }
}

/// Runs a dialect that may be the wrong one: what it makes is made by any, but that it fails is
/// not said.
fn guess(dialect: Dialect, program: &str, args: &[Arg], context: &mut AccountsContext) -> Exit {
    let before = context.events.len();
    dialect.run(program, args, context);
    let events = context.events.split_off(before);
    let said =
        events.into_iter().filter(|event| !matches!(event.kind, EventKind::ToolFails { .. }));
    context.events.extend(said);
    Exit::Unknown
}

impl Dialect {
    fn run(self, program: &str, args: &[Arg], context: &mut AccountsContext) -> Exit {
        let done = match (self, program) {
            (_, "useradd") | (Dialect::Shadow, "adduser") => {
                shadow::useradd(program, args, context)
            }
            (_, "groupadd") => shadow::groupadd(args, context),
            (_, "usermod") => modify::usermod(args, context),
            (_, "groupmod") => modify::groupmod(args, context),
            (_, "userdel") => remove::userdel(args, context),
            (_, "groupdel") => remove::groupdel(args, context),
            (_, "gpasswd") => remove::gpasswd(args, context),
            (_, "newusers") => remove::newusers(args, context),
            (Dialect::Debian, "adduser" | "addgroup") => debian::add(program, args, context),
            (Dialect::Debian, _) => debian::delete(program, args, context),
            (Dialect::BusyBox, "adduser") => busybox::adduser(args, context),
            (Dialect::BusyBox, "addgroup") => busybox::addgroup(args, context),
            (Dialect::BusyBox, _) => busybox::delete(program, args, context),
            (Dialect::Shadow, _) => {
                Err(context.fails(program, context.command, ToolFailure::Absent))
            }
        };
        // Either way it is an exit: an early one comes as an error.
        done.unwrap_or_else(|exit| exit)
    }
}
