//! `mkdir`, and the directories that other programs make on their way.

use super::destination::handed_on;
use super::kit::{Kit, explains, give_up, is_odd, kit};
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::writing::{absolute, create, denied, masked};
use crate::model::permission::may_create;
use crate::model::{Cause, Denial, EventKind, Kind, Mode, Node, Value, ancestors};
use dockerfile::Span;
use shell::Invocation;
use std::sync::Arc;

/// Options that are followed, or change nothing here.
const FOLLOWED: [&str; 5] = ["mode", "parents", "verbose", "Z", "context"];

/// Carries `mkdir` out.
pub(super) fn run(shell: &mut Shell, call: &Invocation) -> Exit {
    let command = call.span;
    let operands = call.operands();
    if explains(call) {
        return Exit::Ok;
    }
    if operands.is_empty() {
        return Exit::Fails(Cause::At(command));
    }
    if is_odd(call, &FOLLOWED) {
        return give_up(shell, &operands, call);
    }
    let parents = call.has("parents");
    let given = call.value("mode");
    let mode = given.map(|arg| (arg.span, Mode::parse(arg.text())));
    let mut last = Exit::Ok;
    let mut made_all = Vec::new();
    for arg in operands {
        let plain = arg.value.as_deref().filter(|_| !arg.pattern);
        let Some(path) = plain.and_then(|path| absolute(shell, path)) else {
            last = Exit::Unknown;
            continue;
        };
        let path = shell.world.files.resolve(&path, true);
        match make_directory(shell, &path, parents, arg.span, command) {
            Exit::Ok => {}
            exit @ Exit::Fails(_) => return exit,
            unsure => last = last.and(unsure),
        }
        if let Some((_, mode)) = &mode {
            let gnu = kit(shell) == Kit::Gnu;
            let bits = mode.applied(0o777, true).filter(|_| !mode.is_bare());
            let files = Arc::make_mut(&mut shell.world.files);
            // GNU's leaves the setgid bit that a directory inherits.
            let handed_on = if gnu && handed_on(files, &path).is_some() { 0o2000 } else { 0 };
            if let Some(node) =
                files.get_mut(&path).filter(|node| node.mode.cause().span() == Some(command))
            {
                node.mode = match bits {
                    Some(bits) => Value::Known(bits | handed_on, Cause::At(command)),
                    None => Value::Unknown(Cause::At(command)),
                };
                made_all.push((path, arg.span));
            }
        }
    }
    if let (Some((span, mode)), false) = (mode, made_all.is_empty()) {
        let kind = EventKind::ModeSet { mode, paths: made_all, recursive: false };
        shell.event(span, command, kind);
    }
    last
}

/// Makes one directory, and with `parents` those above it.
pub(super) fn make_directory(
    shell: &mut Shell,
    path: &str,
    parents: bool,
    span: Span,
    command: Span,
) -> Exit {
    let files = &shell.world.files;
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
        let files = &shell.world.files;
        match may_create(&shell.who, &way, files) {
            // With -p a directory that is there already is no reason to fail.
            Some(false) if parents && files.exists(&way).is_none() => {
                let what = Denial::Write { path: way };
                return shell.denied(what, span, command, false);
            }
            Some(false) => return denied(shell, &way, span, command),
            None => last = Exit::Unknown,
            Some(true) => {}
        }
        shell.event(span, command, EventKind::Wrote { path: way.clone(), text: None });
        // Without -p it would have failed, had it been there.
        if !parents && last == Exit::Ok {
            new_directory(shell, &way, command);
        } else {
            create(shell, &way, Kind::Directory, 0o777, command);
        }
    }
    last
}

/// A directory that was not there for certain.
fn new_directory(shell: &mut Shell, path: &str, command: Span) {
    let mode = masked(shell, 0o777, command);
    let owner = shell.ownership();
    let files = Arc::make_mut(&mut shell.world.files);
    let above = files.get(ancestors(path).next().unwrap_or("/"));
    let setgid = above.is_some_and(|node| node.mode.is_known_and(|mode| mode & 0o2000 != 0));
    let mut node = Node { kind: Kind::Directory, ..Node::file(&owner, mode) };
    if let (true, Some(above)) = (setgid, above) {
        node.gid = above.gid.clone();
        node.mode = node.mode.map(|mode| mode | 0o2000);
    }
    files.set(path, node);
}
