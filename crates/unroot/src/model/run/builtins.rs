//! The shell's builtins, and programs that change nothing.

use super::arg::Arg;
use super::targets::Targets;
use super::walk::{Exit, Walker};
use super::world::UNKNOWN_UMASK;
use super::{chmod, getopt, programs, writes};
use crate::model::permission::may_reach;
use crate::model::{Cause, Kind, Lookup, Value, join, may_read, may_write};
use dockerfile::Span;
use std::sync::Arc;

/// Carries out a builtin, or a program that only looks. `None` for other programs.
pub(super) fn run(walker: &mut Walker, program: &str, rest: &[Arg], command: Span) -> Option<Exit> {
    let fails = || Exit::Fails(Cause::At(command));
    Some(match program {
        ":" | "true" | "echo" | "printf" | "wait" | "shopt" | "trap" | "hash" | "ulimit" => {
            Exit::Ok
        }
        "false" => fails(),
        "exit" => {
            walker.world.halted = true;
            match rest.first().map(Arg::text) {
                None | Some("0") => Exit::Ok,
                Some(_) => fails(),
            }
        }
        "cd" | "pushd" => {
            let to = rest.iter().find(|arg| !arg.text().starts_with('-'));
            walker.world.cwd = match (to.map(|arg| arg.value.as_deref()), &walker.world.cwd) {
                (Some(Some(path)), Value::Known(cwd, _)) => {
                    Value::Known(join(cwd, path), Cause::At(command))
                }
                (Some(Some(path)), _) if path.starts_with('/') => {
                    Value::Known(join("/", path), Cause::At(command))
                }
                _ => Value::Unknown(Cause::Undecided(command)),
            };
            Exit::Ok
        }
        "umask" => {
            if let Some(arg) = rest.first() {
                walker.world.umask = umask(walker.world.umask, arg.text());
            }
            Exit::Ok
        }
        "set" => {
            for flag in rest.iter().map(Arg::text).filter(|flag| !flag.starts_with("--")) {
                match flag.strip_prefix('-') {
                    Some(letters) => walker.world.errexit |= letters.contains('e'),
                    None => walker.world.errexit &= !flag.starts_with('+') || !flag.contains('e'),
                }
            }
            Exit::Ok
        }
        "export" | "readonly" | "local" | "declare" | "typeset" => {
            for arg in rest {
                if let Some((name, value)) =
                    arg.value.as_deref().and_then(|text| text.split_once('='))
                {
                    let value = Value::Known(value.to_owned(), Cause::At(arg.span));
                    Arc::make_mut(&mut walker.world.variables).set(name, value);
                }
            }
            Exit::Ok
        }
        "unset" | "read" | "getopts" | "mapfile" => {
            for arg in rest.iter().filter(|arg| !arg.text().starts_with('-')) {
                let value = Value::Unknown(Cause::Undecided(command));
                Arc::make_mut(&mut walker.world.variables).set(arg.text(), value);
            }
            Exit::Ok
        }
        "eval" | "source" | "." => {
            let file = rest.first().map(Arg::text).unwrap_or_default();
            if program == "eval" || file != "/etc/os-release" {
                programs::anything(walker, command);
            }
            Arc::make_mut(&mut walker.world.variables).blur(Cause::Opaque(command));
            Exit::Unknown
        }
        "test" | "[" | "[[" => test(program, rest, walker, command),
        "id" => ask(walker, rest.iter().rfind(|arg| !arg.text().starts_with('-')), command),
        "getent" => match rest.first().map(Arg::text) {
            Some("passwd") => ask(walker, rest.get(1), command),
            Some("group") => {
                let found =
                    rest.get(1).map(|arg| walker.world.accounts.group(arg.text()).map_unit());
                answer(found, command)
            }
            _ => Exit::Unknown,
        },
        "pwd" | "date" | "uname" | "whoami" | "hostname" | "groups" | "sleep" | "sync"
        | "basename" | "dirname" => Exit::Ok,
        "stat" | "ls" | "cat" | "head" | "tail" | "wc" | "du" => {
            look(walker, &getopt::parse(rest, "cfIT", &["format", "printf"]).operands, command)
        }
        "grep" | "egrep" | "fgrep" | "command" | "which" | "type" | "diff" | "cmp"
        | "sha256sum" | "md5sum" | "gpg"
            if program != "command" || matches!(rest.first().map(Arg::text), Some("-v" | "-V")) =>
        {
            Exit::Unknown
        }
        _ => return None,
    })
}

/// Looks at paths: works where they are there and can be reached.
pub(super) fn look(walker: &Walker, operands: &[&Arg], command: Span) -> Exit {
    let targets = Targets::of(walker, operands);
    let files = &walker.world.files;
    let mut last = Exit::Ok;
    for target in &targets.listed {
        match files.exists(&target.path) {
            Some(false) => return Exit::Fails(Cause::At(command)),
            Some(true) if may_reach(&walker.who, &target.path, files) == Some(true) => {}
            _ => last = Exit::Unknown,
        }
    }
    let sure = targets.beyond.is_empty() && !targets.hidden;
    if sure { last } else { Exit::Unknown }
}

/// `[ -n "$X" ]`, `[ "$A" = b ]`: decided where both sides are known.
fn test(program: &str, rest: &[Arg], walker: &Walker, command: Span) -> Exit {
    let words: Option<Vec<&str>> = rest.iter().map(|arg| arg.value.as_deref()).collect();
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
            let Some(holds) = file_test(walker, which, path) else { return Exit::Unknown };
            holds
        }
        _ => return Exit::Unknown,
    };
    if holds != negated { Exit::Ok } else { Exit::Fails(Cause::At(command)) }
}

fn ask(walker: &Walker, name: Option<&Arg>, command: Span) -> Exit {
    let accounts = &walker.world.accounts;
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

impl<T> Lookup<T> {
    fn map_unit(self) -> Lookup<()> {
        match self {
            Lookup::Found(_) => Lookup::Found(()),
            Lookup::Missing { certain } => Lookup::Missing { certain },
            Lookup::Maybe(cause) => Lookup::Maybe(cause),
        }
    }
}

/// `[ -e path ]` and its like, where the path is known well enough.
fn file_test(walker: &Walker, which: &str, path: &str) -> Option<bool> {
    let files = &walker.world.files;
    let path = writes::absolute(walker, path)?;
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
        "-w" => may_write(&walker.who, &path, files),
        "-r" => may_read(&walker.who, &path, files),
        _ => None,
    }
}

/// The mask that `umask text` leaves; `0o1000` marks one that is not understood, so that modes made
/// with it are not known.
fn umask(before: u32, text: &str) -> u32 {
    match u32::from_str_radix(text, 8) {
        Ok(mask) => mask & 0o777,
        // In letters it says what is allowed.
        Err(_) => match chmod::changed(!before & 0o777, text, true) {
            Some(allowed) => !allowed & 0o777,
            None => UNKNOWN_UMASK,
        },
    }
}
