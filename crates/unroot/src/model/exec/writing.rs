//! What programs that write have in common: where paths lead, and what is made, by whom.

use super::exit::Exit;
use super::shell_state::Shell;
use super::world::UNKNOWN_UMASK;
use crate::model::directories::join_contents;
use crate::model::permission::{may_create, may_write};
use crate::model::{
    Cause, Contents, Denial, EventKind, Kind, Node, Value, ancestors, is_within, join,
};
use ::shell::Argument;
use dockerfile::Span;
use std::sync::Arc;

/// `path` seen from the current directory, symbolic links among its directories followed.
pub(super) fn absolute(shell: &Shell, path: &str) -> Option<String> {
    let path = match (path.starts_with('/'), shell.world.cwd.known()) {
        (true, _) => join("/", path),
        (false, Some(cwd)) => join(cwd, path),
        (false, None) => return None,
    };
    Some(shell.world.files.resolve(&path, false))
}

pub(super) fn write_arg(shell: &mut Shell, arg: &Argument, command: Span) -> Exit {
    let plain = arg.value.as_deref().filter(|_| !arg.pattern);
    match plain.and_then(|path| absolute(shell, path)) {
        Some(path) => {
            let path = shell.world.files.resolve(&path, true);
            write_text(shell, &path, None, arg.span, command)
        }
        None => Exit::Unknown,
    }
}

/// Makes or changes the file `path`, as far as the identity may.
pub(super) fn write_text(
    shell: &mut Shell,
    path: &str,
    text: Option<String>,
    span: Span,
    command: Span,
) -> Exit {
    let files = &shell.world.files;
    let above = ancestors(path).next().unwrap_or("/");
    let is = |path: &str, kind: &Kind| files.get(path).is_some_and(|node| node.kind == *kind);
    let through_a_file = ancestors(path).any(|above| is(above, &Kind::File));
    if files.exists(above) == Some(false) || through_a_file {
        return Exit::Fails(Cause::At(command));
    }
    let may = match files.exists(path) {
        Some(false) => may_create(&shell.who, path, files),
        _ => may_write(&shell.who, path, files),
    };
    if may == Some(false) {
        return denied(shell, path, span, command);
    }
    shell.event(span, command, EventKind::Wrote { path: path.to_owned(), text });
    if may.is_none() {
        return Exit::Unknown;
    }
    create(shell, path, Kind::File, 0o666, command);
    Exit::Ok
}

pub(super) fn denied(shell: &mut Shell, path: &str, span: Span, command: Span) -> Exit {
    // Docker enters the working directory as root: below it a relative path does without the way there.
    if let Some(cwd) = &shell.entered
        && is_within(path, cwd)
    {
        return Exit::Unknown;
    }
    shell.denied(Denial::Write { path: path.to_owned() }, span, command, true)
}

/// `mode` as the umask leaves it.
pub(super) fn masked(shell: &Shell, mode: u32, command: Span) -> Value<u32> {
    let umask = shell.world.umask;
    if umask & UNKNOWN_UMASK != 0 {
        return Value::Unknown(Cause::Undecided(command));
    }
    Value::Known(mode & !umask, Cause::At(command))
}

/// A new path belongs to who makes it, with the group of a setgid directory; an existing one stays
/// as it is. Where nobody knows which it is, what both cases agree on is known.
pub(super) fn create(shell: &mut Shell, path: &str, kind: Kind, mode: u32, command: Span) {
    if shell.world.files.get(path).is_some() {
        return;
    }
    let mode = masked(shell, mode, command);
    let owner = shell.ownership();
    let files = Arc::make_mut(&mut shell.world.files);
    let directory = kind == Kind::Directory;
    let mut node = Node { kind, ..Node::file(&owner, mode) };
    let held = files.may_hold(path).clone();
    if let Some((_, above)) = files.above(path) {
        if above.mode.is_known_and(|mode| mode & 0o2000 != 0) {
            node.gid = above.gid.clone();
            if directory {
                node.mode = node.mode.map(|mode| mode | 0o2000);
            }
        }
        if let Contents::More { owner: inside, files, directories, .. } = &held {
            let why = Cause::Outside(command);
            node.agree(inside, if directory { directories } else { files }, &why);
            if directory {
                node.contents = Contents::of(inside.clone(), &why);
            }
        }
    }
    files.set(path, node);
}

/// `path` holds more than is listed, made by the identity.
pub(super) fn hold_more(shell: &mut Shell, path: &str, command: Span) {
    let owner = shell.ownership();
    let mode = masked(shell, 0o777, command);
    let why = Cause::Undecided(command);
    let files = Value::Unknown(Cause::Outside(command));
    let more = Contents::More { owner, files, directories: mode, hidden: false };
    if let Some(node) = Arc::make_mut(&mut shell.world.files).get_mut(path) {
        node.contents = join_contents(&node.contents, &more, &why);
    }
}

/// Something is written in the current directory.
pub(super) fn write_here(shell: &mut Shell, span: Span, command: Span) -> Exit {
    let Some(cwd) = shell.world.cwd.known().cloned() else { return Exit::Unknown };
    let cwd = shell.world.files.resolve(&cwd, true);
    match may_write(&shell.who, &cwd, &shell.world.files) {
        Some(false) => denied(shell, &cwd, span, command),
        _ => {
            shell.event(span, command, EventKind::Wrote { path: cwd.clone(), text: None });
            hold_more(shell, &cwd, command);
            Exit::Unknown
        }
    }
}
