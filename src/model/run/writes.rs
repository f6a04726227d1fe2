//! Programs that make or change files: what appears, who owns it, and whether the identity may.

use super::arg::Arg;
use super::programs::may_be_root;
use super::walk::{Exit, Walker};
use super::{passwd_lines, transfer};
use crate::model::permission::may_write;
use crate::model::{
    Cause, Denial, EventKind, Files, Node, Outcome, Ownership, Value, ancestors, join,
};
use crate::source::Span;
use std::sync::Arc;

/// How a redirection writes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `>`
    Truncate,
    /// `>>`
    Append,
}

/// `> path` of the command `args`.
pub(crate) fn redirect(
    walker: &mut Walker,
    path: &str,
    span: Span,
    command: Span,
    kind: Kind,
    args: &[Arg],
) -> Exit {
    let Some(path) = absolute(walker, path) else { return Exit::Unknown };
    if path.starts_with("/dev/") || path.starts_with("/proc/") {
        return Exit::Ok;
    }
    let exit = write(walker, &path, false, span, command);
    if exit == Exit::Ok && may_be_root(&walker.who) {
        passwd_lines::add(walker, &path, kind, args, command);
    }
    exit
}

/// Carries out a program that writes; `None` for programs that are not known to.
pub(crate) fn run(
    walker: &mut Walker,
    program: &str,
    at: Span,
    rest: &[Arg],
    command: Span,
) -> Option<Exit> {
    let operands = || rest.iter().filter(|arg| arg.value.is_none() || !arg.text().starts_with('-'));
    let exit = match program {
        "mkdir" => mkdir(walker, rest, command),
        "touch" | "tee" => {
            let mut last = Exit::Ok;
            for arg in operands() {
                last = write_arg(walker, arg, false, command);
                if last == Exit::Ok && program == "tee" {
                    let path = arg
                        .value
                        .as_deref()
                        .and_then(|path| absolute(walker, path))
                        .unwrap_or_default();
                    passwd_lines::add(walker, &path, Kind::Append, &[], command);
                }
                if matches!(last, Exit::Fails(_)) {
                    break;
                }
            }
            last
        }
        "rm" | "rmdir" => remove(walker, rest, command),
        "cp" | "mv" | "ln" | "install" => transfer::copy(walker, program, rest, command),
        "curl" | "wget" => match output(program, rest) {
            Some(arg) => write_arg(walker, arg, false, command),
            None if writes_here(program, rest) => write_here(walker, at, command),
            None => Exit::Ok,
        },
        "git" if rest.iter().any(|arg| arg.text() == "clone") => {
            // Some options take a value; what comes after the address is the directory.
            let is_address = |arg: &&Arg| {
                let text = arg.text();
                arg.value.is_none()
                    || text.contains("://")
                    || text.contains('@')
                    || text.ends_with(".git")
            };
            let mut rest = operands().skip_while(|arg| !is_address(arg)).skip(1);
            match (rest.next(), rest.next()) {
                (Some(directory), None) => write_arg(walker, directory, true, command),
                (None, _) => write_here(walker, at, command),
                _ => Exit::Unknown,
            }
        }
        "tar" | "unzip" => transfer::extract(walker, program, at, rest, command),
        _ if writes_here(program, rest) => write_here(walker, at, command),
        _ => return None,
    };
    Some(exit)
}

/// Programs that write into the directory they run in, by what is asked of them.
fn writes_here(program: &str, rest: &[Arg]) -> bool {
    let has = |names: &[&str]| rest.iter().any(|arg| names.contains(&arg.text()));
    let global = has(&["-g", "--global", "--prefix", "--version", "--help"]);
    match program {
        "npm" => !global && has(&["ci", "install", "i", "add", "update", "dedupe"]),
        "yarn" => !global && (rest.is_empty() || has(&["install", "add"])),
        "pnpm" => !global && has(&["install", "i", "add"]),
        "bun" => !global && has(&["install", "i", "add"]),
        "bundle" => has(&["install"]),
        "composer" => !global && has(&["install", "update", "require", "create-project"]),
        "cargo" => has(&["build", "fetch"]) && !has(&["--target-dir"]),
        "make" | "gmake" => !has(&["-C"]),
        "mvn" | "./mvnw" | "gradle" => !global,
        "go" => has(&["build"]),
        "dotnet" => has(&["restore", "build", "publish"]),
        "curl" => has(&["-O", "-LO", "-sLO", "-fsSLO", "--remote-name"]),
        "wget" => !has(&["-O-", "-", "-qO-"]),
        _ => false,
    }
}

fn output<'a>(program: &str, rest: &'a [Arg]) -> Option<&'a Arg> {
    let at = rest.iter().position(|arg| {
        let text = arg.text();
        let short = text.starts_with('-') && !text.starts_with("--");
        match program {
            "curl" => text == "--output" || (short && text.ends_with('o')),
            _ => text == "--output-document" || (short && text.ends_with('O')),
        }
    })?;
    rest.get(at + 1).filter(|arg| arg.text() != "-")
}

pub(crate) fn absolute(walker: &Walker, path: &str) -> Option<String> {
    match (path.starts_with('/'), walker.world.cwd.known()) {
        (true, _) => Some(join("/", path)),
        (false, Some(cwd)) => Some(join(cwd, path)),
        (false, None) => None,
    }
}

pub(super) fn write_arg(walker: &mut Walker, arg: &Arg, directory: bool, command: Span) -> Exit {
    let path = arg
        .value
        .as_deref()
        .filter(|path| !path.contains(['*', '?']))
        .and_then(|path| absolute(walker, path));
    match path {
        Some(path) => write(walker, &path, directory, arg.span, command),
        None => Exit::Unknown,
    }
}

