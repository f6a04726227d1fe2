//! Programs that make, change or remove files: what appears, who owns it, and whether the identity
//! may.

use super::arg::Arg;
use super::here::{self, Here};
use super::walk::{Exit, Walker};
use super::world::UNKNOWN_UMASK;
use super::{archive, getopt, mkdir, passwd, programs, remove, sed, transfer};
use crate::model::directories::join_contents;
use crate::model::permission::{may_create, may_write};
use crate::model::{
    Cause, Contents, Denial, EventKind, Kind, Node, Ownership, Value, ancestors, join,
};
use dockerfile::Span;
use std::sync::Arc;

/// `> path` or `>> path` of the command `args`; `heard` is what a here-document feeds it.
pub(crate) fn redirect(
    walker: &mut Walker,
    path: &str,
    (span, command): (Span, Span),
    appends: bool,
    args: &[Arg],
    heard: Option<&str>,
) -> Exit {
    let Some(path) = absolute(walker, path) else { return Exit::Unknown };
    if path.starts_with("/dev/") || path.starts_with("/proc/") {
        return Exit::Ok;
    }
    let text = printed(args).or_else(|| heard.filter(|_| is_cat(args)).map(str::to_owned));
    let path = walker.world.files.resolve(&path, true);
    let exit = write_text(walker, &path, text.clone(), span, command);
    if exit == Exit::Ok && programs::may_be_root(&walker.who) {
        passwd::wrote(walker, &path, appends, text.as_deref(), (span, command));
    }
    exit
}

fn is_cat(args: &[Arg]) -> bool {
    matches!(args, [program] if matches!(program.text(), "cat" | "tee"))
}

/// What `echo` or `printf` prints, where it is known.
pub(super) fn printed(args: &[Arg]) -> Option<String> {
    let words: Option<Vec<&str>> = args.iter().map(|arg| arg.value.as_deref()).collect();
    match words.as_deref()? {
        ["echo", rest @ ..] => {
            let shown =
                rest.iter().skip_while(|word| matches!(**word, "-e" | "-n" | "-en" | "-ne"));
            Some(shown.copied().collect::<Vec<_>>().join(" ").replace("\\n", "\n"))
        }
        ["printf", "%s" | "%s\\n", rest @ ..] => Some(rest.join("\n")),
        ["printf", text] if !text.contains('%') => Some(text.replace("\\n", "\n")),
        _ => None,
    }
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
        "mkdir" => mkdir::run(walker, rest, command),
        "touch" => {
            each(walker, &getopt::parse(rest, "drt", &["date", "reference"]).operands, command)
        }
        "tee" => {
            let parsed = getopt::parse(rest, "", &[]);
            let exit = each(walker, &parsed.operands, command);
            let appends = parsed.has(&["a", "append"]);
            for arg in parsed.operands.iter().filter(|_| exit == Exit::Ok) {
                let path = arg.value.as_deref().and_then(|path| absolute(walker, path));
                if let Some(path) = path {
                    let text = walker.piped_text.clone();
                    passwd::wrote(walker, &path, appends, text.as_deref(), (arg.span, command));
                }
            }
            exit
        }
        "rm" | "rmdir" | "unlink" => remove::run(walker, program, rest, command),
        "cp" | "mv" | "ln" | "install" => transfer::run(walker, program, rest, command),
        "sed" => return sed::run(walker, rest, command),
        "curl" | "wget" | "go" if here::output(program, rest).is_some() => {
            let to = here::output(program, rest);
            to.map_or(Exit::Unknown, |to| write_output(walker, program, &to, command))
        }
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
                (Some(directory), None) => clone(walker, directory, command),
                (None, _) => write_here(walker, at, command),
                _ => Exit::Unknown,
            }
        }
        "tar" | "unzip" => archive::extract(walker, program, at, rest, command),
        _ => {
            let sure = match here::writes(program, rest, &walker.world) {
                Here::No if matches!(program, "curl" | "wget") => return Some(Exit::Unknown),
                Here::No => return None,
                here => here == Here::Surely,
            };
            // They ask other programs too, and those may write anywhere.
            if !matches!(program, "curl" | "wget") {
                Arc::make_mut(&mut walker.world.files).complete = false;
            }
            if sure { write_here(walker, at, command) } else { may_write_here(walker, at, command) }
        }
    };
    Some(exit)
}

/// `path` seen from the current directory, symbolic links among its directories followed.
pub(crate) fn absolute(walker: &Walker, path: &str) -> Option<String> {
    let path = match (path.starts_with('/'), walker.world.cwd.known()) {
        (true, _) => join("/", path),
        (false, Some(cwd)) => join(cwd, path),
        (false, None) => return None,
    };
    Some(walker.world.files.resolve(&path, false))
}

fn each(walker: &mut Walker, operands: &[&Arg], command: Span) -> Exit {
    let mut last = Exit::Ok;
    for arg in operands {
        match write_arg(walker, arg, command) {
            Exit::Ok => {}
            exit @ Exit::Fails(_) => return exit,
            unsure => last = last.and(unsure),
        }
    }
    last
}

pub(super) fn write_arg(walker: &mut Walker, arg: &Arg, command: Span) -> Exit {
    let plain = arg.value.as_deref().filter(|path| !path.contains(['*', '?', '{', '[']));
    match plain.and_then(|path| absolute(walker, path)) {
        Some(path) => {
            let path = walker.world.files.resolve(&path, true);
            write_text(walker, &path, None, arg.span, command)
        }
        None => Exit::Unknown,
    }
}

