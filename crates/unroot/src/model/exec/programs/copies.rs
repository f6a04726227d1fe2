//! Programs that bring files from one place to another: copies, moves, links, archives.

use super::maker::Maker;
use super::mkdir::make_directory;
use super::ownership::Reach;
use super::{modes, ownership};
use crate::model::directories::join_contents;
use crate::model::exec::account_files;
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::targets::Targets;
use crate::model::exec::writing::{absolute, denied};
use crate::model::permission::{may_create, may_remove, may_write};
use crate::model::{
    Cause, Contents, EventKind, Files, Kind, Mode, Node, OwnerSpec, Ownership, Value, ancestors,
    join,
};
use dockerfile::Span;
use shell::{Argument, Invocation};
use std::sync::Arc;

/// `cp`, `mv`, `ln` and `install`.
pub(super) fn run(shell: &mut Shell, call: &Invocation) -> Exit {
    let (program, command) = (call.program.as_str(), call.span);
    if program == "install" && call.has("directory") {
        return install_directories(shell, call);
    }
    let operands = call.operands();
    // Braces, or a variable of several words: who knows how many operands there are.
    let unsure = operands.iter().any(|arg| arg.value.is_none());
    let given = call.value("target-directory").cloned();
    let (sources, target): (Vec<&Argument>, Argument) = match (given, operands.split_last()) {
        (Some(directory), _) => (operands, directory),
        // `ln target` alone makes a link of the same name here.
        (None, Some((only, []))) if program == "ln" => {
            (vec![only], Argument::known(".", only.span))
        }
        (None, Some((target, sources))) if !sources.is_empty() => {
            (sources.to_vec(), (*target).clone())
        }
        _ if unsure => {
            ownership::somewhere(shell, command);
            return Exit::Unknown;
        }
        _ => return Exit::Fails(Cause::At(command)),
    };
    let plain = target.value.as_deref().filter(|path| !path.contains(['*', '?', '{']));
    let Some(path) = plain.and_then(|path| absolute(shell, path)) else {
        ownership::somewhere(shell, command);
        return Exit::Unknown;
    };
    let slash = target.text().ends_with('/') || target.text().ends_with("/.");
    let to = Destination {
        path: shell.world.files.resolve(&path, true),
        link: path,
        into: slash || sources.len() > 1 || call.has("target-directory"),
        span: target.span,
    };
    if program == "install"
        && call.has("D")
        && let Some(above) = ancestors(&to.path).next()
    {
        let above = above.to_owned();
        if let exit @ Exit::Fails(_) = make_directory(shell, &above, true, target.span, command) {
            return exit;
        }
    }
    let mut last = Exit::Ok;
    let sources = if program == "ln" && call.has("symbolic") {
        return symlinks(shell, &sources, &to, command);
    } else {
        Targets::of(shell, &sources)
    };
    for source in &sources.listed {
        match one(shell, call, &source.path, &to) {
            Exit::Ok => {}
            exit @ Exit::Fails(_) => return exit,
            unsure => last = last.and(unsure),
        }
    }
    if !sources.beyond.is_empty() || sources.hidden {
        unlisted(shell, &to, &Ownership::unknown(&Cause::Outside(command)), command);
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

fn one(shell: &mut Shell, call: &Invocation, source: &str, to: &Destination) -> Exit {
    let (program, command) = (call.program.as_str(), call.span);
    let fails = Exit::Fails(Cause::At(command));
    let files = &shell.world.files;
    let keeps_link = matches!(program, "mv") || call.has_any(&["archive", "d", "no-dereference"]);
    let source = files.resolve(source, !keeps_link);
    if files.exists(&source) == Some(false) {
        return fails;
    }
    let Some(at) = place(files, &source, to) else {
        unlisted(shell, to, &Ownership::unknown(&Cause::Outside(command)), command);
        return Exit::Unknown;
    };
    let above = ancestors(&at).next().unwrap_or("/");
    if files.exists(above) == Some(false) {
        return fails;
    }
    let there = files.get(&at).cloned();
    let may = match &there {
        Some(node) if program == "cp" && !node.is_directory() => may_write(&shell.who, &at, files),
        _ => may_create(&shell.who, &at, files),
    };
    if may == Some(false) {
        return denied(shell, &at, to.span, command);
    }
    if program == "mv" && may_remove(&shell.who, &source, files) == Some(false) {
        return denied(shell, &source, to.span, command);
    }
    shell.event(to.span, command, EventKind::Wrote { path: at.clone(), text: None });
    if let Some(given) = call.value("mode").filter(|_| program == "install") {
        let (mode, paths) = (Mode::parse(given.text()), vec![(at.clone(), to.span)]);
        let kind = EventKind::ModeSet { mode, paths, recursive: false };
        shell.event(given.span, command, kind);
    }
    account_files::replaced(shell, &at, command);
    let deep = call.has_any(&["recursive", "archive"]) || program == "mv";
    let files = &shell.world.files;
    let node = files.get(&source).cloned();
    if node.as_ref().is_some_and(Node::is_directory) && !deep {
        return fails;
    }
    let tree: Vec<(String, Node)> = files
        .within(&source)
        .map(|(path, node)| (path[source.len()..].to_owned(), node.clone()))
        .collect();
    let maker = Maker::of(shell, call);
    let files = Arc::make_mut(&mut shell.world.files);
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
fn unlisted(shell: &mut Shell, to: &Destination, owner: &Ownership, command: Span) {
    let why = Cause::Outside(command);
    let files = Arc::make_mut(&mut shell.world.files);
    if let Some(node) = files.get_mut(&to.path) {
        node.contents = join_contents(&node.contents, &Contents::of(owner.clone(), &why), &why);
    }
    account_files::replaced(shell, &to.path, command);
}

/// `ln -s target… link`.
fn symlinks(shell: &mut Shell, sources: &[&Argument], to: &Destination, command: Span) -> Exit {
    let mut last = Exit::Ok;
    for source in sources {
        let Some(target) = source.value.clone() else {
            last = Exit::Unknown;
            continue;
        };
        let files = &shell.world.files;
        let name = target.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let into = to.into || files.get(&to.path).is_some_and(Node::is_directory);
        let at = if into { join(&to.path, name) } else { to.link.clone() };
        if may_create(&shell.who, &at, files) == Some(false) {
            return denied(shell, &at, to.span, command);
        }
        shell.event(to.span, command, EventKind::Wrote { path: at.clone(), text: None });
        let owner = shell.ownership();
        let node = Node::file(&owner, Value::Known(0o777, Cause::At(command)));
        let files = Arc::make_mut(&mut shell.world.files);
        files.remove(&at);
        files.set(at, Node { kind: Kind::Link(target), ..node });
    }
    last
}

/// `install -d -o app -g app -m 0755 dir`: the leaf gets owner and mode, parents are the caller's.
fn install_directories(shell: &mut Shell, call: &Invocation) -> Exit {
    let command = call.span;
    let mut last = Exit::Ok;
    for arg in call.operands() {
        let plain = arg.value.as_deref().filter(|path| !path.contains(['*', '?', '{']));
        let Some(path) = plain.and_then(|path| absolute(shell, path)) else {
            last = Exit::Unknown;
            continue;
        };
        let path = shell.world.files.resolve(&path, true);
        match make_directory(shell, &path, true, arg.span, command) {
            Exit::Ok => {}
            exit @ Exit::Fails(_) => return exit,
            unsure => last = last.and(unsure),
        }
        let target = Argument::known(&path, arg.span);
        let (owner, group) = (call.value("owner"), call.value("group"));
        let spec = match (owner, group) {
            (Some(owner), Some(group)) => {
                let both = format!("{}:{}", owner.text(), group.text());
                Some(OwnerSpec::parse(&both, owner.span))
            }
            (Some(owner), None) => Some(OwnerSpec::parse(owner.text(), owner.span)),
            (None, Some(group)) => Some(OwnerSpec::of_group(group.text(), group.span)),
            (None, None) => None,
        };
        let at = (arg.span, command);
        if let Some(spec) = spec {
            let reach = Reach { recursive: false, no_dereference: false };
            let exit = ownership::give_to(shell, spec, &[&target], reach, at);
            if let exit @ Exit::Fails(_) = exit {
                return exit;
            }
        }
        // Whatever the umask, the leaf gets 0755 or what is asked for.
        let mode = call.value("mode").cloned();
        let mode = mode.unwrap_or_else(|| Argument::known("00755", arg.span));
        modes::set(shell, &mode, &[&target], false, at);
    }
    last
}
