//! The shell's builtins, and programs that change nothing.

use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::targets::Targets;
use crate::model::exec::world::UNKNOWN_UMASK;
use crate::model::exec::writing::absolute;
use crate::model::may_reach;
use crate::model::{
    Cause, Denial, Kind, Lookup, Mode, Value, ancestors, join, may_execute, may_read, may_write,
};
use dockerfile::Span;
use shell::{Argument, Invocation};
use std::sync::Arc;

/// A program that does nothing to be known of, and works.
pub(super) fn succeeds(_: &mut Shell, _: &Invocation) -> Exit {
    Exit::Ok
}

/// `false`
pub(super) fn fails(_: &mut Shell, call: &Invocation) -> Exit {
    Exit::Fails(Cause::At(call.span))
}

/// A program whose status is its answer.
pub(super) fn answers(_: &mut Shell, _: &Invocation) -> Exit {
    Exit::Unknown
}

/// `cd`, `pushd` and `popd`. One that fails leaves the directory as it is.
pub(in crate::model::exec) fn change_directory(shell: &mut Shell, call: &Invocation) -> Exit {
    let at = || Cause::At(call.span);
    let unknown = Value::Unknown(Cause::Undecided(call.span));
    let before = shell.world.cwd.clone();
    let to = match (call.program.as_str(), call.operand(0)) {
        ("popd", _) => match shell.world.process.stack.pop() {
            Some(directory) => directory,
            None => return Exit::Fails(at()),
        },
        ("pushd", None) => unknown,
        // Without a directory it goes home.
        (_, None) if !shell.world.variables.is_listed("HOME") => match &shell.who.home {
            Some(home) => Value::Known(home.clone(), at()),
            None => unknown,
        },
        (_, None) => shell.world.variables.get("HOME").cloned().unwrap_or(unknown),
        (_, Some(arg)) => match arg.value.as_deref().filter(|_| !arg.pattern) {
            Some("-") => shell.world.process.previous.clone().unwrap_or(unknown),
            Some("") => return Exit::Ok,
            Some(path) => Value::Known(path.to_owned(), at()),
            None => unknown,
        },
    };
    let to = match (&to, &before) {
        (Value::Known(path, _), Value::Known(cwd, _)) => Value::Known(join(cwd, path), at()),
        (Value::Known(path, _), _) if path.starts_with('/') => Value::Known(join("/", path), at()),
        _ => Value::Unknown(Cause::Undecided(call.span)),
    };
    let exit = match &to {
        Value::Known(path, _) => enters(shell, path, call.span),
        Value::Unknown(_) => Exit::Unknown,
    };
    if let Exit::Fails(_) = exit {
        return exit;
    }
    if call.program == "pushd" {
        shell.world.process.stack.push(before.clone());
    }
    shell.world.process.previous = Some(before);
    shell.world.cwd = to;
    exit
}

/// Whether a directory can be entered.
fn enters(shell: &mut Shell, path: &str, command: Span) -> Exit {
    let files = &shell.world.files;
    let path = files.resolve(path, true);
    let fails = Exit::Fails(Cause::At(command));
    let is_file = |path: &str| files.get(path).is_some_and(|node| node.kind == Kind::File);
    if files.exists(&path) == Some(false) || is_file(&path) || ancestors(&path).any(is_file) {
        return fails;
    }
    match may_execute(&shell.who, &path, files) {
        Some(false) => shell.denied(Denial::Read { path }, command, command, true),
        _ if files.get(&path).is_some_and(|node| node.is_directory()) => Exit::Ok,
        _ => Exit::Unknown,
    }
}

/// `umask`
pub(super) fn umask(shell: &mut Shell, call: &Invocation) -> Exit {
    if let Some(arg) = call.arguments().first() {
        shell.world.umask = masked(shell.world.umask, arg.text());
    }
    Exit::Ok
}

/// `export NAME=value`
pub(super) fn export(shell: &mut Shell, call: &Invocation) -> Exit {
    for arg in call.arguments() {
        if let Some((name, value)) = arg.value.as_deref().and_then(|text| text.split_once('=')) {
            let value = Value::Known(value.to_owned(), Cause::At(arg.span));
            Arc::make_mut(&mut shell.world.variables).set(name, value);
        }
    }
    Exit::Ok
}

/// `getopts`, `mapfile`: the variables have another value from here on.
pub(super) fn forget(shell: &mut Shell, call: &Invocation) -> Exit {
    for arg in call.operands() {
        let value = Value::Unknown(Cause::Undecided(call.span));
        Arc::make_mut(&mut shell.world.variables).set(arg.text(), value);
    }
    Exit::Ok
}

/// `eval`, `source`: a script that is not read.
pub(in crate::model::exec) fn source(shell: &mut Shell, call: &Invocation) -> Exit {
    let file = call.operand(0).map(Argument::text).unwrap_or_default();
    if call.program == "eval" || file != "/etc/os-release" {
        shell.anything(call.span);
    }
    Arc::make_mut(&mut shell.world.variables).blur(Cause::Opaque(call.span));
    Exit::Unknown
}

/// `id app`
pub(super) fn id(shell: &mut Shell, call: &Invocation) -> Exit {
    ask(shell, call.operands().last().copied(), call.span)
}

