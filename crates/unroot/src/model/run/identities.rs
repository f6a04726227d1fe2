//! Programs that run another one as somebody else.

use super::arg::Arg;
use super::walk::{Exit, Walker};
use super::wrappers::{script, skip_options};
use super::{getopt, programs};
use crate::model::identity::process;
use crate::model::{Builder, Cause, Denial, Identity, Value};
use dockerfile::Span;
use std::sync::Arc;

/// What is run, as whom.
struct Switch<'a> {
    /// As for USER: `app`, `1000:1000`.
    user: Option<String>,
    /// The program and its arguments.
    program: &'a [Arg],
    /// Or a script (`su -c`).
    script: Option<&'a Arg>,
    /// Whether the caller has to be root: file capabilities and sudoers are out of sight.
    needs_root: bool,
}

/// Carries one of them out. `None` for other programs.
pub(super) fn run(walker: &mut Walker, program: &str, rest: &[Arg], command: Span) -> Option<Exit> {
    let switch = match program {
        "gosu" | "su-exec" | "s6-setuidgid" | "setuidgid" => {
            let (user, program) = rest.split_first()?;
            Switch { user: user.value.clone(), program, script: None, needs_root: true }
        }
        "chpst" => {
            let user = getopt::parse(rest, "u", &[]).value(&["u"])?.value.clone();
            let program = &rest[skip_options(rest, "unmodfptcrbelPv/")..];
            Switch { user, program, script: None, needs_root: true }
        }
        "setpriv" => setpriv(rest),
        "runuser" | "su" => su(rest),
        "sudo" | "doas" => {
            let user = option(rest, "-u", "--user").unwrap_or(Some("root".to_owned()));
            let program = &rest[skip_options(rest, "ugCDhpRrtTU")..];
            Switch { user, program, script: None, needs_root: false }
        }
        "chroot" => chroot(rest),
        _ => return None,
    };
    Some(carry_out(walker, program, &switch, command))
}

/// The value of an option before the program that is run.
fn option(rest: &[Arg], short: &str, long: &str) -> Option<Option<String>> {
    let at = rest.iter().position(|arg| arg.text() == short || arg.text() == long);
    if let Some(at) = at {
        return Some(rest.get(at + 1)?.value.clone());
    }
    let prefix = format!("{long}=");
    rest.iter().find_map(|arg| Some(Some(arg.text().strip_prefix(&prefix)?.to_owned())))
}

fn setpriv(rest: &[Arg]) -> Switch<'_> {
    const WITH_VALUE: [&str; 7] =
        ["--reuid", "--regid", "--groups", "--ruid", "--euid", "--bounding-set", "--inh-caps"];
    let mut at = 0;
    while let Some(text) = rest.get(at).map(Arg::text).filter(|text| text.starts_with('-')) {
        at += if WITH_VALUE.contains(&text) { 2 } else { 1 };
    }
    let user = option(rest, "", "--reuid").flatten();
    let group = option(rest, "", "--regid").flatten();
    let user = match (user, group) {
        (Some(user), Some(group)) => Some(format!("{user}:{group}")),
        // Without the group option the group stays the caller's, which USER has no word for.
        _ => None,
    };
    Switch { user, program: rest.get(at..).unwrap_or_default(), script: None, needs_root: true }
}

fn su(rest: &[Arg]) -> Switch<'_> {
    let parsed = getopt::parse(rest, "csgGuw", &["command", "session-command", "shell", "user"]);
    let given = parsed.value(&["u", "user"]).map(|arg| arg.value.clone());
    let command = parsed.value(&["c", "command", "session-command"]);
    let script = command.and_then(|command| rest.iter().find(|arg| arg.span == command.span));
    let mut operands = parsed.operands.iter().filter(|arg| arg.text() != "-");
    match given {
        Some(user) => {
            let start = skip_options(rest, "ugGcsw");
            let program = rest.get(start..).unwrap_or_default();
            Switch { user, program, script, needs_root: true }
        }
        None => {
            let user = operands.next().map_or(Some("root".to_owned()), |arg| arg.value.clone());
            Switch { user, program: &[], script, needs_root: true }
        }
    }
}

fn chroot(rest: &[Arg]) -> Switch<'_> {
    let user = option(rest, "", "--userspec").unwrap_or(Some("0:0".to_owned()));
    let at = skip_options(rest, "");
    let into_root = rest.get(at).is_some_and(|arg| arg.text() == "/");
    let program = rest.get(at + 1..).unwrap_or_default();
    // Another root is another world.
    let user = if into_root { user } else { None };
    Switch { user, program, script: None, needs_root: true }
}

fn carry_out(walker: &mut Walker, program: &str, switch: &Switch, command: Span) -> Exit {
    let is_root = walker.who.uid.known().map(|uid| *uid == 0);
    if is_root == Some(false) && switch.needs_root {
        // These are made setuid now and then, and su asks for a password.
        if !matches!(program, "setpriv" | "runuser" | "chroot") {
            return Exit::Unknown;
        }
        let what = Denial::Program { name: program.to_owned() };
        return walker.denied(what, command, command, true);
    }
    let Some(user) = &switch.user else {
        programs::anything(walker, command);
        return Exit::Unknown;
    };
    let cause = Cause::At(command);
    let who = process(user, &cause, &walker.world.accounts, Builder::Classic);
    if let Some(missing) = &who.missing {
        return if missing.certain { Exit::Fails(cause) } else { Exit::Doubtful };
    }
    let exit = as_somebody(walker, who, |walker| match (switch.script, switch.program) {
        (Some(arg), _) => match &arg.value {
            Some(text) => script(walker, text, arg.span, false),
            None => Exit::Unknown,
        },
        (None, []) => Exit::Unknown,
        (None, program) => walker.argv(program, command),
    });
    match exit {
        // Whether the program is there, and lets the caller, is not known.
        Exit::Ok => Exit::Unknown,
        exit => exit,
    }
}

/// Runs `go` as `who`, with its home.
fn as_somebody(walker: &mut Walker, who: Identity, go: impl FnOnce(&mut Walker) -> Exit) -> Exit {
    let home = who.home.clone();
    let outer = std::mem::replace(&mut walker.who, who);
    let exit = walker.isolated(|walker| {
        let home = match home {
            Some(home) => Value::Known(home, Cause::Default),
            None => Value::Unknown(Cause::Undecided(walker.instruction)),
        };
        Arc::make_mut(&mut walker.world.variables).set("HOME", home);
        go(walker)
    });
    walker.who = outer;
    exit
}
