//! `tar -x` and `unzip`: what comes out of archives.

use crate::model::directories::join_contents;
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::writing::{absolute, denied};
use crate::model::permission::may_write;
use crate::model::{Cause, Contents, EventKind, Ownership};
use shell::Invocation;
use std::sync::Arc;

/// Carries one of them out.
pub(super) fn run(shell: &mut Shell, call: &Invocation) -> Exit {
    let (at, command) = (call.program_span(), call.span);
    let (extracts, shows_only, into) = match call.program.as_str() {
        "unzip" => (true, call.has_any(&["l", "p", "t", "v", "Z"]), call.value("d")),
        _ => (call.has_any(&["extract", "get"]), call.has("to-stdout"), call.value("directory")),
    };
    if !extracts || shows_only {
        return Exit::Unknown;
    }
    let path = match into {
        Some(arg) => arg.value.as_deref().and_then(|path| absolute(shell, path)),
        None => shell.world.cwd.known().cloned(),
    };
    let Some(path) = path else { return Exit::Unknown };
    let path = shell.world.files.resolve(&path, true);
    if may_write(&shell.who, &path, &shell.world.files) == Some(false) {
        return denied(shell, &path, into.map_or(at, |arg| arg.span), command);
    }
    shell.event(at, command, EventKind::Wrote { path: path.clone(), text: None });
    let keeps = call.has("no-same-owner");
    // Root keeps the archive's owners; everybody else owns what comes out.
    let owner = if call.program == "tar" && shell.may_be_root() && !keeps {
        Ownership::unknown(&Cause::Outside(command))
    } else {
        shell.ownership()
    };
    let why = Cause::Outside(command);
    shell.may_make_files();
    let files = Arc::make_mut(&mut shell.world.files);
    if let Some(node) = files.get_mut(&path) {
        node.contents = join_contents(&node.contents, &Contents::of(owner, &why), &why);
    }
    Exit::Unknown
}
