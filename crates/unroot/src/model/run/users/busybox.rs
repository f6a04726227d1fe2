//! BusyBox's `adduser`, `addgroup`, `deluser` and `delgroup` (1.36 and 1.37, `loginutils/`).

use super::context::By;
use super::ids::{Ids, Range, first_free};
use super::options::{Opt, getopt};
use super::remove::{primary_user, remove_member};
use super::{AccountsContext, Arg, Exit, HomeChange};
use crate::model::{Cause, ToolFailure, Value};
use dockerfile::Span;

pub(super) const ADDUSER: &[Opt] = &[
    ('h', "home", true),
    ('g', "gecos", true),
    ('s', "shell", true),
    ('G', "ingroup", true),
    ('D', "disabled-password", false),
    ('D', "empty-password", false),
    ('S', "system", false),
    ('H', "no-create-home", false),
    ('u', "uid", true),
    ('k', "skel", true),
];
pub(super) const ADDGROUP: &[Opt] = &[('g', "gid", true), ('S', "system", false)];
const DELETE: &[Opt] = &[('\0', "remove-home", false)];

/// `adduser`
pub(super) fn adduser(args: &[Arg], context: &mut AccountsContext) -> Result<Exit, Exit> {
    let program = "adduser";
    let options = getopt(args, ADDUSER).map_err(|bad| context.bad_option(program, bad))?;
    if let ([user, group], false) = (options.operands.as_slice(), options.any()) {
        return add_to_group(program, user, group, context);
    }
    let mut options = options;
    if options.any() && options.operands.len() == 2 {
        // A second word is ignored beside options.
        options.operands.retain(|arg| arg.value.is_some());
        options.operands.truncate(1);
    }
    let (name, span, sure) = context.name(program, &options)?;
    let uid = number_in_range(program, options.value("uid"), context)?;
    let system = options.has("system");
    let nogroup = Arg { value: Some("nogroup".into()), span: context.command };
    let ingroup = options.value("ingroup").or(system.then_some(&nogroup));
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
                let span = options.value("uid").map_or(span, |arg| arg.span);
                return Err(context.taken(program, span, used));
            }
            uid
        }
        None if !sure => Value::Unknown(Cause::Unreadable(context.command)),
        None => context.allocate(kinds, &range(system, context), first_free),
    };
    let home = match options.value("home") {
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
    if let Some(home) = home.filter(|_| !options.has("no-create-home")) {
        context.home(&home, &uid, &gid, 0o2755, HomeChange::TakenOver);
    }
    let silent = ["disabled-password", "empty-password"].iter().any(|option| options.has(option));
    if !silent && !system {
        // It has written the user, then asks for a password, gets none and exits with 1.
        exit = context.fails(program, span, ToolFailure::Prompts);
    }
    Ok(exit)
}

/// `-u` and `-g` take 0 up to CONFIG_LAST_ID: 60000, and 256000 in Alpine and Wolfi.
fn number_in_range(
    program: &str,
    arg: Option<&Arg>,
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

/// `adduser USER GROUP` and `addgroup USER GROUP`
fn add_to_group(
    program: &str,
    user: &Arg,
    group: &Arg,
    context: &mut AccountsContext,
) -> Result<Exit, Exit> {
    let (Some(name), Some(to)) = (&user.value, &group.value) else { return Ok(Exit::Ok) };
    let exit = context.need_group(program, to, group.span)?;
    let exit = exit.and(context.need_user(program, name, user.span)?);
    context.add_member(to, name);
    Ok(exit)
}

/// `addgroup`
pub(super) fn addgroup(args: &[Arg], context: &mut AccountsContext) -> Result<Exit, Exit> {
    let program = "addgroup";
    let options = getopt(args, ADDGROUP).map_err(|bad| context.bad_option(program, bad))?;
    if let [user, group] = options.operands.as_slice() {
        return add_to_group(program, user, group, context);
    }
    let (name, span, sure) = context.name(program, &options)?;
    let gid = number_in_range(program, options.value("gid"), context)?;
    if context.has_group(name) {
        return Err(context.taken(program, span, name));
    }
    let gid = match gid {
        Some(gid) => {
            if let Some(used) =
                gid.known().copied().filter(|gid| context.is_used(Ids::Groups, *gid))
            {
                let span = options.value("gid").map_or(span, |arg| arg.span);
                return Err(context.taken(program, span, used));
            }
            gid
        }
        None if !sure => Value::Unknown(Cause::Unreadable(context.command)),
        None => {
            context.allocate(&[Ids::Groups], &range(options.has("system"), context), first_free)
        }
    };
    context.add_group(name, span, gid);
    Ok(Exit::Ok)
}

/// `deluser` and `delgroup`
pub(super) fn delete(
    program: &str,
    args: &[Arg],
    context: &mut AccountsContext,
) -> Result<Exit, Exit> {
    let options = getopt(args, DELETE).map_err(|bad| context.bad_option(program, bad))?;
    if let [user, group] = options.operands.as_slice() {
        let (Some(name), Some(from)) = (&user.value, &group.value) else { return Ok(Exit::Ok) };
        let exit = context.need_group(program, from, group.span)?;
        let exit = exit.and(context.need_user(program, name, user.span)?);
        return Ok(exit.and(remove_member(program, name, user.span, from, context)?));
    }
    let (name, span, _) = context.name(program, &options)?;
    match program {
        "deluser" => remove_user(program, name, span, options.has("remove-home"), context),
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
