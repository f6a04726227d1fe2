//! `find` and `xargs`, which run a program on paths that are not listed.

use super::builtins::look;
use super::ownership::many_may_change;
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use shell::{Argument, Invocation};

/// `xargs program`
pub(super) fn xargs(shell: &mut Shell, call: &Invocation) -> Exit {
    let name = call.operand(0).map(Argument::text).unwrap_or_default();
    many_may_change(shell, name, None, call.span);
    Exit::Unknown
}

/// `find paths -exec program …`
pub(super) fn find(shell: &mut Shell, call: &Invocation) -> Exit {
    let mut roots = call.leading_operands();
    let end = roots.iter().position(|arg| arg.text().starts_with(['(', '!']));
    roots.truncate(end.unwrap_or(roots.len()));
    let looks = look(shell, &roots, call.span);
    let actions = ["exec", "execdir", "ok", "delete"];
    let action =
        call.options().iter().find(|given| given.name.is_some_and(|name| actions.contains(&name)));
    let Some(action) = action else { return looks };
    let name = match action.name {
        Some("delete") => "rm",
        _ => call.after(action).first().map(Argument::text).unwrap_or_default(),
    };
    let changes = many_may_change(shell, name, Some(&roots), call.span);
    if changes { Exit::Unknown } else { looks }
}
