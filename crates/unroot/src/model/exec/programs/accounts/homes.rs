//! Programs that change accounts, and the homes that they make.

use super::choice;
use super::context::{AccountsContext, Exit as Ended, Home, HomeChange, SKELETON};
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::{
    Cause, Contents, EventKind, Files, Node, Ownership, ToolFailure, Value, ancestors, directories,
};
use dockerfile::Span;
use shell::Invocation;
use std::sync::Arc;

/// Carries out a program that changes accounts; root runs it, as far as is known.
pub(in crate::model::exec::programs) fn run(shell: &mut Shell, call: &Invocation) -> Exit {
    let mut homes = Vec::new();
    let mut events = Vec::new();
    let mut context = AccountsContext {
        accounts: Arc::make_mut(&mut shell.world.accounts),
        family: shell.image.family,
        tools: shell.world.tools,
        home_mode: shell.image.home_mode,
        command: call.span,
        events: &mut events,
        homes: &mut homes,
    };
    let exit = choice::run(call, &mut context);
    let prompts =
        |kind: &EventKind| matches!(kind, EventKind::ToolFails { why: ToolFailure::Prompts, .. });
    let answered = shell.fed && events.iter().any(|event| prompts(&event.kind));
    for event in events.into_iter().filter(|event| !(answered && prompts(&event.kind))) {
        shell.event(event.span, event.command, event.kind);
    }
    let files = Arc::make_mut(&mut shell.world.files);
    for home in homes {
        make_home(files, home, call.span);
    }
    match exit {
        _ if answered => Exit::Unknown,
        Some(Ended::Ok) => Exit::Ok,
        Some(Ended::Fails) => Exit::Fails(Cause::At(call.span)),
        Some(Ended::Unknown) | None => Exit::Doubtful,
    }
}

fn make_home(files: &mut Files, home: Home, command: Span) {
    let cause = Cause::At(command);
    let skeleton = home.skeleton.as_deref().map(|path| files.resolve(path, true));
    let owner = Ownership { uid: home.uid.clone(), gid: home.gid.clone() };
    let path = files.resolve(&home.path, true);
    let make = |files: &mut Files| {
        let above = ancestors(&path).next().unwrap_or("/");
        let mode = Value::Known(0o755, cause.clone());
        directories::make(files, above, &Ownership::root(&cause), &mode, true, &cause);
        let mode = home
            .mode
            .map_or(Value::Unknown(cause.clone()), |mode| Value::Known(mode, cause.clone()));
        let mut node = Node { mode, ..Node::directory(&owner, 0, &cause) };
        node.contents = Contents::skeleton(owner.clone(), &cause);
        files.set(path.as_str(), node);
        bring_skeleton(files, skeleton.as_deref(), &path, &owner, &cause);
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

/// What the skeleton holds comes with a new home.
fn bring_skeleton(
    files: &mut Files,
    skeleton: Option<&str>,
    home: &str,
    owner: &Ownership,
    cause: &Cause,
) {
    let outside = cause.outside();
    let Some(skeleton) = skeleton else {
        return hold(files, home, Contents::of(owner.clone(), &outside));
    };
    let inside: Vec<(String, Node)> = files
        .within(skeleton)
        .skip(1)
        .map(|(path, node)| (path[skeleton.len()..].to_owned(), node.clone()))
        .collect();
    let unseen = match files.get(skeleton) {
        Some(node) => node.contents != Contents::Listed,
        None => skeleton != SKELETON && files.exists(skeleton) != Some(false),
    };
    for (below, mut node) in inside {
        node.give(owner);
        if let Contents::More { owner: inside, .. } = &mut node.contents {
            *inside = owner.clone();
        }
        files.set(format!("{home}{below}"), node);
    }
    if unseen {
        hold(files, home, Contents::of(owner.clone(), &outside));
    }
}

fn hold(files: &mut Files, path: &str, contents: Contents) {
    if let Some(node) = files.get_mut(path) {
        node.contents = contents;
    }
}
