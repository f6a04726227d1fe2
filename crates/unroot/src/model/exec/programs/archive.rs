//! `tar`, `zip` and `unzip`: archives that are made, and what comes out of them.

use super::kit::{explains, is_odd};
use super::writers::may_make;
use crate::model::directories::{agree, join_contents};
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::targets::Targets;
use crate::model::exec::writing::{absolute, denied, write_text};
use crate::model::permission::may_write;
use crate::model::{Cause, Contents, EventKind, Ownership, Value, join};
use shell::{Argument, Invocation};
use std::sync::Arc;

/// Options with which `tar -c` is followed.
const MAKES: [&str; 12] = [
    "create",
    "file",
    "directory",
    "gzip",
    "auto-compress",
    "verbose",
    "preserve-permissions",
    "exclude",
    "owner",
    "group",
    "mode",
    "dereference",
];

/// `tar` and `unzip`
pub(super) fn run(shell: &mut Shell, call: &Invocation) -> Exit {
    if explains(call) {
        return Exit::Ok;
    }
    match call.program.as_str() {
        "tar" if call.has("create") => make(shell, call),
        "tar" => {
            let extracts = call.has_any(&["extract", "get"]) && !call.has("to-stdout");
            if extracts { unpack(shell, call) } else { Exit::Unknown }
        }
        _ if call.has_any(&["l", "p", "t", "v", "Z"]) => Exit::Unknown,
        _ => unpack(shell, call),
    }
}

/// `tar -c`: a file, wherever it has a name.
fn make(shell: &mut Shell, call: &Invocation) -> Exit {
    let command = call.span;
    let Some(file) = call.value("file").filter(|arg| arg.text() != "-") else {
        return Exit::Unknown;
    };
    let Some(path) = file.value.as_deref().and_then(|path| absolute(shell, path)) else {
        shell.may_make_files();
        return Exit::Unknown;
    };
    let inputs = inputs(shell, call);
    let path = shell.world.files.resolve(&path, true);
    let exit = write_text(shell, &path, None, file.span, command);
    if exit != Exit::Ok {
        return exit;
    }
    // It makes the archive, and then fails for what it did not find.
    match inputs {
        Some(false) => Exit::Fails(Cause::At(command)),
        Some(true) if !is_odd(call, &MAKES) => Exit::Ok,
        _ => Exit::Unknown,
    }
}

/// Whether all that goes into the archive is there.
fn inputs(shell: &Shell, call: &Invocation) -> Option<bool> {
    let operands = call.operands();
    // Each `-C` counts for what follows it.
    if call.values("directory").count() > 1 || operands.is_empty() || !shell.who.is_root() {
        return None;
    }
    let base = match call.value("directory") {
        Some(arg) => absolute(shell, arg.value.as_deref()?)?,
        None => shell.world.cwd.known()?.clone(),
    };
    let mut all = Some(true);
    for arg in operands {
        let path = arg.value.as_deref().filter(|path| !path.contains(['*', '?', '[', '{']))?;
        let path = shell.world.files.resolve(&join(&base, path), false);
        match shell.world.files.exists(&path) {
            Some(true) => {}
            Some(false) => return Some(false),
            None => all = None,
        }
    }
    all
}

/// `zip -r archive.zip tree`
pub(super) fn zip(shell: &mut Shell, call: &Invocation) -> Exit {
    let Some(file) = call.operand(0).filter(|arg| arg.text() != "-") else { return Exit::Unknown };
    let named = file.value.as_ref().map(|path| match path.rsplit('/').next() {
        Some(name) if !name.contains('.') => format!("{path}.zip"),
        _ => path.clone(),
    });
    may_make(shell, named.as_deref(), file.span, call.span)
}

fn unpack(shell: &mut Shell, call: &Invocation) -> Exit {
    let (at, command) = (call.program_span(), call.span);
    let tar = call.program == "tar";
    let into = call.value(if tar { "directory" } else { "d" });
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
    // Root keeps the archive's owners; everybody else owns what comes out.
    let keeps = tar && shell.may_be_root() && !call.has_any(&["no-same-owner", "o"]);
    let owner = match keeps {
        true => Ownership::unknown(&Cause::Outside(command)),
        false => shell.ownership(),
    };
    let why = Cause::Outside(command);
    shell.may_make_files();
    let members: Vec<Argument> = call.operands().into_iter().cloned().collect();
    let members = if tar { members } else { Vec::new() };
    replace(shell, &path, &members, call, &owner);
    let files = Arc::make_mut(&mut shell.world.files);
    if let Some(node) = files.get_mut(&path) {
        node.contents = join_contents(&node.contents, &Contents::of(owner, &why), &why);
    }
    Exit::Unknown
}

/// What is there already may come out of the archive too: the directory itself, where it is packed as `./`,
/// and everything in it. Nobody packs the root so that it changes hands.
fn replace(
    shell: &mut Shell,
    path: &str,
    members: &[Argument],
    call: &Invocation,
    owner: &Ownership,
) {
    let why = Cause::Outside(call.span);
    let root = shell.may_be_root();
    let tar = call.program == "tar";
    if path == "/" || (!tar && !call.has("o")) {
        return;
    }
    let strips = call.has_any(&["strip", "strip-components"]);
    let itself = tar && root && !strips && members.is_empty();
    let named = Targets::of(shell, &members.iter().collect::<Vec<_>>());
    let chosen: Vec<String> = named.listed.iter().map(|target| join(path, &target.name)).collect();
    for (known, node) in Arc::make_mut(&mut shell.world.files).within_mut(path) {
        let reached = match known == path {
            true => itself,
            false => members.is_empty() || chosen.iter().any(|chosen| known.starts_with(chosen)),
        };
        if !reached {
            continue;
        }
        agree(&mut node.uid, &owner.uid, &why);
        agree(&mut node.gid, &owner.gid, &why);
        node.mode = Value::Unknown(why.clone());
    }
}
