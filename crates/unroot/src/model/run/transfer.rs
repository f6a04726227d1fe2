//! Programs that bring files from one place to another: copies, moves, links, archives.

use super::arg::Arg;
use super::getopt::{self, Parsed};
use super::maker::Maker;
use super::mkdir::make_directory;
use super::targets::Targets;
use super::walk::{Exit, Walker};
use super::writes::{absolute, denied};
use super::{ownership, passwd};
use crate::model::directories::join_contents;
use crate::model::permission::{may_create, may_remove, may_write};
use crate::model::{
    Cause, Contents, EventKind, Files, Kind, Node, Ownership, Value, ancestors, join,
};
use dockerfile::Span;
use std::sync::Arc;

/// `cp`, `mv`, `ln` and `install`.
pub(super) fn run(walker: &mut Walker, program: &str, rest: &[Arg], command: Span) -> Exit {
    let parsed = match program {
        "install" => getopt::parse(rest, "gmot", &["group", "mode", "owner", "target-directory"]),
        _ => getopt::parse(rest, "St", &["suffix", "target-directory"]),
    };
    if program == "install" && parsed.has(&["d", "directory"]) {
        return install_directories(walker, &parsed, command);
    }
    // Braces, or a variable of several words: who knows how many operands there are.
    let unsure = parsed.operands.iter().any(|arg| arg.value.is_none());
    let given = parsed.value(&["t", "target-directory"]).cloned();
    let (sources, target): (Vec<&Arg>, Arg) = match (given, parsed.operands.split_last()) {
        (Some(directory), _) => (parsed.operands.clone(), directory),
        // `ln target` alone makes a link of the same name here.
        (None, Some((only, []))) if program == "ln" => (vec![only], Arg::known(".", only.span)),
        (None, Some((target, sources))) if !sources.is_empty() => {
            (sources.to_vec(), (*target).clone())
        }
        _ if unsure => {
            ownership::somewhere(walker, command);
            return Exit::Unknown;
        }
        _ => return Exit::Fails(Cause::At(command)),
    };
    let plain = target.value.as_deref().filter(|path| !path.contains(['*', '?', '{']));
    let Some(path) = plain.and_then(|path| absolute(walker, path)) else {
        ownership::somewhere(walker, command);
        return Exit::Unknown;
    };
    let slash = target.text().ends_with('/') || target.text().ends_with("/.");
    let to = Destination {
        path: walker.world.files.resolve(&path, true),
        link: path,
        into: slash || sources.len() > 1 || parsed.has(&["t", "target-directory"]),
        span: target.span,
    };
    if program == "install"
        && parsed.has(&["D"])
        && let Some(above) = ancestors(&to.path).next()
    {
        let above = above.to_owned();
        if let exit @ Exit::Fails(_) = make_directory(walker, &above, true, target.span, command) {
            return exit;
        }
    }
    let mut last = Exit::Ok;
    let sources = if program == "ln" && parsed.has(&["s", "symbolic"]) {
        return symlinks(walker, &sources, &to, command);
    } else {
        Targets::of(walker, &sources)
    };
    for source in &sources.listed {
        match one(walker, program, &parsed, &source.path, &to, command) {
            Exit::Ok => {}
            exit @ Exit::Fails(_) => return exit,
            unsure => last = last.and(unsure),
        }
    }
    if !sources.beyond.is_empty() || sources.hidden {
        unlisted(walker, &to, &Ownership::unknown(&Cause::Outside(command)), command);
        last = Exit::Unknown;
    }
    last
}

struct Destination {
    /// Links followed.
    path: String,
    /// The last link not followed.
    link: String,
    /// It is a directory for certain, or the command fails.
    into: bool,
    span: Span,
}

/// Where `source` comes to lie, if that is known.
fn place(files: &Files, source: &str, to: &Destination) -> Option<String> {
    let name = source.rsplit('/').next().unwrap_or_default();
    match files.get(&to.path) {
        Some(node) if node.is_directory() => Some(join(&to.path, name)),
        Some(node) if node.kind == Kind::Unknown => None,
        Some(_) => Some(to.path.clone()),
        None if to.into => Some(join(&to.path, name)),
        None => Some(to.path.clone()),
    }
}

