//! `rm`, `rmdir` and `unlink`.

use super::kit::{Kit, explains, give_up, is_odd, kit};
use crate::model::exec::account_files;
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::targets::{Target, Targets};
use crate::model::exec::writing::denied;
use crate::model::permission::may_remove;
use crate::model::{Cause, Contents, Denial, Files, Identity, Kind, Node, ancestors, may_write};
use shell::Invocation;
use std::sync::Arc;

/// Options that are followed, or change nothing here.
const FOLLOWED: [&str; 8] = [
    "dir",
    "force",
    "ignore-fail-on-non-empty",
    "no-preserve-root",
    "one-file-system",
    "preserve-root",
    "recursive",
    "verbose",
];

/// Carries one of them out.
pub(super) fn run(shell: &mut Shell, call: &Invocation) -> Exit {
    if explains(call) {
        return Exit::Ok;
    }
    let operands = call.operands();
    let force = call.has("force");
    if operands.is_empty() {
        return if force { Exit::Ok } else { Exit::Fails(Cause::At(call.span)) };
    }
    // Without an answer `rm -i` removes nothing, `rmdir -p` as many parents as are empty.
    if is_odd(call, &FOLLOWED) {
        return give_up(shell, &operands, call);
    }
    let targets = Targets::of(shell, &operands);
    let mut last = Exit::Ok;
    for target in &targets.listed {
        match one(shell, call, target) {
            Exit::Ok => {}
            exit @ Exit::Fails(_) => return exit,
            unsure => last = last.and(unsure),
        }
    }
    if targets.beyond.is_empty() && !targets.hidden {
        return last;
    }
    for (directory, span) in &targets.beyond {
        if may_write(&shell.who, directory, &shell.world.files) == Some(false) {
            let what = Denial::Write { path: directory.clone() };
            last = last.and(shell.denied(what, *span, call.span, false));
        }
    }
    last.and(if shell.may_be_root() && force { Exit::Ok } else { Exit::Unknown })
}

fn one(shell: &mut Shell, call: &Invocation, target: &Target) -> Exit {
    let command = call.span;
    let fails = Exit::Fails(Cause::At(command));
    let (path, force) = (&target.path, call.has("force"));
    let deep = call.has("recursive");
    let empty_only = call.program == "rmdir" || (call.has("dir") && !deep);
    let files = &shell.world.files;
    let there = files.exists(path);
    if there == Some(false) {
        return if force { Exit::Ok } else { fails };
    }
    let directory = files.get(path).is_some_and(Node::is_directory);
    let file = files.get(path).is_some_and(|node| node.kind == Kind::File);
    let inside = || files.within(path).skip(1).filter(|(_, node)| node.is_sure()).count();
    let holds = directory && inside() > 0;
    let refused = match call.program.as_str() {
        "rmdir" => file || holds && !call.has("ignore-fail-on-non-empty"),
        _ => directory && !deep && (!empty_only || holds),
    };
    if refused && target.link.is_none() {
        return fails;
    }
    if let Some(link) = &target.link {
        return through_link(shell, call, (link, path), deep);
    }
    match may_remove(&shell.who, path, files) {
        Some(false) if there == Some(true) || !force => {
            return denied(shell, path, target.span, command);
        }
        // What is not known may not exist, and `rm -f` of nothing succeeds.
        Some(false) => {
            let what = Denial::Write { path: path.clone() };
            return shell.denied(what, target.span, command, false);
        }
        None => return give_up_one(shell, path),
        Some(true) => {}
    }
    if let Some(inside) = refused_below(&shell.who, path, files).filter(|_| deep) {
        return match inside {
            Some(inside) => denied(shell, &inside, target.span, command),
            None => give_up_one(shell, path),
        };
    }
    let listed = |node: &Node| node.contents == Contents::Listed;
    let unseen = !files.get(path).is_some_and(listed) || files.within(path).nth(1).is_some();
    if empty_only && directory && unseen {
        return give_up_one(shell, path);
    }
    Arc::make_mut(&mut shell.world.files).remove(path);
    account_files::removed(shell, path);
    Exit::Ok
}

/// It may be gone or not.
fn give_up_one(shell: &mut Shell, path: &str) -> Exit {
    let command = shell.instruction;
    let why = Cause::Undecided(command);
    for (_, node) in Arc::make_mut(&mut shell.world.files).within_mut(path) {
        node.give(&crate::model::Ownership::unknown(&why));
        node.mode = crate::model::Value::Unknown(why.clone());
    }
    Exit::Unknown
}

/// `rm -r link/`: GNU's empties the directory that the link leads to, and then fails to remove a link as a
/// directory, which `-f` forgives; BusyBox removes the link.
fn through_link(
    shell: &mut Shell,
    call: &Invocation,
    (link, path): (&str, &str),
    deep: bool,
) -> Exit {
    let fails = Exit::Fails(Cause::At(call.span));
    if call.program != "rm" || !shell.who.is_root() {
        return give_up(shell, &call.operands(), call);
    }
    let busybox = kit(shell) == Kit::BusyBox;
    let files = Arc::make_mut(&mut shell.world.files);
    if busybox {
        files.remove(link);
        return Exit::Ok;
    }
    if !deep {
        return fails;
    }
    let below = files.within(path).skip(1);
    let below: Vec<String> = below.map(|(path, _)| path.to_owned()).collect();
    below.iter().for_each(|path| files.remove(path));
    if let Some(node) = files.get_mut(path) {
        node.contents = Contents::Listed;
    }
    if call.has("force") { Exit::Ok } else { fails }
}

/// A directory at or below `path` out of which `who` may take nothing, though it holds something;
/// `Some(None)` where that is not known.
fn refused_below(who: &Identity, path: &str, files: &Files) -> Option<Option<String>> {
    if who.is_root() {
        return None;
    }
    let mut unsure = None;
    for (inside, _) in files.within(path).skip(1) {
        let above = ancestors(inside).next().unwrap_or("/");
        match may_remove(who, inside, files) {
            Some(true) => {}
            Some(false) => return Some(Some(above.to_owned())),
            None => unsure = Some(None),
        }
    }
    let unseen = files.within(path).any(|(inside, node)| {
        let hidden = node.is_directory() && node.contents != Contents::Listed;
        hidden && may_write(who, inside, files) != Some(true)
    });
    unsure.or(unseen.then_some(None))
}
