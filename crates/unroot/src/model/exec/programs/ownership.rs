//! `chown` and `chgrp`: owners, and whether the identity may change them.

use super::giving::{Giving, Links, blur, give, give_beyond, give_through, is_of, somewhere};
use super::kit::{Kit, explains, give_up, is_odd, kit, last_of};
use super::new_owner::{self, NewOwner};
use super::refused::{Change, refused};
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::targets::{Target, Targets};
use crate::model::{Cause, EventKind, Identity, OwnerSpec, Ownership};
use dockerfile::Span;
use shell::{Argument, Invocation, base_name};
use std::sync::Arc;

/// How much `chown` reaches.
#[derive(Clone, Copy)]
pub(super) struct Reach {
    /// `-R`
    pub(super) recursive: bool,
    /// `-h`: a symbolic link itself, not what it leads to.
    pub(super) no_dereference: bool,
    /// Which links `-R` goes through.
    links: Links,
}

impl Reach {
    /// What is named, and nothing below it.
    pub(super) const ALONE: Reach =
        Reach { recursive: false, no_dereference: false, links: Links::Stay };

    fn of(call: &Invocation) -> Self {
        let links = match last_of(call, &["H", "L", "P"]) {
            Some("H") => Links::Named,
            Some("L") => Links::All,
            _ => Links::Stay,
        };
        let (recursive, no_dereference) = (call.has("recursive"), call.has("no-dereference"));
        Reach { recursive, no_dereference, links }
    }
}

/// Options that are followed, or change nothing here.
const FOLLOWED: [&str; 14] = [
    "changes",
    "silent",
    "quiet",
    "verbose",
    "dereference",
    "no-dereference",
    "from",
    "preserve-root",
    "no-preserve-root",
    "reference",
    "recursive",
    "H",
    "L",
    "P",
];

/// `chown` and `chgrp`
pub(super) fn run(shell: &mut Shell, call: &Invocation) -> Exit {
    if explains(call) {
        return Exit::Ok;
    }
    let operands = call.operands();
    let reach = Reach::of(call);
    if call.has("reference") {
        let targets = Targets::of(shell, &operands);
        blur(shell, &targets, reach.recursive, call.span);
        return Exit::Unknown;
    }
    let hidden = operands.iter().any(|arg| arg.value.is_none());
    let Some((spec, operands)) =
        operands.split_first().filter(|(_, rest)| hidden || !rest.is_empty())
    else {
        return Exit::Fails(Cause::At(call.span));
    };
    // `-h` beside `-L`, and `-L` beside `-P`, reach other paths in each implementation.
    let ways = ["H", "L", "P"].iter().filter(|way| call.has(way)).count();
    let mixed = reach.recursive && (reach.no_dereference && reach.links != Links::Stay || ways > 1);
    if is_odd(call, &FOLLOWED) || mixed {
        return give_up(shell, operands, call);
    }
    let Some(text) = spec.value.as_deref() else {
        let targets = Targets::of(shell, operands);
        blur(shell, &targets, reach.recursive, call.span);
        return Exit::Unknown;
    };
    let spec = match call.program.as_str() {
        "chgrp" => OwnerSpec::of_group(text, spec.span),
        _ => OwnerSpec::parse(text, spec.span),
    };
    let at = (call.program_span(), call.span);
    let from = match call.value("from") {
        None => None,
        Some(_) if kit(shell) == Kit::BusyBox => return Exit::Fails(Cause::At(call.span)),
        Some(from) => {
            let Some(text) = from.value.as_deref() else { return give_up(shell, operands, call) };
            match new_owner::find(shell, &OwnerSpec::parse(text, from.span), call.span) {
                Ok(from) => Some(from),
                Err(exit) => return exit,
            }
        }
    };
    give_from(shell, spec, operands, reach, from.as_ref(), at)
}

/// Gives `operands` to the owner. `at` is the program's name and the whole command.
pub(super) fn give_to(
    shell: &mut Shell,
    spec: OwnerSpec,
    operands: &[&Argument],
    reach: Reach,
    at: (Span, Span),
) -> Exit {
    give_from(shell, spec, operands, reach, None, at)
}

