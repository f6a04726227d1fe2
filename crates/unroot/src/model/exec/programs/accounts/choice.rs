//! Which implementation a command's name means in this image.

use super::context::{AccountsContext, Exit};
use super::{busybox, debian, modify, remove, shadow};
use crate::image::Family;
use crate::model::{EventKind, Tool, ToolFailure, Tools};
use shell::{Dialect, Invocation};

/// What is known of the implementation.
enum Choice {
    /// It is this one.
    Sure(Dialect),
    /// It is this one if it is there at all.
    IfThere(Dialect),
    /// There is none.
    Absent,
    /// It prints something unknown.
    Unknown,
}

/// The implementation whose options count, as far as the image tells.
pub(in crate::model::exec::programs) fn dialect(
    program: &str,
    family: Option<Family>,
    tools: Tools,
) -> Dialect {
    match choose(program, family, tools) {
        Choice::Sure(dialect) | Choice::IfThere(dialect) => dialect,
        Choice::Absent | Choice::Unknown => Dialect::default(),
    }
}

/// Runs a command that makes, changes or removes accounts; `None` where `call` is none of them.
pub(super) fn run(call: &Invocation, context: &mut AccountsContext) -> Option<Exit> {
    let doubts = context.accounts.doubts.len();
    let exit = dispatch(call, context)?;
    let removes = matches!(
        call.program.as_str(),
        "userdel" | "deluser" | "usermod" | "groupdel" | "delgroup" | "groupmod"
    );
    if removes && context.accounts.doubts.len() > doubts {
        context.forget_people();
    }
    Some(exit)
}

fn dispatch(call: &Invocation, context: &mut AccountsContext) -> Option<Exit> {
    let program = call.program.as_str();
    Some(match program {
        "useradd" | "groupadd" | "usermod" | "groupmod" | "userdel" | "groupdel" | "gpasswd"
        | "newusers" | "adduser" | "addgroup" | "deluser" | "delgroup" => {
            match choose(program, context.family, context.tools) {
                Choice::Sure(dialect) => carry_out(dialect, call, context),
                // Without the program the command fails as well.
                Choice::IfThere(dialect) => carry_out(dialect, call, context).and(Exit::Unknown),
                Choice::Unknown => match fitting(call) {
                    Some((dialect, call)) => guess(dialect, &call, context),
                    None => Exit::Unknown,
                },
                Choice::Absent => context.fails(program, context.command, ToolFailure::Absent),
            }
        }
        "chpasswd" => {
            context.accounts.passwords = Some(context.cause());
            Exit::Ok
        }
        "passwd" => remove::passwd(call, context),
        _ => return None,
    })
}

fn choose(program: &str, family: Option<Family>, tools: Tools) -> Choice {
    let has = |tool| tools.get(tool);
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

/// The implementation whose options these are, and the command as it reads it.
fn fitting(call: &Invocation) -> Option<(Dialect, Invocation)> {
    let all = [Dialect::Debian, Dialect::BusyBox, Dialect::Shadow];
    let readings = all.into_iter().map(|dialect| (dialect, call.read_again(dialect)));
    readings.into_iter().find(|(dialect, read)| match dialect {
        // `-h` is help in Debian's and the home directory in BusyBox's.
        Dialect::Debian => read.refused().is_none() && !read.has("help"),
        Dialect::BusyBox => read.refused().is_none(),
        Dialect::Shadow => call.program == "adduser" && read.refused().is_none(),
    })
}

/// Runs a dialect that may be the wrong one: what it makes is made by any, but that it fails is
/// not said.
fn guess(dialect: Dialect, call: &Invocation, context: &mut AccountsContext) -> Exit {
    let before = context.events.len();
    carry_out(dialect, call, context);
    let events = context.events.split_off(before);
    let said =
        events.into_iter().filter(|event| !matches!(event.kind, EventKind::ToolFails { .. }));
    context.events.extend(said);
    Exit::Unknown
}

fn carry_out(dialect: Dialect, call: &Invocation, context: &mut AccountsContext) -> Exit {
    let program = call.program.as_str();
    let done = match (dialect, program) {
        (_, "useradd") | (Dialect::Shadow, "adduser") => shadow::useradd(call, context),
        (_, "groupadd") => shadow::groupadd(call, context),
        (_, "usermod") => modify::usermod(call, context),
        (_, "groupmod") => modify::groupmod(call, context),
        (_, "userdel") => remove::userdel(call, context),
        (_, "groupdel") => remove::groupdel(call, context),
        (_, "gpasswd") => remove::gpasswd(call, context),
        (_, "newusers") => remove::newusers(call, context),
        (Dialect::Debian, "adduser" | "addgroup") => debian::add(call, context),
        (Dialect::Debian, _) => debian::delete(call, context),
        (Dialect::BusyBox, "adduser") => busybox::adduser(call, context),
        (Dialect::BusyBox, "addgroup") => busybox::addgroup(call, context),
        (Dialect::BusyBox, _) => busybox::delete(call, context),
        (Dialect::Shadow, _) => Err(context.fails(program, context.command, ToolFailure::Absent)),
    };
    // Either way it is an exit: an early one comes as an error.
    done.unwrap_or_else(|exit| exit)
}
