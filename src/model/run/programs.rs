//! What each program does to accounts, files and identity.

use super::arg::Arg;
use super::users::{self, AccountsContext, HomeChange};
use super::walk::{Exit, Walker};
use super::{Place, ownership, packages, privileges, writes};
use crate::model::{
    Cause, Denial, Doubt, DoubtKind, EventKind, Files, Identity, Lookup, Node, Outcome,
    ToolFailure, Value, join,
};
use crate::shell;
use crate::source::Span;
use std::sync::Arc;

/// Runs the program `args[0]`.
pub(crate) fn run(walker: &mut Walker, args: &[Arg], command: Span) -> Exit {
    let Some((first, rest)) = args.split_first() else { return Exit::Ok };
    let Some(path) = &first.value else {
        anything(walker, command);
        return Exit::Unknown;
    };
    let program = path.rsplit('/').next().unwrap_or_default();
    if let Some(exit) = builtin(walker, program, rest, command) {
        return exit;
    }
    if let Some(exit) = wrapped(walker, program, rest, command) {
        return exit;
    }
    if is_account_tool(program) {
        return accounts(walker, program, first.span, rest, command);
    }
    if let Some(exit) = packages::run(walker, program, rest, command) {
        return exit;
    }
    if let Some(exit) = privileges::check(walker, program, first.span, rest, command) {
        return exit;
    }
    if let Some(exit) = ownership::run(walker, program, first.span, rest, command) {
        return exit;
    }
    if let Some(exit) = writes::run(walker, program, first.span, rest, command) {
        return exit;
    }
    if is_script(path, program) {
        anything(walker, command);
        return Exit::Unknown;
    }
    Exit::Ok
}

/// Something ran that may have done anything that its identity can do.
pub(crate) fn anything(walker: &mut Walker, at: Span) {
    if may_be_root(&walker.who) {
        let doubt = Doubt { kind: DoubtKind::Anything, cause: Cause::Opaque(at) };
        Arc::make_mut(&mut walker.world.accounts).doubts.push(doubt);
    }
}

pub(crate) fn may_be_root(who: &Identity) -> bool {
    who.uid.known().is_none_or(|uid| *uid == 0)
}

/// Scripts of the project, interpreters that are given one, and tools that run recipes.
fn is_script(path: &str, program: &str) -> bool {
    let system = ["/bin/", "/sbin/", "/usr/bin/", "/usr/sbin/", "/usr/local/bin/"];
    let own_path = path.contains('/') && !system.iter().any(|dir| path.starts_with(dir));
    let script = [".sh", ".bash", ".py", ".pl", ".rb"].iter().any(|end| program.ends_with(end));
    let recipe = ["ansible-playbook", "chef-client", "puppet", "salt-call"];
    own_path || script || recipe.contains(&program)
}

fn builtin(walker: &mut Walker, program: &str, rest: &[Arg], command: Span) -> Option<Exit> {
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
            let mask = rest.first().and_then(|arg| u32::from_str_radix(arg.text(), 8).ok());
            walker.world.umask = mask.unwrap_or(walker.world.umask);
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
                anything(walker, command);
            }
            Arc::make_mut(&mut walker.world.variables).blur(Cause::Opaque(command));
            Exit::Unknown
        }
        "test" | "[" | "[[" => test(rest, walker, command),
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
        "grep" | "egrep" | "fgrep" | "command" | "which" | "type" | "diff" | "cmp"
        | "sha256sum" | "md5sum" | "gpg"
            if program != "command" || matches!(rest.first().map(Arg::text), Some("-v" | "-V")) =>
        {
            Exit::Unknown
        }
        _ => return None,
    })
}

