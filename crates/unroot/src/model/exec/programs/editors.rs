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
    let mut sure =
        script.as_deref().is_some_and(is_plain) && !files.is_empty() && shell.may_be_root();
    for arg in files {
        let Some(path) = arg.value.as_deref().and_then(|path| absolute(shell, path)) else {
            continue;
        };
        let there = shell.world.files.exists(&path);
        if there == Some(false) {
            return Exit::Fails(Cause::At(command));
        }
        sure &= there == Some(true);
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
    if sure { Exit::Ok } else { Exit::Unknown }
}

/// Whether all of the script is `s/a/b/`, which every `sed` takes.
fn is_plain(script: &str) -> bool {
    script.split('\n').all(|edit| {
        let parts: Option<Vec<&str>> =
            edit.strip_prefix("s/").map(|rest| rest.split('/').collect());
        let plain = |text: &&str| !text.contains(['\\', '(', '[', '{', ';']) || *text == "\\?";
        parts.is_some_and(|parts| {
            parts.len() == 3 && parts[..2].iter().all(plain) && matches!(parts[2], "" | "g")
        })
    })
}
