//! `chmod`: modes in octal and in letters.

use super::giving::{blur, somewhere};
use super::kit::{Kit, explains, give_up, is_odd, kit};
use super::ownership::missing;
use super::refused::{Change, refused};
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::targets::Targets;
use crate::model::exec::world::UNKNOWN_UMASK;
use crate::model::{Cause, Contents, EventKind, Kind, Mode, Ownership, Value};
use dockerfile::Span;
use shell::{Argument, Invocation};
use std::sync::Arc;

/// Options that are followed, or change nothing here.
const FOLLOWED: [&str; 8] = [
    "changes",
    "silent",
    "quiet",
    "verbose",
    "preserve-root",
    "no-preserve-root",
    "reference",
    "recursive",
];

/// `chmod`
pub(super) fn run(shell: &mut Shell, call: &Invocation) -> Exit {
    if explains(call) {
        return Exit::Ok;
    }
    let operands = call.operands();
    if call.has("reference") {
        let targets = Targets::of(shell, &operands);
        blur(shell, &targets, true, call.span);
        return Exit::Unknown;
    }
    let hidden = operands.iter().any(|arg| arg.value.is_none());
    let Some((mode, operands)) =
        operands.split_first().filter(|(_, rest)| hidden || !rest.is_empty())
    else {
        return Exit::Fails(Cause::At(call.span));
    };
    // How links are treated is an option of coreutils 9.5, of which releases have it or not.
    if is_odd(call, &FOLLOWED) {
        return give_up(shell, operands, call);
    }
    let at = (call.program_span(), call.span);
    set(shell, mode, operands, call.has("recursive"), at)
}

/// Sets the mode of `operands`, and with `recursive` of all below them. `at` is the program's name and
/// the whole command.
pub(super) fn set(
    shell: &mut Shell,
    mode: &Argument,
    operands: &[&Argument],
    recursive: bool,
    (at, command): (Span, Span),
) -> Exit {
    let mut targets = Targets::of(shell, operands);
    let gnu = kit(shell) == Kit::Gnu;
    // BusyBox does not go through a link that is named, though it changes what it leads to.
    let mut alone = Vec::new();
    for target in &mut targets.listed {
        let through = shell.world.files.resolve(&target.path, true);
        alone.push(!recursive || (!gnu && through != target.path));
        target.path = through;
    }
    let Some(wanted) = mode.value.as_deref().map(Mode::parse) else {
        for target in &targets.listed {
            change(shell, &target.path, recursive, command, |_, _| None);
        }
        if targets.hidden {
            somewhere(shell, command);
        }
        return Exit::Unknown;
    };
    if let Some(exit) = missing(shell, &targets, command) {
        return exit;
    }
    let mut exit = Exit::Ok;
    if !shell.who.is_root() {
        let change = Change { targets: &targets, recursive, links: false, at: (at, command) };
        let me = shell.who.uid.clone();
        let owns = |now: &Ownership| Some(me.known()? == now.uid.known()?);
        match refused(shell, &change, owns) {
            fails @ Exit::Fails(_) => return fails,
            unsure => exit = unsure,
        }
    }
    let umask = shell.world.umask;
    for (target, alone) in targets.listed.iter().zip(alone) {
        change(shell, &target.path, !alone, command, |before, directory| {
            applied(before, &wanted, directory, gnu, umask)
        });
    }
    for (directory, _) in &targets.beyond {
        forget_modes(shell, directory, command);
    }
    if targets.hidden {
        somewhere(shell, command);
    }
    let paths = targets.paths();
    shell.event(mode.span, command, EventKind::ModeSet { mode: wanted, paths, recursive });
    if targets.hidden { exit.and(Exit::Unknown) } else { exit }
}

/// Changes the mode of `path`, and of all below it if `recursive` says so.
fn change(
    shell: &mut Shell,
    path: &str,
    recursive: bool,
    command: Span,
    after: impl Fn(Option<u32>, Option<bool>) -> Option<u32>,
) {
    let cause = Cause::At(command);
    let value = |mode: Option<u32>| match mode {
        Some(mode) => Value::Known(mode, cause.clone()),
        None => Value::Unknown(cause.clone()),
    };
    for (known, node) in Arc::make_mut(&mut shell.world.files).within_mut(path) {
        if matches!(node.kind, Kind::Link(_)) || !(recursive || known == path) {
            continue;
        }
        let directory = match node.kind {
            Kind::Directory => Some(true),
            Kind::File => Some(false),
            _ => None,
        };
        node.mode = value(after(node.mode.known().copied(), directory));
        if let (true, Contents::More { files, directories, .. }) = (recursive, &mut node.contents) {
            *files = value(after(files.known().copied(), Some(false)));
            *directories = value(after(directories.known().copied(), Some(true)));
        }
    }
    Arc::make_mut(&mut shell.world.files).follow_links(path);
}

fn forget_modes(shell: &mut Shell, directory: &str, command: Span) {
    let unknown = || Value::Unknown(Cause::Undecided(command));
    let node = Arc::make_mut(&mut shell.world.files).get_mut(directory);
    if let Some(Contents::More { files, directories, .. }) = node.map(|node| &mut node.contents) {
        (*files, *directories) = (unknown(), unknown());
    }
}

/// The mode that `wanted` leaves, where it can be told without, or from, what was before. GNU's keeps
/// setuid and setgid of directories where four digits do not name them; BusyBox's does as it is told.
fn applied(
    before: Option<u32>,
    wanted: &Mode,
    directory: Option<bool>,
    gnu: bool,
    umask: u32,
) -> Option<u32> {
    if wanted.is_numeric() && (!gnu || directory == Some(false)) {
        return wanted.bits().map(|mode| mode & 0o7777);
    }
    let Some(before) = before else {
        let any = wanted.applied_to_any(directory?);
        return any.filter(|_| gnu && !wanted.is_bare());
    };
    let mode = match gnu {
        true => wanted.applied(before, directory?)?,
        false => wanted.applied_by_busybox(before, directory?)?,
    };
    // Without a class the mask decides which bits a letter reaches.
    if !wanted.is_bare() {
        return Some(mode);
    }
    let reached = 0o7777 & !umask;
    (umask & UNKNOWN_UMASK == 0).then_some((mode & reached) | (before & !reached))
}