/// `getent passwd app`
pub(super) fn getent(shell: &mut Shell, call: &Invocation) -> Exit {
    let name = call.operand(1);
    match call.operand(0).map(Argument::text) {
        Some("passwd") => ask(shell, name, call.span),
        Some("group") => {
            let found = name.map(|arg| shell.world.accounts.group(arg.text()).map_unit());
            answer(found, call.span)
        }
        _ => Exit::Unknown,
    }
}

/// `ls`, `cat`
pub(super) fn looks(shell: &mut Shell, call: &Invocation) -> Exit {
    look(shell, &call.operands(), call.span)
}

/// Looks at paths: works where they are there and can be reached.
pub(super) fn look(shell: &Shell, operands: &[&Argument], command: Span) -> Exit {
    let targets = Targets::of(shell, operands);
    let files = &shell.world.files;
    let mut last = Exit::Ok;
    for target in &targets.listed {
        match files.exists(&target.path) {
            Some(false) => return Exit::Fails(Cause::At(command)),
            Some(true) if may_reach(&shell.who, &target.path, files) == Some(true) => {}
            _ => last = Exit::Unknown,
        }
    }
    let sure = targets.beyond.is_empty() && !targets.hidden;
    if sure { last } else { Exit::Unknown }
}

/// `[ -n "$X" ]`, `[ "$A" = b ]`: decided where both sides are known.
pub(super) fn test(shell: &mut Shell, call: &Invocation) -> Exit {
    let program = call.program.as_str();
    let words: Option<Vec<&str>> =
        call.arguments().iter().map(|arg| arg.value.as_deref().filter(|_| !arg.pattern)).collect();
    let Some(mut words) = words else { return Exit::Unknown };
    if matches!(words.last(), Some(&"]" | &"]]")) {
        words.pop();
    }
    let (negated, words) = match words.split_first() {
        Some((&"!", rest)) => (true, rest),
        _ => (false, &words[..]),
    };
    let holds = match words {
        // No word or one, or what is left of `-n $X` where X is empty.
        [] if program != "[[" => false,
        [text] if program != "[[" => !text.is_empty(),
        ["-n", text] => !text.is_empty(),
        ["-z", text] => text.is_empty(),
        [a, "=" | "==", b] if !b.contains(['*', '?', '[']) => a == b,
        [a, "!=", b] if !b.contains(['*', '?', '[']) => a != b,
        [a, how @ ("-eq" | "-ne" | "-gt" | "-ge" | "-lt" | "-le"), b] => {
            let numbers = a.parse::<i64>().ok().zip(b.parse::<i64>().ok());
            let Some((a, b)) = numbers else { return Exit::Unknown };
            match *how {
                "-eq" => a == b,
                "-ne" => a != b,
                "-gt" => a > b,
                "-ge" => a >= b,
                "-lt" => a < b,
                _ => a <= b,
            }
        }
        [which @ ("-e" | "-d" | "-f" | "-r" | "-w" | "-L" | "-h"), path] => {
            let Some(holds) = file_test(shell, which, path) else { return Exit::Unknown };
            holds
        }
        _ => return Exit::Unknown,
    };
    if holds != negated { Exit::Ok } else { Exit::Fails(Cause::At(call.span)) }
}

fn ask(shell: &Shell, name: Option<&Argument>, command: Span) -> Exit {
    let accounts = &shell.world.accounts;
    let found = name.map(|arg| match arg.value.as_deref() {
        None => Lookup::Maybe(Cause::Undecided(arg.span)),
        Some(text) => match text.parse() {
            Ok(uid) => accounts.user_by_uid(uid).map_unit(),
            Err(_) => accounts.user(text).map_unit(),
        },
    });
    answer(found, command)
}

fn answer(found: Option<Lookup<()>>, command: Span) -> Exit {
    match found {
        None | Some(Lookup::Found(())) => Exit::Ok,
        Some(Lookup::Missing { .. }) => Exit::Fails(Cause::At(command)),
        Some(Lookup::Maybe(_)) => Exit::Unknown,
    }
}

/// `[ -e path ]` and its like, where the path is known well enough.
fn file_test(shell: &Shell, which: &str, path: &str) -> Option<bool> {
    let files = &shell.world.files;
    let path = absolute(shell, path)?;
    let link = matches!(which, "-L" | "-h");
    let node = files.get(&files.resolve(&path, !link));
    if node.is_none() {
        return files.exists(&path).filter(|there| !there);
    }
    let kind = &node?.kind;
    match which {
        "-e" => Some(true),
        "-d" | "-f" if *kind == Kind::Unknown => None,
        "-d" => Some(*kind == Kind::Directory),
        "-f" => Some(*kind == Kind::File),
        "-L" | "-h" => Some(matches!(kind, Kind::Link(_))),
        "-w" => may_write(&shell.who, &path, files),
        "-r" => may_read(&shell.who, &path, files),
        _ => None,
    }
}

/// The mask that `umask text` leaves; `0o1000` marks one that is not understood, so that modes made
/// with it are not known.
fn masked(before: u32, text: &str) -> u32 {
    let mode = Mode::parse(text);
    // In letters it says what is allowed.
    let allowed = || mode.applied(!before & 0o777, true).map(|allowed| !allowed & 0o777);
    mode.bits().map(|mask| mask & 0o777).or_else(allowed).unwrap_or(UNKNOWN_UMASK)
}
