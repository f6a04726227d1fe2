//! Programs that run another one as somebody else.

use super::handover::{Handover, Next};
use super::wrappers::assignments;
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::identity::process;
use crate::model::{Builder, Cause, Denial};
use shell::{Argument, Invocation};

/// What is run, as whom.
struct Switch<'a> {
    /// As for USER: `app`, `1000:1000`.
    user: Option<String>,
    /// The program and its arguments.
    program: &'a [Argument],
    /// Or a script (`su -c`).
    script: Option<&'a Argument>,
    /// Whether the caller has to be root: file capabilities and sudoers are out of sight.
    needs_root: bool,
}

/// `gosu app server`
pub(super) fn gosu(shell: &mut Shell, call: &Invocation) -> Next {
    let Some(user) = call.operand(0) else { return asks(shell) };
    let program = call.from_operand(1);
    let switch = Switch { user: user.value.clone(), program, script: None, needs_root: true };
    carry_out(shell, call, &switch)
}

/// `chpst -u app server`
pub(super) fn chpst(shell: &mut Shell, call: &Invocation) -> Next {
    let Some(user) = call.value("u") else { return asks(shell) };
    let program = call.from_operand(0);
    let switch = Switch { user: user.value.clone(), program, script: None, needs_root: true };
    carry_out(shell, call, &switch)
}

/// Nobody is named: it prints how it is used.
fn asks(shell: &mut Shell) -> Next {
    shell.may_make_files();
    Next::Ends(Exit::Unknown)
}

/// `sudo -u app server`
pub(super) fn sudo(shell: &mut Shell, call: &Invocation) -> Next {
    let user = call.value("user").map_or(Some("root".to_owned()), |arg| arg.value.clone());
    let started = call.from_operand(0);
    let program = &started[assignments(started)..];
    carry_out(shell, call, &Switch { user, program, script: None, needs_root: false })
}

/// `setpriv --reuid=app --regid=app --init-groups server`
pub(super) fn setpriv(shell: &mut Shell, call: &Invocation) -> Next {
    let value = |name: &str| call.value(name)?.value.clone();
    let user = match (value("reuid"), value("regid")) {
        (Some(user), Some(group)) => Some(format!("{user}:{group}")),
        // Without the group option the group stays the caller's, which USER has no word for.
        _ => None,
    };
    let program = call.from_operand(0);
    carry_out(shell, call, &Switch { user, program, script: None, needs_root: true })
}

/// `su app -c script`, `runuser -u app server`
pub(super) fn su(shell: &mut Shell, call: &Invocation) -> Next {
    let script = call.value("command").or(call.value("session-command"));
    let switch = match call.value("user") {
        Some(user) => {
            let program = call.from_operand(0);
            Switch { user: user.value.clone(), program, script, needs_root: true }
        }
        None => {
            let mut operands = call.operands().into_iter().filter(|arg| arg.text() != "-");
            let user = operands.next().map_or(Some("root".to_owned()), |arg| arg.value.clone());
            Switch { user, program: &[], script, needs_root: true }
        }
    };
    carry_out(shell, call, &switch)
}

/// `chroot --userspec=app / server`
pub(super) fn chroot(shell: &mut Shell, call: &Invocation) -> Next {
    let user = call.value("userspec").map_or(Some("0:0".to_owned()), |arg| arg.value.clone());
    let into_root = call.operand(0).is_some_and(|arg| arg.text() == "/");
    // Another root is another world.
    let user = if into_root { user } else { None };
    let program = call.from_operand(1);
    carry_out(shell, call, &Switch { user, program, script: None, needs_root: true })
}

fn carry_out(shell: &mut Shell, call: &Invocation, switch: &Switch) -> Next {
    let command = call.span;
    let is_root = shell.who.uid.known().map(|uid| *uid == 0);
    if is_root == Some(false) && switch.needs_root {
        // These are made setuid now and then, and su asks for a password.
        if !matches!(call.program.as_str(), "setpriv" | "runuser" | "chroot") {
            return Next::Ends(Exit::Unknown);
        }
        let what = Denial::Program { name: call.program.clone() };
        return Next::Ends(shell.denied(what, command, command, true));
    }
    let Some(user) = &switch.user else {
        shell.anything(command);
        return Next::Ends(Exit::Unknown);
    };
    let cause = Cause::At(command);
    let who = process(user, &cause, &shell.world.accounts, Builder::Classic);
    if let Some(missing) = &who.missing {
        return Next::Ends(if missing.certain { Exit::Fails(cause) } else { Exit::Doubtful });
    }
    let starts = match (switch.script, switch.program) {
        (Some(text), _) => text.value.is_some().then(|| Handover::Script {
            text: text.clone(),
            errexit: false,
            sets_uid: shell.world.sets_uid,
        }),
        (None, []) => None,
        (None, program) => Some(Handover::Words(program.to_vec())),
    };
    Next::Runs(Handover::As(Box::new(who), starts.map(Box::new)))
}
