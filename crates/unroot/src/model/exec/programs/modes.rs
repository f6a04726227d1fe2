//! `chmod`: modes in octal and in letters.

use super::ownership::{blur, missing, somewhere};
use super::refused::{Change, refused};
use crate::image::Family;
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::targets::Targets;
use crate::model::exec::world::UNKNOWN_UMASK;
use crate::model::{Cause, Contents, EventKind, Kind, Mode, Ownership, Value};
use dockerfile::Span;
use shell::{Argument, Invocation};
use std::sync::Arc;

/// `chmod`
pub(super) fn run(shell: &mut Shell, call: &Invocation) -> Exit {
    let operands = call.operands();
    if call.has("reference") {
        let targets = Targets::of(shell, &operands);
        blur(shell, &targets, true, call.span);
        return Exit::Unknown;
    }
    let Some((mode, operands)) = operands.split_first() else {
        return Exit::Fails(Cause::At(call.span));
    };
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
    if !recursive {
        for target in &mut targets.listed {
            target.path = shell.world.files.resolve(&target.path, true);
        }
    }
    let Some(wanted) = mode.value.as_deref().map(Mode::parse) else {
        for target in &targets.listed {
            change(shell, &target.path, recursive, command, |_, _| None);
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
    // GNU's keeps setuid and setgid of directories where four digits do not name them; BusyBox's
    // does as it is told.
    let keeps = !matches!(shell.image.family, Some(Family::Alpine | Family::Busybox));
    let umask = shell.world.umask;
    for target in &targets.listed {
        change(shell, &target.path, recursive, command, |before, directory| {
            applied(before, &wanted, directory, keeps, umask)
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
}

fn forget_modes(shell: &mut Shell, directory: &str, command: Span) {
    let unknown = || Value::Unknown(Cause::Undecided(command));
    let node = Arc::make_mut(&mut shell.world.files).get_mut(directory);
    if let Some(Contents::More { files, directories, .. }) = node.map(|node| &mut node.contents) {
        (*files, *directories) = (unknown(), unknown());
    }
}

/// The mode that `wanted` leaves, where it can be told without, or from, what was before.
fn applied(
    before: Option<u32>,
    wanted: &Mode,
    directory: Option<bool>,
    keeps: bool,
    umask: u32,
) -> Option<u32> {
    if wanted.is_numeric() && (!keeps || directory == Some(false)) {
        return wanted.bits().map(|mode| mode & 0o7777);
    }
    let before = before?;
    let mode = wanted.applied(before, directory?)?;
    // Without a class the mask decides which bits a letter reaches.
    if !wanted.is_bare() {
        return Some(mode);
    }
    let reached = 0o7777 & !umask;
    (umask & UNKNOWN_UMASK == 0).then_some((mode & reached) | (before & !reached))
}
