//! Programs that read files and directories, and programs that are started by their path: they fail where the
//! identity may not.

use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::targets::Targets;
use crate::model::exec::writing::absolute;
use crate::model::{Cause, Denial, Kind, Node};
use crate::model::{may_execute, may_reach, may_read};
use crate::program;
use dockerfile::Span;
use shell::{Argument, Invocation};

/// `cat`, `head` …: each operand is a file.
pub(super) fn files(shell: &mut Shell, call: &Invocation) -> Exit {
    let operands: Vec<&Argument> =
        call.operands().into_iter().filter(|arg| arg.text() != "-").collect();
    let targets = Targets::of(shell, &operands);
    let mut last = Exit::Ok;
    for target in &targets.listed {
        let exit = file(shell, &target.path, target.span, call.span);
        if let Exit::Fails(_) = exit {
            return exit;
        }
        last = last.and(exit);
    }
    let sure = targets.beyond.is_empty() && !targets.hidden;
    if sure { last } else { last.and(Exit::Unknown) }
}

/// One file is read.
pub(in crate::model::exec) fn file(
    shell: &mut Shell,
    path: &str,
    span: Span,
    command: Span,
) -> Exit {
    let files = &shell.world.files;
    let path = files.resolve(path, true);
    let directory = files.get(&path).is_some_and(Node::is_directory);
    if files.exists(&path) == Some(false) || directory {
        return Exit::Fails(Cause::At(command));
    }
    match may_read(&shell.who, &path, files) {
        Some(true) if files.exists(&path) == Some(true) => Exit::Ok,
        Some(false) => denied(shell, path, span, command),
        _ => Exit::Unknown,
    }
}

/// `ls`: a directory is read, of a file the name is enough.
pub(super) fn list(shell: &mut Shell, call: &Invocation) -> Exit {
    let targets = Targets::of(shell, &call.operands());
    let mut last = Exit::Ok;
    for target in &targets.listed {
        let files = &shell.world.files;
        let path = files.resolve(&target.path, true);
        let directory = files.get(&path).is_some_and(Node::is_directory);
        let reads = directory && !call.has("directory");
        let may = if reads {
            may_read(&shell.who, &path, files)
        } else {
            may_reach(&shell.who, &path, files)
        };
        match (files.exists(&path), may) {
            (Some(false), _) => return Exit::Fails(Cause::At(call.span)),
            (_, Some(false)) => return denied(shell, path, target.span, call.span),
            (Some(true), Some(true)) => {}
            _ => last = Exit::Unknown,
        }
    }
    let sure = targets.beyond.is_empty() && !targets.hidden;
    if sure { last } else { last.and(Exit::Unknown) }
}

fn denied(shell: &mut Shell, path: String, span: Span, command: Span) -> Exit {
    shell.denied(Denial::Read { path }, span, command, true)
}

/// How the command ends where its program can't be started: it is named by a path, or a shell is given a
/// script. `None` where nothing speaks against it.
pub(super) fn start(shell: &mut Shell, call: &Invocation) -> Option<Exit> {
    let (first, command) = (&call.words[0], call.span);
    let fails = Some(Exit::Fails(Cause::At(command)));
    let files = &shell.world.files;
    let pattern = |path: &&str| path.contains(['*', '?', '[', '{']);
    if first.value.as_deref().as_ref().is_some_and(pattern) {
        return None;
    }
    if let Some(path) = first.value.as_deref().filter(|path| path.contains('/')) {
        let path = files.resolve(&absolute(shell, path)?, true);
        // A relative path shows a piece of a project more often than a slip.
        if files.exists(&path) == Some(false) {
            return fails.filter(|_| first.text().starts_with('/'));
        }
        let node = files.get(&path);
        // Not even root starts what nobody may, nor a directory.
        let nobody = |node: &Node| {
            let starts = matches!(node.kind, Kind::File | Kind::Unknown);
            starts && node.mode.is_known_and(|mode| mode & 0o111 == 0) || node.is_directory()
        };
        if node.is_some_and(nobody) {
            return fails;
        }
        // The interpreter of a script has to read it.
        let closed = may_execute(&shell.who, &path, files) == Some(false)
            || is_script(&path) && may_read(&shell.who, &path, files) == Some(false);
        let what = Denial::Start { path };
        return closed.then(|| shell.denied(what, first.span, command, true));
    }
    let shell_alone = program::is_shell(&call.program) && call.program != "busybox";
    if !shell_alone || call.has_any(&["c", "s"]) {
        return None;
    }
    let script = call.operand(0)?;
    let path = files.resolve(&absolute(shell, script.value.as_deref()?)?, true);
    let directory = files.get(&path).is_some_and(Node::is_directory);
    if files.exists(&path) == Some(false) || directory {
        return fails;
    }
    let closed = may_read(&shell.who, &path, files) == Some(false);
    let what = Denial::Read { path };
    closed.then(|| shell.denied(what, script.span, command, true))
}

/// Names that only scripts have.
pub(crate) fn is_script(path: &str) -> bool {
    const ENDS: [&str; 7] = [".sh", ".bash", ".py", ".pl", ".rb", ".js", ".php"];
    ENDS.iter().any(|end| path.ends_with(end))
}
