//! `adduser` and `addgroup`.

use super::super::context::{AccountsContext, Exit};
use super::super::ids::{Ids, first_free};
use super::super::members::Membership;
use super::new::{New, SYSTEM, not_used, range};
use super::user;
use crate::model::{Cause, Subject, Tool, ToolFailure, Value};
use dockerfile::Span;
use shell::Invocation;

/// `adduser` and `addgroup`
pub(in super::super) fn add(
    call: &Invocation,
    context: &mut AccountsContext,
) -> Result<Exit, Exit> {
    let program = call.program.as_str();
    context.check_options(call)?;
    if call.has("help") || call.has("version") {
        // `-h` and `-H` alike: help, status 0, and no user.
        return Ok(Exit::Ok);
    }
    let uid = context.number(program, call.value("uid"))?;
    let gid = context.number(program, call.value("gid"))?;
    let group = call.has("group") && !call.has("system") || program == "addgroup";
    if let [user, to] = call.operands()[..] {
        let known = to.value.as_deref().is_some_and(|name| context.has_group(name));
        if user.value.is_some() == to.value.is_some() || known {
            // `addgroup USER GROUP` up to adduser 3.121 (grml/grml-live issue 115).
            let adds = match context.tools.get(Tool::AddgroupMember) {
                _ if call.has("system") || !group => Some(!group && !call.has("system")),
                adds => adds,
            };
            if adds.is_none() {
                context.hide(to.span);
                return Ok(Exit::Unknown);
            }
            if adds == Some(false) {
                let word = to.value.clone().unwrap_or_default();
                return Err(context.fails(program, to.span, ToolFailure::Option(word)));
            }
            let first = Subject::User;
            return Membership { program, user, group: to, first }.add(context);
        }
    }
    let (name, span, sure) = context.name(call)?;
    let chosen = ["group", "ingroup", "gid"].iter().filter(|name| call.has(name)).count();
    if !group && chosen > 1 {
        return Err(context.fails(program, context.command, ToolFailure::Option("--group".into())));
    }
    let home = call.value("home").and_then(|arg| Some((arg, arg.value.as_deref()?)));
    if let Some((arg, home)) = home.filter(|(_, home)| !home.starts_with('/')) {
        return Err(context.fails(program, arg.span, ToolFailure::Option(home.into())));
    }
    let exit = check_name(program, name, span, call, context)?;
    let new = New { program, name, span, sure, call, uid, gid };
    let done = match (group, call.has("system")) {
        (true, system) => add_group(new, system, context)?,
        (false, true) => user::add_system_user(new, context)?,
        (false, false) => user::add_user(new, context)?,
    };
    Ok(exit.and(done))
}

/// Some names are refused whatever is said; NAME_REGEX refuses capitals up to bookworm, and no
/// longer in 3.159.
fn check_name(
    program: &str,
    name: &str,
    span: Span,
    call: &Invocation,
    context: &mut AccountsContext,
) -> Result<Exit, Exit> {
    let digits = name.bytes().all(|byte| byte.is_ascii_digit());
    let odd = name.contains([':', ',', '/']) || name.contains(char::is_whitespace);
    if digits || odd || name.len() > 32 || name.starts_with(['-', '+', '~']) {
        return Err(context.fails(program, span, ToolFailure::Option(name.into())));
    }
    let plain =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
    let start = name.starts_with(|char: char| char.is_ascii_lowercase() || char == '_');
    let allowed = ["allow-bad-names", "allow-badname", "force-badname", "allow-all-names"];
    let fits = start && name.trim_end_matches('$').bytes().all(plain);
    let sure = fits || allowed.iter().any(|option| call.has(option));
    Ok(if sure { Exit::Ok } else { Exit::Unknown })
}

fn add_group(new: New, system: bool, context: &mut AccountsContext) -> Result<Exit, Exit> {
    let New { program, name, span, .. } = new;
    if let Some(group) = context.accounts.group(name).found() {
        // A system group that is there already is fine.
        let fine = system && group.gid.known().is_none_or(|gid| SYSTEM.contains(gid));
        return if fine { Ok(Exit::Ok) } else { Err(context.taken(program, span, name)) };
    }
    let gid = match new.gid {
        Some(gid) => {
            not_used(program, new.call, "gid", &gid, Ids::Groups, context)?;
            gid
        }
        None if !new.sure => Value::Unknown(Cause::Unreadable(context.command)),
        None => {
            let range = range(system, new.call, Ids::Groups);
            context.allocate(&[Ids::Groups], &range, first_free)
        }
    };
    context.add_group(name, span, gid);
    Ok(Exit::Ok)
}
