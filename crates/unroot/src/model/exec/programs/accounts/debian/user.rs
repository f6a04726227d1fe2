//! The users that `adduser` makes.

use super::super::context::{AccountsContext, By, Exit};
use super::super::ids::{Ids, first_free};
use super::new::{New, SYSTEM, not_used, range};
use crate::image::Family;
use crate::model::{Cause, Value};
use shell::Invocation;

const NOGROUP: u32 = 65534;

pub(super) fn add_system_user(new: New, context: &mut AccountsContext) -> Result<Exit, Exit> {
    let New { program, name, span, call, .. } = new;
    if let Some(user) = context.accounts.user(name).found() {
        // A system user that is there already is fine, unless another UID is wanted.
        let other =
            new.uid.as_ref().and_then(Value::known) != user.uid.known() && new.uid.is_some();
        let fine = !other && user.uid.known().is_none_or(|uid| SYSTEM.contains(uid));
        return if fine { Ok(Exit::Ok) } else { Err(context.taken(program, span, name)) };
    }
    if let Some(uid) = &new.uid {
        not_used(program, call, "uid", uid, Ids::Users, context)?;
    }
    let own = call.has("group");
    let (mut gid, exit) = existing_group(&new, context)?;
    if own && let Some(group) = context.accounts.group(name).found() {
        gid = Some(group.gid.clone());
    } else if own && let Some(uid) = &new.uid {
        not_used(program, call, "uid", uid, Ids::Groups, context)?;
    }
    let uid = match &new.uid {
        Some(uid) => uid.clone(),
        None if !new.sure => Value::Unknown(Cause::Unreadable(context.command)),
        None => {
            let range = range(true, call, Ids::Users);
            context.allocate(&[Ids::Users], &range, first_free)
        }
    };
    let gid = match gid {
        Some(gid) => gid,
        None if own => {
            let range = range(true, call, Ids::Groups);
            let free = context.allocate(&[Ids::Groups], &range, first_free);
            let gid = if new.uid.is_some() { uid.clone() } else { free };
            context.add_group(name, span, gid.clone());
            gid
        }
        None => Value::Known(NOGROUP, Cause::Default),
    };
    let home = match call.value("home") {
        Some(arg) => arg.value.clone(),
        None => Some("/nonexistent".to_owned()),
    };
    context.add_user(name, span, &uid, &gid, home.as_deref());
    make_home(home, &uid, &gid, 0o755, call, context);
    Ok(exit)
}

/// The group that `--ingroup` or `--gid` names.
fn existing_group(
    new: &New,
    context: &mut AccountsContext,
) -> Result<(Option<Value<u32>>, Exit), Exit> {
    let ingroup = new.call.value("ingroup").map(|arg| (arg, By::Name));
    match ingroup.or(new.call.value("gid").map(|arg| (arg, By::Number))) {
        Some((arg, by)) => {
            let group = context.group(new.program, arg, by)?;
            Ok((Some(group.gid), group.exit))
        }
        None => Ok((None, Exit::Ok)),
    }
}

pub(super) fn add_user(new: New, context: &mut AccountsContext) -> Result<Exit, Exit> {
    let New { program, name, span, call, .. } = new;
    if context.has_user(name) {
        return Err(context.taken(program, span, name));
    }
    if let Some(uid) = &new.uid {
        not_used(program, call, "uid", uid, Ids::Users, context)?;
    }
    let (gid, exit) = existing_group(&new, context)?;
    if gid.is_none() {
        if context.has_group(name) {
            return Err(context.taken(program, span, name));
        }
        if let Some(uid) = &new.uid {
            not_used(program, call, "uid", uid, Ids::Groups, context)?;
        }
    }
    let uid = match &new.uid {
        Some(uid) => uid.clone(),
        None if !new.sure => Value::Unknown(Cause::Unreadable(context.command)),
        None => {
            // Even with --gid a number is wanted whose GID is free as well.
            let users = [Ids::Users];
            let both = [Ids::Users, Ids::Groups];
            let kinds = if call.has("ingroup") { &users[..] } else { &both[..] };
            context.allocate(kinds, &range(false, call, Ids::Users), first_free)
        }
    };
    let gid = gid.unwrap_or_else(|| {
        context.add_group(name, span, uid.clone());
        uid.clone()
    });
    let home = match call.value("home") {
        Some(arg) => arg.value.clone(),
        None => Some(format!("/home/{name}")),
    };
    context.add_user(name, span, &uid, &gid, home.as_deref());
    // USERS_GROUP, from bookworm on.
    context.add_member("users", name);
    let mode = if context.family == Some(Family::Ubuntu) { 0o750 } else { 0o700 };
    make_home(home, &uid, &gid, mode, call, context);
    Ok(exit)
}

fn make_home(
    home: Option<String>,
    uid: &Value<u32>,
    gid: &Value<u32>,
    mode: u32,
    call: &Invocation,
    context: &mut AccountsContext,
) {
    let Some(home) = home.filter(|_| !call.has("no-create-home")) else { return };
    let rest = home.trim_start_matches('/');
    if rest != "nonexistent" && !rest.starts_with("nonexistent/") {
        context.add_home(&home, uid, gid, mode);
    }
}
