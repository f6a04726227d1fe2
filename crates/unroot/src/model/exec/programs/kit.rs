//! Whose `cp`, `chown`, `install` and their like an image has, and what options nobody follows leave.

use super::giving::blur;
use crate::image::Family;
use crate::model::Presence;
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::targets::Targets;
use shell::{Argument, Invocation};

/// An implementation of the programs for files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kit {
    /// GNU coreutils, which every distribution has that is not made of BusyBox.
    Gnu,
    /// BusyBox.
    BusyBox,
}

/// The one that the image has.
pub(super) fn kit(shell: &Shell) -> Kit {
    if !matches!(shell.image.family, Some(Family::Alpine | Family::Busybox | Family::Wolfi)) {
        return Kit::Gnu;
    }
    let installed = shell.world.tools.program("coreutils") == Presence::There;
    if installed { Kit::Gnu } else { Kit::BusyBox }
}

/// Whether the command has an option beside `followed`, whose effect nobody follows here.
pub(super) fn is_odd(call: &Invocation, followed: &[&str]) -> bool {
    let knows = |name: &str| followed.contains(&name);
    call.options().iter().any(|given| !given.name.is_some_and(knows))
}

/// Nothing is known any more of what `operands` name, and of what lies below.
pub(super) fn give_up(shell: &mut Shell, operands: &[&Argument], call: &Invocation) -> Exit {
    let mut targets = Targets::of(shell, operands);
    blur(shell, &targets, true, call.span);
    for target in &mut targets.listed {
        target.path = shell.world.files.resolve(&target.path, true);
    }
    blur(shell, &targets, true, call.span);
    shell.may_make_files();
    Exit::Unknown
}

/// The last of `names` that is among the options.
pub(super) fn last_of<'n>(call: &Invocation, names: &[&'n str]) -> Option<&'n str> {
    let given = call.options().iter().rev().filter_map(|given| given.name);
    given.into_iter().find_map(|name| names.iter().copied().find(|known| *known == name))
}

/// Whether it prints how it is used, and does nothing.
pub(super) fn explains(call: &Invocation) -> bool {
    call.has_any(&["help", "version"])
}
