//! Programs that change accounts: who may run them, and the homes that they make.

use super::arg::Arg;
use super::programs;
use super::users::{self, AccountsContext, HomeChange};
use super::walk::{Exit, Walker};
use crate::model::{
    Cause, Contents, Denial, EventKind, Files, Node, Ownership, ToolFailure, Value, ancestors,
    directories,
};
use dockerfile::Span;
use std::sync::Arc;

/// Whether `program` changes accounts.
pub(super) fn is_one(program: &str) -> bool {
    matches!(
        program,
        "useradd"
            | "adduser"
            | "groupadd"
            | "addgroup"
            | "usermod"
            | "groupmod"
            | "userdel"
            | "groupdel"
            | "deluser"
            | "delgroup"
            | "gpasswd"
            | "chpasswd"
            | "passwd"
            | "newusers"
    )
}

/// Carries it out.
pub(super) fn run(
    walker: &mut Walker,
    program: &str,
    at: Span,
    rest: &[Arg],
    command: Span,
) -> Exit {
    if !programs::may_be_root(&walker.who) {
        let what = Denial::Program { name: program.to_owned() };
        return walker.denied(what, at, command, true);
    }
    let mut homes = Vec::new();
    let mut events = Vec::new();
    let mut context = AccountsContext {
        accounts: Arc::make_mut(&mut walker.world.accounts),
        family: walker.image.family,
        tools: walker.world.tools,
        home_mode: walker.image.home_mode,
        command,
        events: &mut events,
        homes: &mut homes,
    };
    let exit = users::run(program, rest, &mut context);
    let prompts =
        |kind: &EventKind| matches!(kind, EventKind::ToolFails { why: ToolFailure::Prompts, .. });
    let answered = walker.fed && events.iter().any(|event| prompts(&event.kind));
    for event in events.into_iter().filter(|event| !(answered && prompts(&event.kind))) {
        walker.event(event.span, event.command, event.kind);
    }
    let files = Arc::make_mut(&mut walker.world.files);
    for home in homes {
        make_home(files, home, command);
    }
    match exit {
        _ if answered => Exit::Unknown,
        Some(users::Exit::Ok) => Exit::Ok,
        Some(users::Exit::Fails) => Exit::Fails(Cause::At(command)),
        Some(users::Exit::Unknown) | None => Exit::Doubtful,
    }
}

fn make_home(files: &mut Files, home: users::Home, command: Span) {
    let cause = Cause::At(command);
    let owner = Ownership { uid: home.uid.clone(), gid: home.gid.clone() };
    let path = files.resolve(&home.path, true);
    let make = |files: &mut Files| {
        let above = ancestors(&path).next().unwrap_or("/");
        let mode = Value::Known(0o755, cause.clone());
        directories::make(files, above, &Ownership::root(&cause), &mode, true, &cause);
        // What `/etc/skel` holds comes with it.
        let mut node = Node::directory(&owner, home.mode, &cause);
        node.contents = Contents::skeleton(owner.clone(), &cause);
        files.set(path.as_str(), node);
    };
    match &home.change {
        HomeChange::Created => {
            if files.get(&path).is_none() {
                make(files);
            }
        }
        HomeChange::TakenOver => make(files),
        HomeChange::Moved(from) => {
            files.remove(from);
            make(files);
        }
        HomeChange::Followed => {
            for (_, known) in files.within_mut(&path) {
                known.give(&owner);
                if let Contents::More { owner: inside, .. } = &mut known.contents {
                    *inside = owner.clone();
                }
            }
        }
        HomeChange::Removed => files.remove(&path),
    }
}
