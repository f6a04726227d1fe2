//! Programs that make or change files: what appears, who owns it, and whether the identity may.

use super::kit::{explains, give_up, is_odd};
use super::reads;
use crate::model::exec::account_files;
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::targets::Targets;
use crate::model::exec::writing::{
    absolute, create, denied, hold_more, write_arg, write_here, write_text,
};
use crate::model::permission::may_write;
use crate::model::{Cause, Denial, EventKind, Kind};
use crate::program;
use dockerfile::Span;
use shell::{Argument, Invocation};

/// `> path` or `>> path`; `text` is what is written, if it is known.
pub(in crate::model::exec) fn redirect(
    shell: &mut Shell,
    path: &str,
    (span, command): (Span, Span),
    appends: bool,
    text: Option<String>,
) -> Exit {
    let Some(path) = absolute(shell, path) else { return Exit::Unknown };
    if path.starts_with("/dev/") || path.starts_with("/proc/") {
        return Exit::Ok;
    }
    let path = shell.world.files.resolve(&path, true);
    let exit = write_text(shell, &path, text.clone(), span, command);
    if exit == Exit::Ok && shell.may_be_root() {
        account_files::wrote(shell, &path, appends, text.as_deref(), (span, command));
    }
    exit
}

/// `touch`
pub(super) fn touch(shell: &mut Shell, call: &Invocation) -> Exit {
    const FOLLOWED: [&str; 10] =
        ["a", "no-create", "date", "f", "h", "no-dereference", "m", "reference", "time", "t"];
    let operands = call.operands();
    if explains(call) {
        return Exit::Ok;
    }
    if operands.is_empty() {
        return Exit::Fails(Cause::At(call.span));
    }
    if is_odd(call, &FOLLOWED) {
        return give_up(shell, &operands, call);
    }
    if let Some(path) = call.value("reference").and_then(|arg| arg.value.as_deref())
        && let Some(path) = absolute(shell, path)
    {
        let path = shell.world.files.resolve(&path, true);
        if shell.world.files.exists(&path) == Some(false) {
            return Exit::Fails(Cause::At(call.span));
        }
    }
    if !call.has_any(&["no-create", "no-dereference"]) {
        return each(shell, &operands, call.span);
    }
    // Nothing is made: what is there gets another time, which its owner or whoever may write may do.
    let targets = Targets::of(shell, &operands);
    let files = &shell.world.files;
    let sure = |path: &str| match files.exists(path) {
        Some(true) => may_write(&shell.who, path, files) == Some(true),
        there => there == Some(false) && call.has("no-create"),
    };
    let all = targets.listed.iter().all(|target| sure(&target.path));
    if all && !targets.hidden && targets.beyond.is_empty() { Exit::Ok } else { Exit::Unknown }
}

/// `truncate -s 0 file`
pub(super) fn truncate(shell: &mut Shell, call: &Invocation) -> Exit {
    let operands = call.operands();
    if explains(call) {
        return Exit::Ok;
    }
    if operands.is_empty() || !call.has_any(&["size", "reference"]) {
        return Exit::Fails(Cause::At(call.span));
    }
    match call.has("no-create") {
        true => Exit::Unknown,
        false => each(shell, &operands, call.span),
    }
}

/// `dd if=/dev/zero of=file`
pub(super) fn dd(shell: &mut Shell, call: &Invocation) -> Exit {
    let mut exit = Exit::Ok;
    for arg in call.arguments() {
        let Some(text) = arg.value.as_deref() else { return Exit::Unknown };
        let Some((key, path)) = text.split_once('=') else { return Exit::Unknown };
        let done = match key {
            "of" if path != "/dev/null" => {
                let Some(path) = absolute(shell, path) else { return Exit::Unknown };
                let path = shell.world.files.resolve(&path, true);
                write_text(shell, &path, None, arg.span, call.span)
            }
            "if" if path.starts_with("/dev/") => Exit::Ok,
            "if" => match absolute(shell, path) {
                Some(path) => reads::file(shell, &path, arg.span, call.span),
                None => Exit::Unknown,
            },
            "of" | "bs" | "count" | "status" => Exit::Ok,
            _ => Exit::Unknown,
        };
        if let Exit::Fails(_) = done {
            return done;
        }
        exit = exit.and(done);
    }
    exit
}

/// `gcc -o program`: whether the compiler is there and works is its own business, but it may have to.
pub(super) fn compile(shell: &mut Shell, call: &Invocation) -> Exit {
    match call.value("o").filter(|arg| arg.text() != "/dev/null") {
        Some(to) => may_make(shell, to.value.as_deref(), to.span, call.span),
        None => {
            shell.may_make_files();
            write_here(shell, call.program_span(), call.span).and(Exit::Unknown)
        }
    }
}

/// A file that a program makes if it is there and works.
pub(super) fn may_make(shell: &mut Shell, path: Option<&str>, span: Span, command: Span) -> Exit {
    shell.may_make_files();
    let Some(path) = path.and_then(|path| absolute(shell, path)) else { return Exit::Unknown };
    let path = shell.world.files.resolve(&path, true);
    if may_write(&shell.who, &path, &shell.world.files) == Some(false) {
        return denied(shell, &path, span, command);
    }
    shell.event(span, command, EventKind::Wrote { path, text: None });
    Exit::Unknown
}

