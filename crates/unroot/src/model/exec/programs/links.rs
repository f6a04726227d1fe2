//! `ln`: symbolic links, and second names of files.

use super::destination::{Destination, Place, handed_on};
use super::kit::{explains, is_odd};
use crate::model::exec::account_files;
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::targets::Targets;
use crate::model::exec::writing::{absolute, denied};
use crate::model::permission::may_create;
use crate::model::{Cause, Contents, EventKind, Kind, Node, Ownership, Value, ancestors};
use shell::{Argument, Invocation};
use std::sync::Arc;

/// Options that are followed, or change nothing here.
const FOLLOWED: [&str; 8] = [
    "force",
    "no-dereference",
    "no-target-directory",
    "physical",
    "relative",
    "symbolic",
    "target-directory",
    "verbose",
];

/// `ln`
pub(super) fn run(shell: &mut Shell, call: &Invocation) -> Exit {
    if explains(call) {
        return Exit::Ok;
    }
    let (sources, to) = match Destination::read(shell, call) {
        Ok(read) => read,
        Err(exit) => return exit,
    };
    if is_odd(call, &FOLLOWED) {
        return to.give_up(shell, &sources, call);
    }
    let mut last = Exit::Ok;
    for source in &sources {
        let exit = match call.has("symbolic") {
            true => symbolic(shell, call, source, &to),
            false => second_name(shell, call, source, &to),
        };
        match exit {
            Exit::Ok => {}
            exit @ Exit::Fails(_) => return exit,
            unsure => last = last.and(unsure),
        }
    }
    last
}

fn symbolic(shell: &mut Shell, call: &Invocation, source: &Argument, to: &Destination) -> Exit {
    let plain = |target: &String| !target.contains(['*', '?', '[', '{']);
    let Some(target) = source.value.clone().filter(plain) else {
        to.unlisted(shell, &Ownership::unknown(&Cause::Outside(call.span)), call.span);
        return Exit::Unknown;
    };
    let name = target.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    let at = match free(shell, call, &name, to) {
        Ok(at) => at,
        Err(exit) => return exit,
    };
    let target = match call.has("relative").then(|| absolute(shell, &target)) {
        Some(Some(target)) => target,
        Some(None) => return Exit::Unknown,
        None => target,
    };
    let mut owner = shell.ownership();
    let files = Arc::make_mut(&mut shell.world.files);
    if let Some(group) = handed_on(files, &at) {
        owner.gid = group;
    }
    let node = Node::file(&owner, Value::Known(0o777, Cause::At(call.span)));
    files.remove(&at);
    files.set(at, Node { kind: Kind::Link(target), ..node });
    Exit::Ok
}

fn second_name(shell: &mut Shell, call: &Invocation, source: &Argument, to: &Destination) -> Exit {
    let command = call.span;
    let targets = Targets::of(shell, &[source]);
    let [target] = &targets.listed[..] else {
        to.unlisted(shell, &Ownership::unknown(&Cause::Outside(command)), command);
        return Exit::Unknown;
    };
    let files = &shell.world.files;
    let directory = files.get(&target.path).is_some_and(Node::is_directory);
    if files.exists(&target.path) == Some(false) || directory {
        return Exit::Fails(Cause::At(command));
    }
    let at = match free(shell, call, &target.name, to) {
        Ok(at) => at,
        Err(exit) => return exit,
    };
    if at == target.path {
        return Exit::Unknown;
    }
    account_files::replaced(shell, &at, command);
    let files = Arc::make_mut(&mut shell.world.files);
    if files.get(&target.path).is_none() {
        let why = Cause::Outside(command);
        let owner = files.ownership(&target.path).unwrap_or_else(|| Ownership::unknown(&why));
        files.set(target.path.as_str(), Node::file(&owner, Value::Unknown(why)));
    }
    files.remove(&at);
    files.link(&target.path, &at);
    Exit::Ok
}

/// Where the link is made, if nothing is in its way.
fn free(
    shell: &mut Shell,
    call: &Invocation,
    name: &str,
    to: &Destination,
) -> Result<String, Exit> {
    let command = call.span;
    let fails = Exit::Fails(Cause::At(command));
    let files = &shell.world.files;
    // `-n`: a link to a directory is no directory.
    let is_link = files.get(&to.link).is_some_and(|node| matches!(node.kind, Kind::Link(_)));
    let replaces = call.has("no-dereference") && is_link && to.is_directory(files);
    let at = match to.place(files, name, true, false) {
        _ if replaces => to.link.clone(),
        Place::At(at) => at,
        Place::Nowhere => return Err(fails),
        Place::Unsure => {
            to.unlisted(shell, &Ownership::unknown(&Cause::Outside(command)), command);
            return Err(Exit::Unknown);
        }
    };
    let above = ancestors(&at).next().unwrap_or("/");
    let there = files.get(&at);
    let force = call.has("force");
    let in_the_way = match there {
        Some(node) if node.kind == Kind::Unknown || !(node.is_sure() || force) => {
            let why = Cause::Undecided(command);
            let files = Arc::make_mut(&mut shell.world.files);
            let contents = Contents::of(Ownership::unknown(&why), &why);
            let unknown = Node::file(&Ownership::unknown(&why), Value::Unknown(why));
            files.set(at, Node { kind: Kind::Unknown, contents, ..unknown });
            return Err(Exit::Unknown);
        }
        Some(node) => node.is_directory() || !force,
        None => false,
    };
    if in_the_way || files.exists(above) == Some(false) {
        return Err(fails);
    }
    if may_create(&shell.who, &at, files) == Some(false) {
        return Err(denied(shell, &at, to.span, command));
    }
    shell.event(to.span, command, EventKind::Wrote { path: at.clone(), text: None });
    Ok(at)
}