/// `[ -n "$X" ]`, `[ "$A" = b ]`: decided where both sides are known.
fn test(rest: &[Arg], walker: &Walker, command: Span) -> Exit {
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
        ["-n", text] => !text.is_empty(),
        ["-z", text] => text.is_empty(),
        [a, "=" | "==", b] if !b.contains(['*', '?', '[']) => a == b,
        [a, "!=", b] if !b.contains(['*', '?', '[']) => a != b,
        ["-d", path] if walker.world.files.get(path).is_some_and(|node| node.directory) => true,
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

/// Programs that run another one: `env`, `sudo`, `sh -c`, `gosu` …
fn wrapped(walker: &mut Walker, program: &str, rest: &[Arg], command: Span) -> Option<Exit> {
    let plain = |rest: &[Arg]| rest.iter().take_while(|arg| arg.text().starts_with('-')).count();
    Some(match program {
        "exec" | "command" | "nohup" | "time" | "builtin" | "nice" | "ionice" | "stdbuf"
        | "eatmydata" => walker.argv(&rest[plain(rest)..], command),
        "env" => {
            let skip = rest
                .iter()
                .take_while(|arg| arg.text().starts_with('-') || arg.text().contains('='));
            walker.argv(&rest[skip.count()..], command)
        }
        "timeout" => walker.argv(rest.get(plain(rest) + 1..)?, command),
        "sh" | "bash" | "ash" | "dash" => return Some(shell_program(walker, rest, command)),
        "sudo" | "doas" => {
            // Whether sudoers lets this identity is in files that the Dockerfile seldom shows.
            let was_root = walker.who.uid.known() == Some(&0);
            let exit =
                switched(walker, root(), &rest[skip_options(rest, "ugCDhpRrtTU")..], command);
            if was_root { exit } else { Exit::Unknown }
        }
        "gosu" | "su-exec" | "chroot" | "setpriv" | "runuser" | "su" | "s6-setuidgid"
        | "setuidgid" | "chpst" => {
            // Runs as somebody else; what that identity may do is not followed.
            Exit::Unknown
        }
        _ => return None,
    })
}

fn skip_options(rest: &[Arg], with_value: &str) -> usize {
    let mut at = 0;
    while let Some(flag) =
        rest.get(at).map(Arg::text).filter(|text| text.starts_with('-') || text.contains('='))
    {
        let takes = flag.len() == 2 && flag[1..].contains(|letter| with_value.contains(letter));
        at += if takes { 2 } else { 1 };
    }
    at.min(rest.len())
}

fn root() -> Identity {
    let zero = || Value::Known(0, Cause::Default);
    Identity {
        uid: zero(),
        gid: zero(),
        groups: Vec::new(),
        name: Some("root".into()),
        home: Some("/root".into()),
        missing: None,
    }
}

fn switched(walker: &mut Walker, who: Identity, args: &[Arg], command: Span) -> Exit {
    let outer = std::mem::replace(&mut walker.who, who);
    let exit = walker.argv(args, command);
    walker.who = outer;
    exit
}

fn shell_program(walker: &mut Walker, rest: &[Arg], command: Span) -> Exit {
    let dash_c = rest.iter().position(|arg| {
        let text = arg.text();
        text.starts_with('-') && !text.starts_with("--") && text.ends_with('c')
    });
    let script = dash_c
        .and_then(|at| rest.get(at + 1))
        .and_then(|arg| arg.value.as_deref().map(|text| (text, arg.span)));
    match script {
        Some((text, span)) => {
            let list = shell::parse(text);
            let outer = walker.world.clone();
            let exit = walker.script(&list, Place::Within(span));
            walker.world.variables = outer.variables;
            walker.world.cwd = outer.cwd;
            walker.world.errexit = outer.errexit;
            walker.world.halted = outer.halted;
            exit
        }
        None => {
            anything(walker, command);
            Exit::Unknown
        }
    }
}

fn is_account_tool(program: &str) -> bool {
    matches!(
        program,
        "useradd"
            | "adduser"
            | "groupadd"
            | "addgroup"
            | "usermod"
            | "groupmod"
            | "userdel"
            | "groupdel"
            | "deluser"
            | "delgroup"
            | "gpasswd"
            | "chpasswd"
            | "passwd"
            | "newusers"
    )
}

fn accounts(walker: &mut Walker, program: &str, at: Span, rest: &[Arg], command: Span) -> Exit {
    if !may_be_root(&walker.who) {
        let fails = Outcome::Fails(Cause::At(command));
        let what = Denial::Program { name: program.to_owned() };
        walker.event(at, command, EventKind::Denied { what, fails });
        return Exit::Fails(Cause::At(command));
    }
    let mut homes = Vec::new();
    let mut events = Vec::new();
    let tools = walker.world.tools.clone();
    let mut context = AccountsContext {
        accounts: Arc::make_mut(&mut walker.world.accounts),
        family: walker.family,
        tools: &tools,
        home_mode: walker.home_mode,
        command,
        events: &mut events,
        homes: &mut homes,
    };
    let exit = users::run(program, rest, &mut context);
    let prompts =
        |kind: &EventKind| matches!(kind, EventKind::ToolFails { why: ToolFailure::Prompts, .. });
    let answered = walker.fed && events.iter().any(|event| prompts(&event.kind));
    for event in events.into_iter().filter(|event| !(answered && prompts(&event.kind))) {
        walker.event(event.span, event.command, event.kind);
    }
    let files = Arc::make_mut(&mut walker.world.files);
    for home in homes {
        make_home(files, home, command);
    }
    match exit {
        _ if answered => Exit::Unknown,
        Some(users::Exit::Ok) => Exit::Ok,
        Some(users::Exit::Fails) => Exit::Fails(Cause::At(command)),
        Some(users::Exit::Unknown) | None => Exit::Unknown,
    }
}

fn make_home(files: &mut Files, home: users::Home, command: Span) {
    let cause = Cause::At(command);
    let node = || Node::directory(home.uid.clone(), home.gid.clone(), home.mode, &cause);
    match &home.change {
        HomeChange::Created => {
            if files.get(&home.path).is_none() {
                files.set(home.path.as_str(), node());
            }
        }
        HomeChange::TakenOver => files.set(home.path.as_str(), node()),
        HomeChange::Moved(from) => {
            files.remove(from);
            files.set(home.path.as_str(), node());
        }
        HomeChange::Followed => {
            for (_, known) in files.within_mut(&home.path) {
                (known.uid, known.gid) = (home.uid.clone(), home.gid.clone());
            }
        }
        HomeChange::Removed => files.remove(&home.path),
    }
}
