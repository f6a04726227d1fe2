//! `chown` and `chgrp`: owners, and whether the identity may change them.

use super::new_owner::{self, NewOwner};
use super::refused::{Change, refused};
use crate::model::directories::agree;
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::targets::{Target, Targets};
use crate::model::{Cause, Contents, EventKind, Identity, Kind, Node, OwnerSpec, Ownership, Value};
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
}

/// `chown` and `chgrp`
pub(super) fn run(shell: &mut Shell, call: &Invocation) -> Exit {
    let operands = call.operands();
    if call.has("reference") {
        let targets = Targets::of(shell, &operands);
        blur(shell, &targets, true, call.span);
        return Exit::Unknown;
    }
    let Some((spec, operands)) = operands.split_first() else {
        return Exit::Fails(Cause::At(call.span));
    };
    let reach =
        Reach { recursive: call.has("recursive"), no_dereference: call.has("no-dereference") };
    let Some(text) = spec.value.as_deref() else {
        let targets = Targets::of(shell, operands);
        blur(shell, &targets, reach.recursive, call.span);
        return Exit::Unknown;
    };
    let spec = match call.program.as_str() {
        "chgrp" => OwnerSpec::of_group(text, spec.span),
        _ => OwnerSpec::parse(text, spec.span),
    };
    give_to(shell, spec, operands, reach, (call.program_span(), call.span))
}

/// Gives `operands` to the owner. `at` is the program's name and the whole command.
pub(super) fn give_to(
    shell: &mut Shell,
    spec: OwnerSpec,
    operands: &[&Argument],
    reach: Reach,
    (at, command): (Span, Span),
) -> Exit {
    let mut targets = Targets::of(shell, operands);
    let owner = match new_owner::find(shell, &spec, command) {
        Ok(owner) => owner,
        Err(exit) => return exit,
    };
    let recursive = reach.recursive;
    if !reach.no_dereference && !recursive {
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
        match refused(shell, &change, |now| may_give(&who, now, &owner)) {
            Exit::Ok => {}
            exit => return exit,
        }
    }
    for target in &targets.listed {
        give(shell, &target.path, &owner, recursive, command);
    }
    for (directory, _) in &targets.beyond {
        give_beyond(shell, directory, &owner, command);
    }
    if targets.hidden {
        somewhere(shell, command);
    }
    let (span, paths) = (spec.span(), targets.paths());
    shell.event(span, command, EventKind::OwnerSet { owner: spec, paths, recursive });
    if targets.hidden { Exit::Unknown } else { Exit::Ok }
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

fn give(shell: &mut Shell, path: &str, owner: &NewOwner, recursive: bool, command: Span) {
    let files = Arc::make_mut(&mut shell.world.files);
    if files.get(path).is_none() {
        let why = Cause::Outside(command);
        let node = Node {
            kind: if recursive { Kind::Directory } else { Kind::Unknown },
            contents: Contents::of(
                files.ownership(path).unwrap_or_else(|| Ownership::unknown(&why)),
                &why,
            ),
            ..Node::file(&Ownership::unknown(&why), Value::Unknown(why.clone()))
        };
        files.set(path, node);
    }
    if !recursive {
        if let Some(node) = files.get_mut(path) {
            set(node, owner);
        }
        return;
    }
    // A link that is named is not gone through, and nobody needs to know whose it is.
    for (_, node) in files.within_mut(path) {
        set(node, owner);
        set_contents(&mut node.contents, owner);
    }
}

/// What a pattern may match below `directory` besides what is listed.
fn give_beyond(shell: &mut Shell, directory: &str, owner: &NewOwner, command: Span) {
    let files = Arc::make_mut(&mut shell.world.files);
    let Some(node) = files.get_mut(directory) else { return };
    let Contents::More { owner: before, .. } = &mut node.contents else { return };
    let mut after = before.clone();
    if let Some(uid) = &owner.uid {
        after.uid = uid.clone();
    }
    if let Some(gid) = &owner.gid {
        after.gid = gid.clone();
    }
    // Hidden files, and without -R what lies deeper, keep their owner.
    let why = Cause::Undecided(command);
    agree(&mut after.uid, &before.uid, &why);
    agree(&mut after.gid, &before.gid, &why);
    *before = after;
}

fn set(node: &mut Node, owner: &NewOwner) {
    if let Some(to) = &owner.uid {
        node.uid = to.clone();
    }
    if let Some(to) = &owner.gid {
        node.gid = to.clone();
    }
    // The kernel takes setuid and setgid from files that change hands.
    if node.kind == Kind::File {
        node.mode = node.mode.clone().map(|mode| mode & !0o6000);
    }
}

fn set_contents(contents: &mut Contents, owner: &NewOwner) {
    let Contents::More { owner: inside, .. } = contents else { return };
    if let Some(uid) = &owner.uid {
        inside.uid = uid.clone();
    }
    if let Some(gid) = &owner.gid {
        inside.gid = gid.clone();
    }
}

/// Owners of `targets` are not known any more.
pub(super) fn blur(shell: &mut Shell, targets: &Targets, recursive: bool, command: Span) {
    let why = Cause::Undecided(command);
    let unknown =
        NewOwner { uid: Some(Value::Unknown(why.clone())), gid: Some(Value::Unknown(why.clone())) };
    for target in &targets.listed {
        give(shell, &target.path, &unknown, recursive, command);
        let files = Arc::make_mut(&mut shell.world.files);
        for (_, node) in files.within_mut(&target.path) {
            node.mode = Value::Unknown(why.clone());
        }
    }
    for (directory, _) in &targets.beyond {
        give_beyond(shell, directory, &unknown, command);
    }
    if targets.hidden {
        somewhere(shell, command);
    }
}

/// A change that reached paths which are not known: whatever the build made may be among them.
pub(super) fn somewhere(shell: &mut Shell, command: Span) {
    let why = Cause::Undecided(command);
    for (_, node) in Arc::make_mut(&mut shell.world.files).within_mut("/") {
        if node.is_of_this_file() {
            node.give(&Ownership::unknown(&why));
            node.mode = Value::Unknown(why.clone());
            if node.contents != Contents::Listed {
                node.contents = Contents::of(Ownership::unknown(&why), &why);
            }
        }
    }
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
