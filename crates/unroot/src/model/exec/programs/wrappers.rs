//! Programs that run another one as the same user: `env`, `sh -c`, `nice` …

use super::handover::{Handover, Next, Started};
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::{Cause, Value};
use shell::{Argument, Invocation};

fn words(words: &[Argument]) -> Next {
    match words {
        [] => Next::Ends(Exit::Ok),
        words => Next::Runs(Handover::Words(words.to_vec())),
    }
}

/// `nohup server`: what follows its own options.
pub(super) fn plain(_: &mut Shell, call: &Invocation) -> Next {
    words(call.from_operand(0))
}

/// `command`, which `-v` has look for a program.
pub(super) fn command(_: &mut Shell, call: &Invocation) -> Next {
    if call.has_any(&["v", "V"]) {
        return Next::Ends(Exit::Unknown);
    }
    words(call.from_operand(0))
}

/// `env NAME=value server`
pub(super) fn env(_: &mut Shell, call: &Invocation) -> Next {
    let started = call.from_operand(0);
    let (set, program) = started.split_at(assignments(started));
    let Next::Runs(what) = words(program) else { return Next::Ends(Exit::Ok) };
    let mut variables: Vec<(String, Option<Value<String>>)> = Vec::new();
    variables.extend(call.values("unset").map(|name| (name.text().to_owned(), None)));
    for arg in set {
        if let Some((name, value)) = arg.text().split_once('=') {
            let value = Value::Known(value.to_owned(), Cause::At(arg.span));
            variables.push((name.to_owned(), Some(value)));
        }
    }
    // A single dash is `-i` as well.
    let clears = call.has("ignore-environment");
    Next::Runs(Handover::With { variables, clears, what: Box::new(what) })
}

/// How many of `words` are variables for the program after them.
pub(super) fn assignments(words: &[Argument]) -> usize {
    words.iter().take_while(|arg| arg.text().contains('=')).count()
}

/// `timeout 5 server`
pub(super) fn timeout(_: &mut Shell, call: &Invocation) -> Next {
    words(call.from_operand(1))
}

/// `busybox wget …`
pub(super) fn busybox(_: &mut Shell, call: &Invocation) -> Next {
    words(call.arguments())
}

/// `sh -c script`, or a script that is piped in.
pub(super) fn shell(shell: &mut Shell, call: &Invocation) -> Next {
    let family = shell.image.family;
    let reads = call.operand(0).is_none() || call.has("s");
    if call.has("c") {
        if let Some(text) = call.operand(0).filter(|text| text.value.is_some()) {
            let mut started = Started::of(call, family, text.clone());
            // The first one is `$0`.
            let arguments = call.from_operand(1).get(1..).unwrap_or_default();
            started.arguments = known(arguments);
            return Next::Runs(Handover::Shell(Box::new(started)));
        }
    } else if let (true, Some(text)) = (reads, shell.piped_text.take()) {
        let mut started = Started::of(call, family, Argument::known(&text, call.span));
        started.arguments = known(call.from_operand(0));
        return Next::Runs(Handover::Shell(Box::new(started)));
    }
    shell.anything(call.span);
    Next::Ends(Exit::Unknown)
}

/// Arguments of which it is known how many they are.
fn known(arguments: &[Argument]) -> Option<Vec<Argument>> {
    let all = arguments.iter().all(|arg| arg.value.is_some() && !arg.pattern);
    all.then(|| arguments.to_vec())
}
