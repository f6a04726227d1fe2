//! Programs that keep something below HOME, and fail where they can't.

use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::words;
use crate::model::{Denial, join, may_write};
use crate::program;
use shell::Invocation;

/// How the command ends where HOME is shut to who runs it; `None` where nothing speaks against it.
pub(super) fn check(shell: &mut Shell, call: &Invocation) -> Option<Exit> {
    let row = program::find(&call.program).filter(|_| shell.who.is_ordinary())?;
    let variables = &shell.world.variables;
    let is_set = |wanted: &str| variables.iter().any(|(name, _)| name == wanted);
    let fact = row.writes_home.iter().find(|fact| fact.holds(call, is_set))?;
    let home = words::home(&shell.world, &shell.who)?;
    let path = join(&home, fact.places.first()?);
    let path = shell.world.files.resolve(&path, true);
    if may_write(&shell.who, &path, &shell.world.files) != Some(false) {
        return None;
    }
    // A variable of the image, which is not listed, may move the place.
    let certain = fact.certain && variables.get("HOME").is_none_or(|home| home.known().is_some());
    let what = Denial::Home { program: call.program.clone(), home, path };
    Some(shell.denied(what, call.program_span(), call.span, certain))
}
