//! `deluser` and `delgroup`, which call shadow's `userdel`, `groupdel` and `gpasswd`.

use super::super::context::{AccountsContext, Exit};
use super::super::members::Membership;
use super::super::remove::{remove_group, remove_user};
use crate::model::{Subject, ToolFailure};
use shell::Invocation;

/// `deluser` and `delgroup`
pub(in super::super) fn delete(
    call: &Invocation,
    context: &mut AccountsContext,
) -> Result<Exit, Exit> {
    let program = call.program.as_str();
    context.check_options(call)?;
    if call.has("help") || call.has("version") {
        return Ok(Exit::Ok);
    }
    if let [user, group] = call.operands()[..] {
        return Membership { program, user, group, first: Subject::User }.remove(context);
    }
    let (name, span, _) = context.name(call)?;
    let group = program == "delgroup" || call.has("group");
    let absent = if group { !context.has_group(name) } else { !context.has_user(name) };
    if absent && call.has("system") {
        return Ok(Exit::Ok);
    }
    if group {
        return remove_group(program, name, span, false, context);
    }
    let uid = context.accounts.user(name).found().and_then(|user| user.uid.known().copied());
    if uid == Some(0) && !call.has("no-preserve-root") {
        return Err(context.fails(program, span, ToolFailure::Taken(name.into())));
    }
    let files = call.has_any(&["remove-home", "remove-all-files", "backup"]);
    let exit = remove_user(program, name, span, call.has("remove-home"), context)?;
    // These need modules that the package `perl` has and `perl-base` lacks.
    Ok(if files { exit.and(Exit::Unknown) } else { exit })
}