fn one(
    walker: &mut Walker,
    program: &str,
    parsed: &Parsed,
    source: &str,
    to: &Destination,
    command: Span,
) -> Exit {
    let fails = Exit::Fails(Cause::At(command));
    let files = &walker.world.files;
    let keeps_link = matches!(program, "mv") || parsed.has(&["a", "archive", "d", "P"]);
    let source = files.resolve(source, !keeps_link);
    if files.exists(&source) == Some(false) {
        return fails;
    }
    let Some(at) = place(files, &source, to) else {
        unlisted(walker, to, &Ownership::unknown(&Cause::Outside(command)), command);
        return Exit::Unknown;
    };
    let above = ancestors(&at).next().unwrap_or("/");
    if files.exists(above) == Some(false) {
        return fails;
    }
    let there = files.get(&at).cloned();
    let may = match &there {
        Some(node) if program == "cp" && !node.is_directory() => may_write(&walker.who, &at, files),
        _ => may_create(&walker.who, &at, files),
    };
    if may == Some(false) {
        return denied(walker, &at, to.span, command);
    }
    if program == "mv" && may_remove(&walker.who, &source, files) == Some(false) {
        return denied(walker, &source, to.span, command);
    }
    walker.event(to.span, command, EventKind::Wrote { path: at.clone(), text: None });
    if let Some(mode) = parsed.value(&["m", "mode"]).filter(|_| program == "install") {
        let paths = vec![(at.clone(), to.span)];
        let kind = EventKind::ModeSet { mode: mode.text().to_owned(), paths, recursive: false };
        walker.event(mode.span, command, kind);
    }
    passwd::replaced(walker, &at, command);
    let deep = parsed.has(&["r", "R", "a", "recursive", "archive"]) || program == "mv";
    let files = &walker.world.files;
    let node = files.get(&source).cloned();
    if node.as_ref().is_some_and(Node::is_directory) && !deep {
        return fails;
    }
    let tree: Vec<(String, Node)> = files
        .within(&source)
        .map(|(path, node)| (path[source.len()..].to_owned(), node.clone()))
        .collect();
    let maker = Maker::of(walker, program, parsed, command);
    let files = Arc::make_mut(&mut walker.world.files);
    if program == "mv" {
        files.remove(&source);
        files.remove(&at);
    }
    let Some(node) = node else {
        // Of something that is not listed nothing but the owner may be known.
        let owner = files.ownership(&source);
        set_unlisted(files, &at, maker.owner_of(owner), there, command);
        return Exit::Unknown;
    };
    let onto_file = program == "cp" && there.as_ref().is_some_and(|node| node.kind == Kind::File);
    if onto_file && !maker.preserves {
        return if may == Some(true) { Exit::Ok } else { Exit::Unknown };
    }
    let merges = there.as_ref().is_some_and(Node::is_directory) && node.is_directory();
    for (below, node) in tree {
        let path = if below.is_empty() { at.clone() } else { join(&at, &below[1..]) };
        let mut made = maker.make(node);
        match files.get_mut(&path) {
            Some(known) if merges && known.is_directory() => {
                known.contents =
                    join_contents(&known.contents, &made.contents, &Cause::Undecided(command));
            }
            Some(known) if program == "cp" && !maker.preserves && known.kind == Kind::File => {}
            _ => {
                if let (false, Some((_, above))) =
                    (maker.preserves || program == "mv", files.above(&path))
                    && above.mode.is_known_and(|mode| mode & 0o2000 != 0)
                {
                    made.gid = above.gid.clone();
                    if made.is_directory() {
                        made.mode = made.mode.map(|mode| mode | 0o2000);
                    }
                }
                files.set(path, made);
            }
        }
    }
    if may == Some(true) { Exit::Ok } else { Exit::Unknown }
}

