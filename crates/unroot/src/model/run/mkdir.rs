//! `mkdir`, and the directories that other programs make on their way.

use super::arg::Arg;
use super::getopt;
use super::walk::{Exit, Walker};
use super::writes::{absolute, create, denied, masked};
use crate::model::permission::may_create;
use crate::model::{Cause, EventKind, Kind, Node, Ownership, Value, ancestors};
use dockerfile::Span;
use std::sync::Arc;

/// Carries `mkdir` out.
pub(super) fn run(walker: &mut Walker, rest: &[Arg], command: Span) -> Exit {
    let parsed = getopt::parse(rest, "m", &["mode"]);
    let parents = parsed.has(&["p", "parents"]);
    let mode = parsed.value(&["m", "mode"]);
    let mut last = Exit::Ok;
    let mut made_all = Vec::new();
    for arg in &parsed.operands {
        let plain = arg.value.as_deref().filter(|path| !path.contains(['*', '?', '{']));
        let Some(path) = plain.and_then(|path| absolute(walker, path)) else {
            last = Exit::Unknown;
            continue;
        };
        let path = walker.world.files.resolve(&path, true);
        match make_directory(walker, &path, parents, arg.span, command) {
            Exit::Ok => {}
            exit @ Exit::Fails(_) => return exit,
            unsure => last = last.and(unsure),
        }
        if let Some(mode) = mode {
            let bits =
                mode.value.as_deref().and_then(|text| super::chmod::changed(0o777, text, true));
            let files = Arc::make_mut(&mut walker.world.files);
            if let Some(node) =
                files.get_mut(&path).filter(|node| node.mode.cause().span() == Some(command))
            {
                node.mode = match bits {
                    Some(bits) => Value::Known(bits, Cause::At(command)),
                    None => Value::Unknown(Cause::At(command)),
                };
                made_all.push((path, arg.span));
            }
        }
    }
    if let (Some(mode), false) = (mode, made_all.is_empty()) {
        let text = mode.text().to_owned();
        let kind = EventKind::ModeSet { mode: text, paths: made_all, recursive: false };
        walker.event(mode.span, command, kind);
    }
    last
}

/// Makes one directory, and with `parents` those above it.
pub(super) fn make_directory(
    walker: &mut Walker,
    path: &str,
    parents: bool,
    span: Span,
    command: Span,
) -> Exit {
    let files = &walker.world.files;
    let above = ancestors(path).next().unwrap_or("/");
    let there = files.exists(path);
    let fails = Exit::Fails(Cause::At(command));
    if ancestors(path).any(|above| files.get(above).is_some_and(|node| node.kind == Kind::File)) {
        return fails;
    }
    if there == Some(true) {
        let is_file = files.get(path).is_some_and(|node| node.kind == Kind::File);
        return if !parents || is_file { fails } else { Exit::Ok };
    }
    if !parents && files.exists(above) == Some(false) {
        return fails;
    }
    let ways: Vec<String> = if parents {
        let mut ways: Vec<String> = ancestors(path).map(str::to_owned).collect();
        ways.reverse();
        ways.retain(|way| files.get(way).is_none());
        ways.push(path.to_owned());
        ways
    } else {
        vec![path.to_owned()]
    };
    let mut last = Exit::Ok;
    for way in ways {
        let files = &walker.world.files;
        match may_create(&walker.who, &way, files) {
            // With -p a directory that is there already is no reason to fail.
            Some(false) if parents && files.exists(&way).is_none() => return Exit::Unknown,
            Some(false) => return denied(walker, &way, span, command),
            None => last = Exit::Unknown,
            Some(true) => {}
        }
        walker.event(span, command, EventKind::Wrote { path: way.clone(), text: None });
        // Without -p it would have failed, had it been there.
        if !parents && last == Exit::Ok {
            new_directory(walker, &way, command);
        } else {
            create(walker, &way, Kind::Directory, 0o777, command);
        }
    }
    last
}

/// A directory that was not there for certain.
fn new_directory(walker: &mut Walker, path: &str, command: Span) {
    let mode = masked(walker, 0o777, command);
    let owner = Ownership { uid: walker.who.uid.clone(), gid: walker.who.gid.clone() };
    let files = Arc::make_mut(&mut walker.world.files);
    let above = files.get(ancestors(path).next().unwrap_or("/"));
    let setgid = above.is_some_and(|node| node.mode.is_known_and(|mode| mode & 0o2000 != 0));
    let mut node = Node { kind: Kind::Directory, ..Node::file(&owner, mode) };
    if let (true, Some(above)) = (setgid, above) {
        node.gid = above.gid.clone();
        node.mode = node.mode.map(|mode| mode | 0o2000);
    }
    files.set(path, node);
}
