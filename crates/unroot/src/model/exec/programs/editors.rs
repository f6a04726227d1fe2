//! `sed`, as far as it changes files.

use crate::model::exec::account_files;
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::writing::{absolute, denied};
use crate::model::permission::may_create;
use crate::model::{Cause, EventKind};
use shell::Invocation;
use std::sync::Arc;

/// `sed -i`: the file is replaced by one of the same owner, or, for others than root, of one's own.
pub(super) fn sed(shell: &mut Shell, call: &Invocation) -> Exit {
    let command = call.span;
    let operands = call.operands();
    let given = call.has("expression");
    if !call.has("in-place") {
        let reads_input = operands.len() <= 1 && !given && !call.has("file");
        return if reads_input { Exit::Ok } else { Exit::Unknown };
    }
    let (script, files) = match operands.split_first() {
        _ if call.has("file") => (None, &operands[..]),
        _ if given => {
            let parts: Option<Vec<&str>> =
                call.values("expression").map(|arg| arg.value.as_deref()).collect();
            (parts.map(|parts| parts.join("\n")), &operands[..])
        }
        Some((script, files)) => (script.value.clone(), files),
        None => {
            shell.may_make_files();
            return Exit::Unknown;
        }
    };
    for arg in files {
        let Some(path) = arg.value.as_deref().and_then(|path| absolute(shell, path)) else {
            continue;
        };
        if shell.world.files.exists(&path) == Some(false) {
            return Exit::Fails(Cause::At(command));
        }
        if may_create(&shell.who, &path, &shell.world.files) == Some(false) {
            return denied(shell, &path, arg.span, command);
        }
        shell.event(arg.span, command, EventKind::Wrote { path: path.clone(), text: None });
        account_files::edited(shell, &path, script.as_deref(), command);
        if !shell.may_be_root() {
            let owner = shell.ownership();
            if let Some(node) = Arc::make_mut(&mut shell.world.files).get_mut(&path) {
                node.give(&owner);
            }
        }
    }
    Exit::Unknown
}
