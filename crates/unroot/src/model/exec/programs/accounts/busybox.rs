//! BusyBox's `adduser`, `addgroup`, `deluser` and `delgroup` (1.36 and 1.37, `loginutils/`).

use super::context::{AccountsContext, By, Exit, HomeChange};
use super::ids::{Ids, Range, first_free};
use super::members::Membership;
use super::remove::primary_user;
use crate::model::{Cause, Subject, ToolFailure, Value};
use dockerfile::Span;
use shell::{Argument, Invocation};

/// `adduser`
pub(super) fn adduser(call: &Invocation, context: &mut AccountsContext) -> Result<Exit, Exit> {
    let program = "adduser";
    context.check_options(call)?;
    if let ([user, group], true) = (&call.operands()[..], call.options().is_empty()) {
        return membership(program, user, group).add(context);
    }
    // A second word is ignored beside options.
    let (name, span, sure) = match call.operands()[..] {
        [first, second] => {
            let known = [first, second].into_iter().find(|arg| arg.value.is_some());
            let Some(name) = known else {
                context.hide(first.span);
                return Err(Exit::Ok);
            };
            (name.text(), name.span, true)
        }
        _ => context.name(call)?,
    };
    let uid = number_in_range(program, call.value("uid"), context)?;
    let system = call.has("system");
    let nogroup = Argument::known("nogroup", context.command);
    let ingroup = call.value("ingroup").or(system.then_some(&nogroup));
    let group = match ingroup {
        Some(arg) => Some(context.group(program, arg, By::Name)?),
        None => None,
    };
    if context.has_user(name) {
        return Err(context.taken(program, span, name));
    }
    let kinds = if group.is_some() { &[Ids::Users][..] } else { &[Ids::Users, Ids::Groups] };
    let uid = match uid {
        Some(uid) => {
            let used =
                uid.known().filter(|uid| kinds.iter().any(|ids| context.is_used(*ids, **uid)));
            if let Some(used) = used.copied() {
                let span = call.value("uid").map_or(span, |arg| arg.span);
                return Err(context.taken(program, span, used));
            }
            uid
        }
        None if !sure => Value::Unknown(Cause::Unreadable(context.command)),
        None => context.allocate(kinds, &range(system, context), first_free),
    };
    let home = match call.value("home") {
        Some(arg) => arg.value.clone(),
        None => Some(format!("/home/{name}")),
    };
    let (gid, mut exit) = match group {
        Some(group) => {
            context.add_user(name, span, &uid, &group.gid, home.as_deref());
            if let Some(group) = group.name {
                context.add_member(&group, name);
            }
            (group.gid, group.exit)
        }
        None => {
            if context.has_group(name) {
                return Err(context.taken(program, span, name));
            }
            context.add_group(name, span, uid.clone());
            context.add_user(name, span, &uid, &uid, home.as_deref());
            (uid.clone(), Exit::Ok)
        }
    };
    let shell = match call.value("shell") {
        Some(arg) => arg.value.clone(),
        // /bin/false, and Alpine's patch says /sbin/nologin.
        None if system => Some("/bin/false".to_owned()),
        // That of the caller, or root's.
        None => Some("/bin/sh".to_owned()),
    };
    context.set_shell(name, shell);
    if let Some(home) = home.filter(|_| !call.has("no-create-home")) {
        context.home(&home, &uid, &gid, Some(0o2755), HomeChange::TakenOver);
    }
    let silent = call.has_any(&["disabled-password", "empty-password"]);
    if !silent && !system {
        // It has written the user, then asks for a password, gets none and exits with 1.
        exit = context.fails(program, span, ToolFailure::Prompts);
    }
    Ok(exit)
}

/// `-u` and `-g` take 0 up to CONFIG_LAST_ID: 60000, and 256000 in Alpine and Wolfi.
fn number_in_range(
    program: &str,
    arg: Option<&Argument>,
    context: &mut AccountsContext,
) -> Result<Option<Value<u32>>, Exit> {
    let number = context.number(program, arg)?;
    let last = context.family.and_then(|family| family.max_id()).unwrap_or(256_000);
    match (&number, arg) {
        (Some(Value::Known(id, _)), Some(arg)) if *id > last => {
            Err(context.fails(program, arg.span, ToolFailure::Option(id.to_string())))
        }
        _ => Ok(number),
    }
}

fn range(system: bool, context: &AccountsContext) -> Range {
    let last = context.family.and_then(|family| family.max_id()).unwrap_or(60_000);
    if system { Range::new(true, 100, 999) } else { Range::new(false, 1000, last) }
}

/// `USER GROUP`, of which the group is looked up first.
fn membership<'a>(program: &'a str, user: &'a Argument, group: &'a Argument) -> Membership<'a> {
    Membership { program, user, group, first: Subject::Group }
}

/// `addgroup`
pub(super) fn addgroup(call: &Invocation, context: &mut AccountsContext) -> Result<Exit, Exit> {
    let program = "addgroup";
    context.check_options(call)?;
    if let [user, group] = call.operands()[..] {
        return membership(program, user, group).add(context);
    }
    let (name, span, sure) = context.name(call)?;
    let gid = number_in_range(program, call.value("gid"), context)?;
    if context.has_group(name) {
        return Err(context.taken(program, span, name));
    }
    let gid = match gid {
        Some(gid) => {
            if let Some(used) =
                gid.known().copied().filter(|gid| context.is_used(Ids::Groups, *gid))
            {
                let span = call.value("gid").map_or(span, |arg| arg.span);
                return Err(context.taken(program, span, used));
            }
            gid
        }
        None if !sure => Value::Unknown(Cause::Unreadable(context.command)),
        None => context.allocate(&[Ids::Groups], &range(call.has("system"), context), first_free),
    };
    context.add_group(name, span, gid);
    Ok(Exit::Ok)
}

/// `deluser` and `delgroup`
pub(super) fn delete(call: &Invocation, context: &mut AccountsContext) -> Result<Exit, Exit> {
    let program = call.program.as_str();
    context.check_options(call)?;
    if let [user, group] = call.operands()[..] {
        return membership(program, user, group).remove(context);
    }
    let (name, span, _) = context.name(call)?;
    match program {
        "deluser" => remove_user(program, name, span, call.has("remove-home"), context),
        _ => super::remove::remove_group(program, name, span, false, context),
    }
}

/// Removes the user, its memberships, and the group of its name unless somebody else's primary
/// group is that.
fn remove_user(
    program: &str,
    name: &str,
    span: Span,
    remove_home: bool,
    context: &mut AccountsContext,
) -> Result<Exit, Exit> {
    let exit = super::remove::remove_user(program, name, span, remove_home, context)?;
    if primary_user(name, context).is_none() {
        context.accounts.groups.retain(|group| group.name != name);
    }
    Ok(exit)
}