/// Makes or changes the file `path`, as far as the identity may.
fn write_text(
    walker: &mut Walker,
    path: &str,
    text: Option<String>,
    span: Span,
    command: Span,
) -> Exit {
    let files = &walker.world.files;
    let above = ancestors(path).next().unwrap_or("/");
    let is = |path: &str, kind: &Kind| files.get(path).is_some_and(|node| node.kind == *kind);
    let through_a_file = ancestors(path).any(|above| is(above, &Kind::File));
    if files.exists(above) == Some(false) || through_a_file {
        return Exit::Fails(Cause::At(command));
    }
    let may = match files.exists(path) {
        Some(false) => may_create(&walker.who, path, files),
        _ => may_write(&walker.who, path, files),
    };
    if may == Some(false) {
        return denied(walker, path, span, command);
    }
    walker.event(span, command, EventKind::Wrote { path: path.to_owned(), text });
    if may.is_none() {
        return Exit::Unknown;
    }
    create(walker, path, Kind::File, 0o666, command);
    Exit::Ok
}

/// The file that `-o` names: made with the directories above it, by programs that may still fail.
fn write_output(walker: &mut Walker, program: &str, to: &Arg, command: Span) -> Exit {
    if program != "go" {
        return write_arg(walker, to, command).and(Exit::Unknown);
    }
    Arc::make_mut(&mut walker.world.files).complete = false;
    let Some(path) = to.value.as_deref().and_then(|path| absolute(walker, path)) else {
        return Exit::Unknown;
    };
    let path = walker.world.files.resolve(&path, true);
    if path == "/dev/null" {
        return Exit::Unknown;
    }
    if may_write(&walker.who, &path, &walker.world.files) == Some(false) {
        return denied(walker, &path, to.span, command);
    }
    // An executable of that name, or several in a directory of that name.
    let files = &walker.world.files;
    let directory = match files.get(&path) {
        Some(_) => Some(path.clone()),
        None => files.above(&path).map(|(above, _)| above.to_owned()),
    };
    walker.event(to.span, command, EventKind::Wrote { path, text: None });
    if let Some(directory) = directory {
        hold_more(walker, &directory, command);
    }
    Exit::Unknown
}

pub(super) fn denied(walker: &mut Walker, path: &str, span: Span, command: Span) -> Exit {
    walker.denied(Denial::Write { path: path.to_owned() }, span, command, true)
}

/// `mode` as the umask leaves it.
pub(super) fn masked(walker: &Walker, mode: u32, command: Span) -> Value<u32> {
    let umask = walker.world.umask;
    if umask & UNKNOWN_UMASK != 0 {
        return Value::Unknown(Cause::Undecided(command));
    }
    Value::Known(mode & !umask, Cause::At(command))
}

/// A new path belongs to who makes it, with the group of a setgid directory; an existing one stays
/// as it is. Where nobody knows which it is, what both cases agree on is known.
pub(super) fn create(walker: &mut Walker, path: &str, kind: Kind, mode: u32, command: Span) {
    if walker.world.files.get(path).is_some() {
        return;
    }
    let mode = masked(walker, mode, command);
    let owner = Ownership { uid: walker.who.uid.clone(), gid: walker.who.gid.clone() };
    let files = Arc::make_mut(&mut walker.world.files);
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

/// `git clone address directory`.
fn clone(walker: &mut Walker, directory: &Arg, command: Span) -> Exit {
    let path = directory.value.as_deref().and_then(|path| absolute(walker, path));
    let Some(path) = path else { return Exit::Unknown };
    if may_write(&walker.who, &path, &walker.world.files) == Some(false) {
        return denied(walker, &path, directory.span, command);
    }
    let wrote = EventKind::Wrote { path: path.clone(), text: None };
    walker.event(directory.span, command, wrote);
    create(walker, &path, Kind::Directory, 0o777, command);
    hold_more(walker, &path, command);
    Exit::Unknown
}

/// `path` holds more than is listed, made by the identity.
fn hold_more(walker: &mut Walker, path: &str, command: Span) {
    let owner = Ownership { uid: walker.who.uid.clone(), gid: walker.who.gid.clone() };
    let mode = masked(walker, 0o777, command);
    let why = Cause::Undecided(command);
    let files = Value::Unknown(Cause::Outside(command));
    let more = Contents::More { owner, files, directories: mode, hidden: false };
    if let Some(node) = Arc::make_mut(&mut walker.world.files).get_mut(path) {
        node.contents = join_contents(&node.contents, &more, &why);
    }
}

/// Something is written in the current directory.
pub(super) fn write_here(walker: &mut Walker, span: Span, command: Span) -> Exit {
    let Some(cwd) = walker.world.cwd.known().cloned() else { return Exit::Unknown };
    let cwd = walker.world.files.resolve(&cwd, true);
    match may_write(&walker.who, &cwd, &walker.world.files) {
        Some(false) => denied(walker, &cwd, span, command),
        _ => {
            walker.event(span, command, EventKind::Wrote { path: cwd.clone(), text: None });
            hold_more(walker, &cwd, command);
            Exit::Unknown
        }
    }
}

/// Something may be written in the current directory.
fn may_write_here(walker: &mut Walker, span: Span, command: Span) -> Exit {
    let cwd = walker.world.cwd.known().map(|cwd| walker.world.files.resolve(cwd, true));
    match cwd {
        Some(cwd) if may_write(&walker.who, &cwd, &walker.world.files) == Some(false) => {
            walker.denied(Denial::Write { path: cwd }, span, command, false)
        }
        _ => write_here(walker, span, command),
    }
}