/// The same for what belongs to `from` alone, if that is given.
fn give_from(
    shell: &mut Shell,
    spec: OwnerSpec,
    operands: &[&Argument],
    reach: Reach,
    from: Option<&NewOwner>,
    (at, command): (Span, Span),
) -> Exit {
    let mut targets = Targets::of(shell, operands);
    let owner = match new_owner::find(shell, &spec, command) {
        Ok(owner) => owner,
        Err(exit) => return exit,
    };
    let recursive = reach.recursive;
    if if recursive { reach.links != Links::Stay } else { !reach.no_dereference } {
        for target in &mut targets.listed {
            target.path = shell.world.files.resolve(&target.path, true);
        }
    }
    if let Some(exit) = missing(shell, &targets, command) {
        return exit;
    }
    if shell.who.uid.known().is_some_and(|uid| *uid != 0) {
        let change = Change { targets: &targets, recursive, links: true, at: (at, command) };
        let who = shell.who.clone();
        let may = |now: &Ownership| match from.map(|from| is_of(now, from)) {
            Some(Some(false)) => Some(true),
            Some(None) if may_give(&who, now, &owner) == Some(false) => None,
            _ => may_give(&who, now, &owner),
        };
        match refused(shell, &change, may) {
            Exit::Ok => {}
            exit => return exit,
        }
    }
    let change = Giving { owner: &owner, from, command };
    let mut sure = !targets.hidden;
    for target in &targets.listed {
        match reach.links {
            Links::Stay => give(shell, &target.path, &change, recursive),
            links => sure &= give_through(shell, &target.path, &change, links),
        }
        Arc::make_mut(&mut shell.world.files).follow_links(&target.path);
    }
    for (directory, _) in &targets.beyond {
        give_beyond(shell, directory, &change);
    }
    if targets.hidden {
        somewhere(shell, command);
    }
    let (span, paths) = (spec.span(), targets.paths());
    shell.event(span, command, EventKind::OwnerSet { owner: spec, paths, recursive });
    if sure { Exit::Ok } else { Exit::Unknown }
}

/// A path that is not there for certain stops the command.
pub(super) fn missing(shell: &Shell, targets: &Targets, command: Span) -> Option<Exit> {
    let gone = |target: &Target| shell.world.files.exists(&target.path) == Some(false);
    targets.listed.iter().any(gone).then_some(Exit::Fails(Cause::At(command)))
}

/// Whether somebody other than root may give something of owner `now` to `owner`: what is one's own,
/// to oneself, with its group or one that one is in (`chown_ok` and `chgrp_ok` of Linux' fs/attr.c).
fn may_give(who: &Identity, now: &Ownership, owner: &NewOwner) -> Option<bool> {
    let (me, now_uid) = (*who.uid.known()?, now.uid.known());
    let stays = match &owner.uid {
        None => Some(true),
        Some(to) => to.known().map(|to| *to == me),
    };
    if now_uid.is_some_and(|uid| *uid != me) || stays == Some(false) {
        return Some(false);
    }
    let group = match owner.gid.as_ref().map(|to| to.known()) {
        None => Some(true),
        Some(Some(to)) if who.groups.contains(to) || who.gid.known() == Some(to) => Some(true),
        Some(Some(to)) => now.gid.known().map(|gid| gid == to),
        Some(None) => None,
    };
    now_uid?;
    if group == Some(false) { group } else { stays.and(group) }
}

/// `find … -exec program` and `… | xargs program`: some of what lies below `roots`, or anywhere, may
/// have been changed.
pub(super) fn many_may_change(
    shell: &mut Shell,
    program: &str,
    roots: Option<&[&Argument]>,
    command: Span,
) -> bool {
    let program = base_name(program);
    let looks_only = ["grep", "echo", "ls", "cat", "stat", "file", "wc", "head", "test", "printf"];
    if looks_only.contains(&program) {
        return false;
    }
    match roots {
        Some(roots) => {
            let targets = Targets::of(shell, roots);
            blur(shell, &targets, true, command);
        }
        None => somewhere(shell, command),
    }
    true
}
