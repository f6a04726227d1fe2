//! Programs that fail for everybody but root.

use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::{Cause, Denial, EventKind, Tool, ToolFailure, may_write};
use crate::program;
use shell::Invocation;

/// How the command ends where it can't work: the program is not in the image, or the identity may
/// not use it. `None` where nothing speaks against it.
pub(super) fn check(shell: &mut Shell, call: &Invocation) -> Option<Exit> {
    let row = program::find(&call.program)?;
    if row.is_dnf && shell.world.tools.get(Tool::Dnf) == Some(false) {
        let (program, why) = (call.program.clone(), ToolFailure::Absent);
        shell.event(call.span, call.span, EventKind::ToolFails { program, why });
        return Some(Exit::Fails(Cause::At(call.span)));
    }
    let fact = row.needs_root.as_ref().filter(|_| !shell.may_be_root())?;
    if !fact.holds(call, |name| shell.world.variables.get(name).is_some()) {
        return None;
    }
    let files = &shell.world.files;
    let refused = |place: &&str| may_write(&shell.who, place, files) == Some(false);
    if !fact.places.is_empty() && !fact.places.iter().any(refused) {
        return None;
    }
    let what = Denial::Program { name: call.program.clone() };
    Some(shell.denied(what, call.program_span(), call.span, fact.certain))
}
