//! `chown` and `chgrp`: owners, and whether the identity may change them.

use super::arg::Arg;
use super::owner_spec::{self, NewOwner};
use super::refused::{Change, refused};
use super::targets::{Target, Targets};
use super::walk::{Exit, Walker};
use crate::model::directories::agree;
use crate::model::{Cause, Contents, EventKind, Identity, Kind, Node, Ownership, Value};
use dockerfile::Span;
use std::sync::Arc;

/// Carries out `chown`, `chgrp` or `chmod`; `None` for other programs.
pub(crate) fn run(
    walker: &mut Walker,
    program: &str,
    at: Span,
    rest: &[Arg],
    command: Span,
) -> Option<Exit> {
    let options = Options::read(rest);
    let exit = match program {
        "chown" | "chgrp" | "chmod" if options.reference => {
            let targets = Targets::of(walker, &options.operands);
            blur(walker, &targets, true, command);
            Exit::Unknown
        }
        "chown" => chown(walker, at, &options, command, false),
        "chgrp" => chown(walker, at, &options, command, true),
        "chmod" => super::chmod::chmod(walker, at, &options, command),
        _ => return None,
    };
    Some(exit)
}

/// Flags and operands of `chown`, `chgrp` and `chmod`.
pub(super) struct Options<'a> {
    pub(super) recursive: bool,
    /// `-h`: a symbolic link itself, not what it leads to.
    no_dereference: bool,
    reference: bool,
    pub(super) operands: Vec<&'a Arg>,
}

impl<'a> Options<'a> {
    fn read(rest: &'a [Arg]) -> Self {
        let mut options = Options {
            recursive: false,
            no_dereference: false,
            reference: false,
            operands: Vec::new(),
        };
        let mut only_operands = false;
        for arg in rest {
            let text = arg.text();
            let mode = text.starts_with('-')
                && text[1..].chars().all(|c| "rwxXst=+-,ugoa".contains(c))
                && text.len() > 1;
            match text {
                "--" => only_operands = true,
                "--recursive" => options.recursive = true,
                "--no-dereference" => options.no_dereference = true,
                _ if text.starts_with("--reference") => options.reference = true,
                _ if only_operands
                    || !text.starts_with('-')
                    || (mode && options.operands.is_empty()) =>
                {
                    options.operands.push(arg);
                }
                _ => {
                    let letters = !text.starts_with("--");
                    options.recursive |= letters && text.contains('R');
                    options.no_dereference |= letters && text.contains('h');
                }
            }
        }
        options
    }
}

fn chown(
    walker: &mut Walker,
    at: Span,
    options: &Options,
    command: Span,
    group_only: bool,
) -> Exit {
    let Some((spec, operands)) = options.operands.split_first() else {
        return Exit::Fails(Cause::At(command));
    };
    let mut targets = Targets::of(walker, operands);
    let Some(text) = spec.value.as_deref() else {
        blur(walker, &targets, options.recursive, command);
        return Exit::Unknown;
    };
    let spec_text = if group_only { format!(":{text}") } else { text.to_owned() };
    let owner = match owner_spec::read(walker, &spec_text, spec.span, command) {
        Ok(owner) => owner,
        Err(exit) => return exit,
    };
    if !options.no_dereference && !options.recursive {
        for target in &mut targets.listed {
            target.path = walker.world.files.resolve(&target.path, true);
        }
    }
    if let Some(exit) = missing(walker, &targets, command) {
        return exit;
    }
    if walker.who.uid.known().is_some_and(|uid| *uid != 0) {
        let recursive = options.recursive;
        let change = Change { targets: &targets, recursive, links: true, at: (at, command) };
        let who = walker.who.clone();
        match refused(walker, &change, |now| may_give(&who, now, &owner)) {
            Exit::Ok => {}
            exit => return exit,
        }
    }
    for target in &targets.listed {
        give(walker, &target.path, &owner, options.recursive, command);
    }
    for (directory, _) in &targets.beyond {
        give_beyond(walker, directory, &owner, command);
    }
    if targets.hidden {
        somewhere(walker, command);
    }
    let paths = targets.paths();
    let kind = EventKind::OwnerSet { owner: spec_text, paths, recursive: options.recursive };
    walker.event(spec.span, command, kind);
    if targets.hidden { Exit::Unknown } else { Exit::Ok }
}

/// A path that is not there for certain stops the command.
pub(super) fn missing(walker: &Walker, targets: &Targets, command: Span) -> Option<Exit> {
    let gone = |target: &Target| walker.world.files.exists(&target.path) == Some(false);
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

fn give(walker: &mut Walker, path: &str, owner: &NewOwner, recursive: bool, command: Span) {
    let files = Arc::make_mut(&mut walker.world.files);
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
fn give_beyond(walker: &mut Walker, directory: &str, owner: &NewOwner, command: Span) {
    let files = Arc::make_mut(&mut walker.world.files);
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
pub(super) fn blur(walker: &mut Walker, targets: &Targets, recursive: bool, command: Span) {
    let why = Cause::Undecided(command);
    let unknown =
        NewOwner { uid: Some(Value::Unknown(why.clone())), gid: Some(Value::Unknown(why.clone())) };
    for target in &targets.listed {
        give(walker, &target.path, &unknown, recursive, command);
        let files = Arc::make_mut(&mut walker.world.files);
        for (_, node) in files.within_mut(&target.path) {
            node.mode = Value::Unknown(why.clone());
        }
    }
    for (directory, _) in &targets.beyond {
        give_beyond(walker, directory, &unknown, command);
    }
    if targets.hidden {
        somewhere(walker, command);
    }
}

/// A change that reached paths which are not known: whatever the build made may be among them.
pub(super) fn somewhere(walker: &mut Walker, command: Span) {
    let why = Cause::Undecided(command);
    for (_, node) in Arc::make_mut(&mut walker.world.files).within_mut("/") {
        if node.uid.cause().span().is_some() {
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
    walker: &mut Walker,
    program: &str,
    roots: Option<&[Arg]>,
    command: Span,
) -> bool {
    let program = program.rsplit('/').next().unwrap_or_default();
    let looks_only = ["grep", "echo", "ls", "cat", "stat", "file", "wc", "head", "test", "printf"];
    if looks_only.contains(&program) {
        return false;
    }
    match roots {
        Some(roots) => {
            let targets = Targets::of(walker, &roots.iter().collect::<Vec<_>>());
            blur(walker, &targets, true, command);
        }
        None => somewhere(walker, command),
    }
    true
}