/// Something of this owner is at `path` now, file or directory.
fn set_unlisted(
    files: &mut Files,
    path: &str,
    owner: Ownership,
    there: Option<Node>,
    command: Span,
) {
    let why = Cause::Outside(command);
    match there {
        Some(node) if node.is_directory() => {
            if let Some(known) = files.get_mut(path) {
                let more = Contents::of(owner, &why);
                known.contents = join_contents(&known.contents, &more, &why);
            }
        }
        // A file that is overwritten keeps its owner.
        Some(_) => {}
        None => {
            let contents = Contents::of(owner.clone(), &why);
            let node = Node::file(&owner, Value::Unknown(why));
            files.set(path, Node { kind: Kind::Unknown, contents, ..node });
        }
    }
}

/// Things that are not listed come to lie in or at the destination.
fn unlisted(walker: &mut Walker, to: &Destination, owner: &Ownership, command: Span) {
    let why = Cause::Outside(command);
    let files = Arc::make_mut(&mut walker.world.files);
    if let Some(node) = files.get_mut(&to.path) {
        node.contents = join_contents(&node.contents, &Contents::of(owner.clone(), &why), &why);
    }
    passwd::replaced(walker, &to.path, command);
}

/// `ln -s target… link`.
fn symlinks(walker: &mut Walker, sources: &[&Arg], to: &Destination, command: Span) -> Exit {
    let mut last = Exit::Ok;
    for source in sources {
        let Some(target) = source.value.clone() else {
            last = Exit::Unknown;
            continue;
        };
        let files = &walker.world.files;
        let name = target.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let into = to.into || files.get(&to.path).is_some_and(Node::is_directory);
        let at = if into { join(&to.path, name) } else { to.link.clone() };
        if may_create(&walker.who, &at, files) == Some(false) {
            return denied(walker, &at, to.span, command);
        }
        walker.event(to.span, command, EventKind::Wrote { path: at.clone(), text: None });
        let owner = Ownership { uid: walker.who.uid.clone(), gid: walker.who.gid.clone() };
        let node = Node::file(&owner, Value::Known(0o777, Cause::At(command)));
        let files = Arc::make_mut(&mut walker.world.files);
        files.remove(&at);
        files.set(at, Node { kind: Kind::Link(target), ..node });
    }
    last
}

/// `install -d -o app -g app -m 0755 dir`: the leaf gets owner and mode, parents are the caller's.
fn install_directories(walker: &mut Walker, parsed: &Parsed, command: Span) -> Exit {
    let mut last = Exit::Ok;
    for arg in &parsed.operands {
        let plain = arg.value.as_deref().filter(|path| !path.contains(['*', '?', '{']));
        let Some(path) = plain.and_then(|path| absolute(walker, path)) else {
            last = Exit::Unknown;
            continue;
        };
        let path = walker.world.files.resolve(&path, true);
        match make_directory(walker, &path, true, arg.span, command) {
            Exit::Ok => {}
            exit @ Exit::Fails(_) => return exit,
            unsure => last = last.and(unsure),
        }
        let target = Arg::known(&path, arg.span);
        let (owner, group) = (parsed.value(&["o", "owner"]), parsed.value(&["g", "group"]));
        let spec = match (owner, group) {
            (Some(owner), Some(group)) => Some(format!("{}:{}", owner.text(), group.text())),
            (Some(owner), None) => Some(owner.text().to_owned()),
            (None, Some(group)) => Some(format!(":{}", group.text())),
            (None, None) => None,
        };
        if let (Some(spec), Some(named)) = (spec, owner.or(group)) {
            let words = [Arg::known(&spec, named.span), target.clone()];
            let exit = ownership::run(walker, "chown", arg.span, &words, command);
            if let Some(exit @ Exit::Fails(_)) = exit {
                return exit;
            }
        }
        // Whatever the umask, the leaf gets 0755 or what is asked for.
        let mode = parsed.value(&["m", "mode"]).cloned();
        let mode = mode.unwrap_or_else(|| Arg::known("00755", arg.span));
        ownership::run(walker, "chmod", arg.span, &[mode, target], command);
    }
    last
}