/// `tee`
pub(super) fn tee(shell: &mut Shell, call: &Invocation) -> Exit {
    let (operands, appends) = (call.operands(), call.has("append"));
    let exit = each(shell, &operands, call.span);
    for arg in operands.iter().filter(|_| exit == Exit::Ok) {
        let path = arg.value.as_deref().and_then(|path| absolute(shell, path));
        if let Some(path) = path {
            let text = shell.piped_text.clone();
            account_files::wrote(shell, &path, appends, text.as_deref(), (arg.span, call.span));
        }
    }
    exit
}

/// `curl` and `wget`, which write where they are told or into the current directory.
pub(super) fn download(shell: &mut Shell, call: &Invocation) -> Exit {
    let to = call.value("output").or(call.value("output-document"));
    match to.filter(|arg| arg.text() != "-") {
        Some(to) => write_arg(shell, to, call.span).and(Exit::Unknown),
        None => match writes_here(shell, call) {
            Some(true) => write_here(shell, call.program_span(), call.span),
            _ => Exit::Unknown,
        },
    }
}

/// `go`
pub(super) fn go(shell: &mut Shell, call: &Invocation) -> Exit {
    let to = call.value("o").filter(|arg| arg.text() != "-" && call.has_operand(&["build"]));
    match to {
        Some(to) => write_output(shell, to, call.span),
        None => here(shell, call),
    }
}

/// Programs that write into the directory they run in.
pub(super) fn here(shell: &mut Shell, call: &Invocation) -> Exit {
    let sure = writes_here(shell, call);
    // They ask other programs too, and those may write anywhere.
    shell.may_make_files();
    let (at, command) = (call.program_span(), call.span);
    match sure {
        None => Exit::Unknown,
        Some(true) => write_here(shell, at, command),
        Some(false) => may_write_here(shell, at, command),
    }
}

/// Whether the program writes into the directory it runs in: for certain, or unless the project has
/// it otherwise; `None` where it does not.
fn writes_here(shell: &Shell, call: &Invocation) -> Option<bool> {
    let has_variable = |wanted: &str| shell.world.variables.iter().any(|(name, _)| name == wanted);
    let facts = &program::find(&call.program)?.writes_here;
    let fact = facts.iter().find(|fact| fact.holds(call, has_variable))?;
    // `dotnet publish src/App -c Release`: the project's own directory is written to.
    let names_project = call.program == "dotnet" && call.operands().len() > 1;
    Some(fact.certain && !names_project)
}

/// `git clone`
pub(super) fn git(shell: &mut Shell, call: &Invocation) -> Exit {
    if !call.has_operand(&["clone"]) {
        shell.may_make_files();
        return Exit::Unknown;
    }
    // What comes after the address is the directory.
    let is_address = |arg: &&Argument| {
        let text = arg.text();
        arg.value.is_none() || text.contains("://") || text.contains('@') || text.ends_with(".git")
    };
    let operands = call.operands();
    let mut rest = operands.into_iter().skip_while(|arg| !is_address(arg)).skip(1);
    match (rest.next(), rest.next()) {
        (Some(directory), None) => clone(shell, directory, call.span),
        (None, _) => write_here(shell, call.program_span(), call.span),
        _ => Exit::Unknown,
    }
}

fn each(shell: &mut Shell, operands: &[&Argument], command: Span) -> Exit {
    let mut last = Exit::Ok;
    for arg in operands {
        match write_arg(shell, arg, command) {
            Exit::Ok => {}
            exit @ Exit::Fails(_) => return exit,
            unsure => last = last.and(unsure),
        }
    }
    last
}

/// The file that `-o` of `go build` names: made with the directories above it, where the build works.
fn write_output(shell: &mut Shell, to: &Argument, command: Span) -> Exit {
    shell.may_make_files();
    let Some(path) = to.value.as_deref().and_then(|path| absolute(shell, path)) else {
        return Exit::Unknown;
    };
    let path = shell.world.files.resolve(&path, true);
    if path == "/dev/null" {
        return Exit::Unknown;
    }
    if may_write(&shell.who, &path, &shell.world.files) == Some(false) {
        return denied(shell, &path, to.span, command);
    }
    // An executable of that name, or several in a directory of that name.
    let files = &shell.world.files;
    let directory = match files.get(&path) {
        Some(_) => Some(path.clone()),
        None => files.above(&path).map(|(above, _)| above.to_owned()),
    };
    shell.event(to.span, command, EventKind::Wrote { path, text: None });
    if let Some(directory) = directory {
        hold_more(shell, &directory, command);
    }
    Exit::Unknown
}

/// `git clone address directory`.
fn clone(shell: &mut Shell, directory: &Argument, command: Span) -> Exit {
    let path = directory.value.as_deref().and_then(|path| absolute(shell, path));
    let Some(path) = path else { return Exit::Unknown };
    if may_write(&shell.who, &path, &shell.world.files) == Some(false) {
        return denied(shell, &path, directory.span, command);
    }
    let wrote = EventKind::Wrote { path: path.clone(), text: None };
    shell.event(directory.span, command, wrote);
    create(shell, &path, Kind::Directory, 0o777, command);
    hold_more(shell, &path, command);
    Exit::Unknown
}

/// Something may be written in the current directory.
fn may_write_here(shell: &mut Shell, span: Span, command: Span) -> Exit {
    let cwd = shell.world.cwd.known().map(|cwd| shell.world.files.resolve(cwd, true));
    match cwd {
        Some(cwd) if may_write(&shell.who, &cwd, &shell.world.files) == Some(false) => {
            shell.denied(Denial::Write { path: cwd }, span, command, false)
        }
        _ => write_here(shell, span, command),
    }
}
