//! shadow's `usermod` and `groupmod`.

use super::context::{AccountsContext, By, Exit, HomeChange};
use super::ids::Ids;
use super::shadow::{begin, check_name, unique};
use crate::model::{Group, Lookup, User, Value};
use shell::{Argument, Invocation};

/// `usermod`
pub(super) fn usermod(call: &Invocation, context: &mut AccountsContext) -> Result<Exit, Exit> {
    let program = "usermod";
    begin(call, context)?;
    let (name, span, _) = context.name(call)?;
    let uid = context.number(program, call.value("uid"))?;
    let mut exit = context.need_user(program, name, span)?;
    let group = match call.value("gid") {
        Some(arg) => Some(context.group(program, arg, By::Either)?),
        None => None,
    };
    exit = group.as_ref().map_or(exit, |group| exit.and(group.exit));
    let groups = match call.value("groups") {
        Some(arg) => Some((context.groups(program, arg, By::Either)?, arg)),
        None => None,
    };
    let same = context.accounts.user(name).found().map(|user| user.uid.clone());
    let kept = matches!((&uid, &same), (Some(Value::Known(new, _)), Some(Value::Known(old, _))) if new == old);
    if !kept {
        unique(program, call, "uid", Ids::Users, context)?;
    }
    let login = call.value("login").filter(|arg| arg.value.as_deref() != Some(name));
    if let Some((login, new)) = login.and_then(|arg| Some((arg, arg.value.as_deref()?))) {
        exit = exit.and(check_name(program, new, login.span, context)?);
        if context.has_user(new) {
            return Err(context.taken(program, login.span, new));
        }
    }
    if let Some(((names, found), list)) = groups {
        exit = exit.and(found);
        let keep = call.has("append") || list.value.is_none();
        for group in context.accounts.groups.iter_mut() {
            let named = names.contains(&group.name);
            let member = group.members.iter().any(|member| member == name);
            let stays = match call.has("remove") {
                true => member && !named,
                false => named || (member && keep),
            };
            if member != stays {
                group.members.retain(|member| member != name);
                group.members.extend(stays.then(|| name.to_owned()));
            }
        }
    }
    assume_there(name, context);
    if call.has_any(&["password", "unlock"]) {
        context.accounts.passwords = Some(context.cause());
    }
    let Some(user) = context.user_mut(name) else { return Ok(exit) };
    let before = (user.uid.known().copied(), user.gid.known().copied());
    if let Some(uid) = uid.filter(|_| !kept) {
        user.uid = uid;
    }
    if let Some(group) = group {
        user.gid = group.gid;
    }
    let after = (user.uid.known().copied(), user.gid.known().copied());
    let changes_owner = before != after || after.0.or(after.1).is_none();
    let old_home = user.home.clone();
    if let Some(home) = call.value("home") {
        user.home = home.value.clone();
    }
    if let Some(shell) = call.value("shell") {
        user.shell = shell.value.clone();
    }
    let (uid, gid, new_home) = (user.uid.clone(), user.gid.clone(), user.home.clone());
    if let Some(login) = login {
        rename(name, login, context);
    }
    let mode = Some(context.home_mode.unwrap_or(0o755));
    match (old_home, new_home) {
        (Some(old), Some(new)) if call.has("move-home") && old != new => {
            context.home(&new, &uid, &gid, mode, HomeChange::Moved(old));
        }
        (Some(old), _) if changes_owner => {
            context.home(&old, &uid, &gid, mode, HomeChange::Followed);
        }
        _ => {}
    }
    Ok(exit)
}

/// A user that may be there is there once a command about it succeeds.
fn assume_there(name: &str, context: &mut AccountsContext) {
    if let Lookup::Maybe(cause) = context.accounts.user(name) {
        let unknown = || Value::Unknown(cause.clone());
        let (uid, gid) = (unknown(), unknown());
        let cause = context.cause();
        context.accounts.users.push(User {
            name: name.to_owned(),
            uid,
            gid,
            home: None,
            shell: None,
            malformed: false,
            cause,
        });
    }
}

/// The new name in the user's line and in every group; unreadable, it hides both names.
fn rename(name: &str, login: &Argument, context: &mut AccountsContext) {
    let Some(new) = login.value.as_deref() else {
        context.accounts.users.retain(|user| user.name != name);
        context.hide(login.span);
        return;
    };
    // The new line is appended, the old one removed.
    if let Some(user) = context.accounts.users.take(|user| user.name == name) {
        context.accounts.users.push(User { name: new.to_owned(), ..user });
    }
    let members = context.accounts.groups.iter_mut().flat_map(|group| &mut group.members);
    members.filter(|member| *member == name).for_each(|member| *member = new.to_owned());
}

/// `groupmod`
pub(super) fn groupmod(call: &Invocation, context: &mut AccountsContext) -> Result<Exit, Exit> {
    let program = "groupmod";
    begin(call, context)?;
    let (name, span, _) = context.name(call)?;
    let gid = context.number(program, call.value("gid"))?;
    let exit = context.need_group(program, name, span)?;
    let old = context.accounts.group(name).found().map(|group| group.gid.clone());
    let known = |value: &Option<Value<u32>>| value.as_ref().and_then(|gid| gid.known().copied());
    if known(&gid) != known(&old) {
        unique(program, call, "gid", Ids::Groups, context)?;
    }
    let new = call.value("new-name").filter(|arg| arg.value.as_deref() != Some(name));
    if let Some((arg, new)) = new.and_then(|arg| Some((arg, arg.value.as_deref()?)))
        && context.has_group(new)
    {
        return Err(context.taken(program, arg.span, new));
    }
    if let Some(gid) = gid {
        // Users whose primary group it is follow; files do not.
        let old = known(&old);
        for user in context.accounts.users.iter_mut() {
            if old.is_some() && user.gid.known().copied() == old {
                user.gid = gid.clone();
            }
        }
        if let Some(group) = context.group_mut(name) {
            group.gid = gid;
        }
    }
    match new.map(|arg| (arg.span, arg.value.clone())) {
        Some((_, Some(new))) => {
            if let Some(group) = context.accounts.groups.take(|group| group.name == name) {
                context.accounts.groups.push(Group { name: new, ..group });
            }
        }
        Some((span, None)) => {
            context.accounts.groups.retain(|group| group.name != name);
            context.hide(span);
        }
        None => {}
    }
    Ok(exit)
}
