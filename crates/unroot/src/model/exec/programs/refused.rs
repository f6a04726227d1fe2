//! Owners and modes that somebody other than root may not change: of what is named, and with `-R` of
//! everything below.

use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::targets::Targets;
use crate::model::{Cause, Denial, Kind, Ownership};
use dockerfile::Span;

/// What `chown`, `chgrp` or `chmod` is about to change.
pub(super) struct Change<'a> {
    /// The operands.
    pub(super) targets: &'a Targets,
    /// `-R`.
    pub(super) recursive: bool,
    /// Symbolic links below are changed themselves (`chown`) or passed over (`chmod`).
    pub(super) links: bool,
    /// The program's name, and the whole command.
    pub(super) at: (Span, Span),
}

/// How the command ends because of what it may not change: not at all, where `may` allows it for
/// every owner that it meets. One refusal makes the whole command fail, however much else it did.
pub(super) fn refused(
    shell: &mut Shell,
    change: &Change,
    may: impl Fn(&Ownership) -> Option<bool>,
) -> Exit {
    let files = shell.world.files.clone();
    let mut answer = Exit::Ok;
    // Something that may be there, and could not be changed.
    let mut perhaps: Option<String> = None;
    for target in &change.targets.listed {
        let owner = files.ownership(&target.path);
        let owner = owner.unwrap_or_else(|| Ownership::unknown(&Cause::Outside(change.at.1)));
        match may(&owner) {
            Some(true) => {}
            Some(false) => return denied(shell, &target.path, change, true),
            None => answer = Exit::Unknown,
        }
        if !change.recursive {
            continue;
        }
        for (path, node) in files.within(&target.path) {
            if !change.links && matches!(node.kind, Kind::Link(_)) {
                continue;
            }
            match may(&node.owner()) {
                Some(true) => {}
                Some(false) => return denied(shell, path, change, true),
                None => answer = Exit::Unknown,
            }
            match node.contents.owner().map(&may) {
                None | Some(Some(true)) => {}
                Some(Some(false)) => perhaps = perhaps.or_else(|| Some(path.to_owned())),
                Some(None) => answer = Exit::Unknown,
            }
        }
    }
    for (directory, _) in &change.targets.beyond {
        let inside = files.get(directory).and_then(|node| node.contents.owner());
        match inside.map(&may) {
            Some(Some(true)) => {}
            Some(Some(false)) => perhaps = perhaps.or_else(|| Some(directory.clone())),
            None | Some(None) => answer = Exit::Unknown,
        }
    }
    match perhaps {
        Some(path) => denied(shell, &path, change, false),
        None => answer,
    }
}

fn denied(shell: &mut Shell, path: &str, change: &Change, certain: bool) -> Exit {
    let (at, command) = change.at;
    shell.denied(Denial::Change { path: path.to_owned() }, at, command, certain)
}
