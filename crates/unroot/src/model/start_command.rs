//! The command lines with which a container starts: ENTRYPOINT and CMD.

use super::State;
use crate::program;
use dockerfile::Command;
use shell::{Argument, Dialect, Invocation, List};

/// ENTRYPOINT and CMD as the container gets them; a shell form is the shell's own words. `None`
/// where this file sets neither.
pub fn start_command(state: &State) -> Option<Invocation> {
    let commands = match (&state.entrypoint, &state.cmd) {
        // A shell form of ENTRYPOINT passes no arguments on.
        (Some(own @ (Command::Shell { .. }, _)), _) => [Some(own), None],
        (entrypoint, cmd) => [entrypoint.as_ref(), cmd.as_ref()],
    };
    let words = commands.into_iter().flatten().flat_map(|(command, _)| words(state, command));
    read(words.collect())
}

/// Every command line that ENTRYPOINT and CMD show: the exec forms as one, then the commands of the
/// shell forms and of `sh -c`, as far as their words are plain, without `exec`.
pub fn start_commands(state: &State) -> Vec<Invocation> {
    let mut scripts = Vec::new();
    let mut words = Vec::new();
    for (command, _) in [&state.entrypoint, &state.cmd].into_iter().flatten() {
        match command {
            Command::Exec(argv) => {
                words.extend(argv.iter().map(|word| Argument::known(&word.text, word.span)));
            }
            Command::Shell { script, .. } => scripts.extend(commands(&shell::parse(&script.text))),
        }
    }
    let first = read(words);
    if let Some(script) = first.as_ref().and_then(script) {
        scripts.extend(commands(&shell::parse(script)));
    }
    first.into_iter().chain(scripts).collect()
}

fn words(state: &State, command: &Command) -> Vec<Argument> {
    match command {
        Command::Exec(argv) => {
            argv.iter().map(|word| Argument::known(&word.text, word.span)).collect()
        }
        Command::Shell { script, .. } => {
            let shell = state.shell.iter().map(|word| Argument::known(word, script.span));
            shell.chain([Argument::known(&script.text, script.span)]).collect()
        }
    }
}

fn read(words: Vec<Argument>) -> Option<Invocation> {
    let first = words.first()?.span;
    let span = words.iter().fold(first, |span, word| span.cover(word.span));
    Some(Invocation::read(words, span, Dialect::default()))
}

/// The script that a shell is given with `-c`.
pub fn script(call: &Invocation) -> Option<&str> {
    let text = call.operand(0)?.value.as_deref()?;
    (program::is_shell(&call.program) && call.has("c")).then_some(text)
}

/// The commands of a script, as far as their words are plain, without `exec`; a word that is not plain
/// is unknown. Spans are bytes of the script.
pub fn commands(list: &List) -> Vec<Invocation> {
    let commands = list.simple_commands().into_iter().filter_map(|simple| {
        let words = simple.words.iter();
        let words =
            words.map(|word| Argument { value: word.literal(), span: word.span, pattern: false });
        read(words.skip_while(|word| word.text() == "exec").collect())
    });
    commands.collect()
}

/// What an init, `env` or `busybox` in front of a program passes on to it.
pub fn behind_inits(call: &Invocation) -> Invocation {
    let mut call = call.clone();
    loop {
        let started = match call.program.as_str() {
            "busybox" => call.arguments(),
            "env" => {
                let started = call.from_operand(0);
                let set = started.iter().take_while(|word| word.text().contains('=')).count();
                &started[set..]
            }
            name if program::is_init(name) => call.from_operand(0),
            _ => return call,
        };
        match read(started.to_vec()) {
            Some(inner) => call = inner,
            None => return call,
        }
    }
}

/// What a program that drops privileges starts; `None` for other programs, and where that is not plain.
pub fn behind_step_down(call: &Invocation) -> Option<Invocation> {
    let at = match call.program.as_str() {
        "gosu" | "su-exec" | "s6-setuidgid" | "setuidgid" => 1,
        "setpriv" | "chpst" => 0,
        _ => return None,
    };
    read(call.from_operand(at).to_vec())
}

/// Whom a program that steps down is told to become; `None` for other programs.
pub fn stepped_down_to(call: &Invocation) -> Option<&str> {
    if !program::steps_down(&call.program) {
        return None;
    }
    let operand = || call.operand_texts().find(|word| *word != "-");
    let option = |name: &str| call.value(name)?.value.as_deref();
    match call.program.as_str() {
        "setpriv" => option("reuid"),
        "chpst" => option("u"),
        "runuser" => option("user").or_else(operand),
        _ => operand(),
    }
}