/// Makes or changes `path`, as far as the identity may.
pub(super) fn write(
    walker: &mut Walker,
    path: &str,
    directory: bool,
    span: Span,
    command: Span,
) -> Exit {
    match may_write(&walker.who, path, &walker.world.files) {
        Some(false) => return denied(walker, path, span, command),
        None => {
            walker.event(span, command, EventKind::Wrote { path: path.to_owned() });
            return Exit::Unknown;
        }
        Some(true) => {}
    }
    walker.event(span, command, EventKind::Wrote { path: path.to_owned() });
    create(walker, path, directory, command);
    Exit::Ok
}

pub(super) fn denied(walker: &mut Walker, path: &str, span: Span, command: Span) -> Exit {
    let cause = Cause::At(command);
    let what = Denial::Write { path: path.to_owned() };
    walker.event(span, command, EventKind::Denied { what, fails: Outcome::Fails(cause.clone()) });
    Exit::Fails(cause)
}

/// A new path belongs to who makes it; an existing one stays as it is.
pub(super) fn create(walker: &mut Walker, path: &str, directory: bool, command: Span) {
    let mode = if directory { 0o777 } else { 0o666 } & !walker.world.umask;
    let (uid, gid) = (walker.who.uid.clone(), walker.who.gid.clone());
    let files = Arc::make_mut(&mut walker.world.files);
    if files.get(path).is_some() || in_foreign_tree(files, path) {
        return;
    }
    let mut node = Node::directory(uid, gid, mode, &Cause::At(command));
    node.directory = directory;
    files.set(path, node);
}

/// Whether `path` lies in a tree whose files came from elsewhere, so that it may exist already.
fn in_foreign_tree(files: &Files, path: &str) -> bool {
    ancestors(path).find_map(|above| files.get(above)).is_some_and(|node| node.contents.is_some())
}

/// Something is written in the current directory.
pub(super) fn write_here(walker: &mut Walker, span: Span, command: Span) -> Exit {
    let Some(cwd) = walker.world.cwd.known().cloned() else { return Exit::Unknown };
    match may_write(&walker.who, &cwd, &walker.world.files) {
        Some(false) => denied(walker, &cwd, span, command),
        may => {
            walker.event(span, command, EventKind::Wrote { path: cwd.clone() });
            let owner = Ownership { uid: walker.who.uid.clone(), gid: walker.who.gid.clone() };
            let files = Arc::make_mut(&mut walker.world.files);
            if let Some(node) = files.get_mut(&cwd) {
                let same = node
                    .contents
                    .as_ref()
                    .is_none_or(|inside| inside.uid.known() == owner.uid.known());
                let mixed = || Value::Unknown(Cause::Undecided(command));
                node.contents =
                    Some(if same { owner } else { Ownership { uid: mixed(), gid: mixed() } });
            }
            if may == Some(true) { Exit::Ok } else { Exit::Unknown }
        }
    }
}

fn mkdir(walker: &mut Walker, rest: &[Arg], command: Span) -> Exit {
    let mut parents = false;
    let mut mode = None;
    let mut last = Exit::Ok;
    let mut at = 0;
    while let Some(arg) = rest.get(at) {
        at += 1;
        match arg.text() {
            "-m" | "--mode" => {
                mode = rest.get(at).and_then(|arg| u32::from_str_radix(arg.text(), 8).ok());
                at += 1;
            }
            text if text.starts_with("--mode=") => mode = u32::from_str_radix(&text[7..], 8).ok(),
            text if text.starts_with('-') && arg.value.is_some() => {
                parents |= text == "--parents" || text.contains('p')
            }
            _ => {
                let Some(path) = arg.value.as_deref().and_then(|path| absolute(walker, path))
                else {
                    last = Exit::Unknown;
                    continue;
                };
                let mut made: Vec<String> = if parents {
                    ancestors(&path).map(str::to_owned).collect()
                } else {
                    Vec::new()
                };
                made.reverse();
                made.push(path.clone());
                made.retain(|path| walker.world.files.get(path).is_none());
                for directory in made {
                    last = write(walker, &directory, true, arg.span, command);
                    if matches!(last, Exit::Fails(_)) {
                        return last;
                    }
                }
                if let Some(mode) = mode {
                    let files = Arc::make_mut(&mut walker.world.files);
                    if let Some(node) = files.get_mut(&path) {
                        node.mode = Value::Known(mode, Cause::At(command));
                    }
                }
            }
        }
    }
    last
}

fn remove(walker: &mut Walker, rest: &[Arg], command: Span) -> Exit {
    let force = rest.iter().any(|arg| arg.text().starts_with('-') && arg.text().contains('f'));
    for arg in rest.iter().filter(|arg| !arg.text().starts_with('-')) {
        let Some(path) = arg.value.as_deref().and_then(|path| absolute(walker, path)) else {
            continue;
        };
        let directory = ancestors(&path).next().unwrap_or("/").to_owned();
        let known = walker.world.files.get(&path).is_some();
        if may_write(&walker.who, &directory, &walker.world.files) == Some(false) {
            // What is not known may not exist, and `rm -f` of nothing succeeds.
            if known || !force {
                return denied(walker, &path, arg.span, command);
            }
            return Exit::Unknown;
        }
        Arc::make_mut(&mut walker.world.files).remove(&path);
    }
    Exit::Ok
}
