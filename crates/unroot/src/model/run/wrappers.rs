//! Programs that run another one: `env`, `sh -c`, `sudo`, `gosu` …

use super::arg::Arg;
use super::walk::{Exit, Walker};
use super::world::sets_uid;
use super::{Place, builtins, identities, ownership, programs};
use dockerfile::Span;

/// Carries one of them out. `None` for other programs.
pub(super) fn run(walker: &mut Walker, program: &str, rest: &[Arg], command: Span) -> Option<Exit> {
    let flags = |rest: &[Arg]| rest.iter().take_while(|arg| arg.text().starts_with('-')).count();
    Some(match program {
        "exec" | "command" | "nohup" | "time" | "builtin" | "ionice" | "stdbuf" | "eatmydata"
        | "tini" | "dumb-init" => walker.argv(&rest[flags(rest)..], command),
        "nice" => walker.argv(&rest[skip_options(rest, "n")..], command),
        "env" => {
            let skip = rest
                .iter()
                .take_while(|arg| arg.text().starts_with('-') || arg.text().contains('='));
            walker.argv(&rest[skip.count()..], command)
        }
        "timeout" => walker.argv(rest.get(flags(rest) + 1..)?, command),
        "busybox" => walker.argv(rest, command),
        "sh" | "bash" | "ash" | "dash" => {
            let outer = walker.world.sets_uid;
            walker.world.sets_uid = sets_uid(program, walker.image.family);
            let exit = shell_program(walker, rest, command);
            walker.world.sets_uid = outer;
            exit
        }
        "xargs" => {
            let inner = &rest[skip_options(rest, "IidLnPs")..];
            let name = inner.first().map(Arg::text).unwrap_or_default();
            ownership::many_may_change(walker, name, None, command);
            Exit::Unknown
        }
        "find" => {
            let start = rest.iter().take_while(|arg| !arg.text().starts_with(['-', '(', '!']));
            let roots: Vec<Arg> = start.cloned().collect();
            let looks = builtins::look(walker, &roots.iter().collect::<Vec<_>>(), command);
            let action = rest
                .iter()
                .position(|arg| matches!(arg.text(), "-exec" | "-execdir" | "-ok" | "-delete"));
            let Some(action) = action else { return Some(looks) };
            let name = if rest[action].text() == "-delete" {
                "rm"
            } else {
                rest.get(action + 1).map(Arg::text).unwrap_or_default()
            };
            let changes = ownership::many_may_change(walker, name, Some(&roots), command);
            if changes { Exit::Unknown } else { looks }
        }
        _ => return identities::run(walker, program, rest, command),
    })
}

/// How many of `rest` are options, given the letters of those that take a value.
pub(super) fn skip_options(rest: &[Arg], with_value: &str) -> usize {
    let mut at = 0;
    while let Some(flag) =
        rest.get(at).map(Arg::text).filter(|text| text.starts_with('-') || text.contains('='))
    {
        if flag == "--" {
            return at + 1;
        }
        let takes = flag.len() == 2 && flag[1..].contains(|letter| with_value.contains(letter));
        at += if takes { 2 } else { 1 };
    }
    at.min(rest.len())
}

fn shell_program(walker: &mut Walker, rest: &[Arg], command: Span) -> Exit {
    let dash_c = rest.iter().position(|arg| {
        let text = arg.text();
        text.starts_with('-') && !text.starts_with("--") && text.ends_with('c')
    });
    match dash_c.and_then(|at| Some((at, rest.get(at + 1)?))) {
        Some((at, arg)) if arg.value.is_some() => {
            let errexit = rest[..=at].iter().any(|arg| super::is_errexit(arg.text()));
            script(walker, arg.text(), arg.span, errexit)
        }
        _ => {
            programs::anything(walker, command);
            Exit::Unknown
        }
    }
}

/// Runs `text` in a shell of its own.
pub(super) fn script(walker: &mut Walker, text: &str, span: Span, errexit: bool) -> Exit {
    let list = shell::parse(text);
    walker.isolated(|walker| {
        walker.world.errexit = errexit;
        walker.world.halted = false;
        walker.script(&list, Place::Within(span))
    })
}
