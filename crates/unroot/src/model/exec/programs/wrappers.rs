//! Programs that run another one as the same user: `env`, `sh -c`, `nice` …

use super::handover::{Handover, Next};
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::world::sets_uid;
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
    words(&started[assignments(started)..])
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

/// `sh -c script`
pub(super) fn shell(shell: &mut Shell, call: &Invocation) -> Next {
    let script = call.operand(0).filter(|script| call.has("c") && script.value.is_some());
    let Some(text) = script.cloned() else {
        shell.anything(call.span);
        return Next::Ends(Exit::Unknown);
    };
    let sets_uid = sets_uid(&call.program, shell.image.family);
    Next::Runs(Handover::Script { text, errexit: call.has("e"), sets_uid })
}
