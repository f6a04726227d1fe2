//! `rm`, `rmdir` and `unlink`.

use crate::model::exec::account_files;
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::targets::Targets;
use crate::model::exec::writing::denied;
use crate::model::permission::may_remove;
use crate::model::{Cause, Node};
use shell::Invocation;
use std::sync::Arc;

/// Carries one of them out.
pub(super) fn run(shell: &mut Shell, call: &Invocation) -> Exit {
    let command = call.span;
    let force = call.has("force");
    let deep = call.has("recursive") || call.program == "rmdir";
    if call.operands().is_empty() && !force {
        return Exit::Fails(Cause::At(command));
    }
    let targets = Targets::of(shell, &call.operands());
    for target in &targets.listed {
        let path = &target.path;
        let there = shell.world.files.exists(path);
        let fails = Exit::Fails(Cause::At(command));
        if there == Some(false) {
            if force {
                continue;
            }
            return fails;
        }
        let is_directory = shell.world.files.get(path).is_some_and(Node::is_directory);
        if is_directory && !deep {
            return fails;
        }
        match may_remove(&shell.who, path, &shell.world.files) {
            // What is not known may not exist, and `rm -f` of nothing succeeds.
            Some(false) if there == Some(true) || !force => {
                return denied(shell, path, target.span, command);
            }
            Some(false) | None => return Exit::Unknown,
            Some(true) => {}
        }
        Arc::make_mut(&mut shell.world.files).remove(path);
        account_files::removed(shell, path);
    }
    if targets.beyond.is_empty() && !targets.hidden {
        return Exit::Ok;
    }
    if shell.may_be_root() && force { Exit::Ok } else { Exit::Unknown }
}
