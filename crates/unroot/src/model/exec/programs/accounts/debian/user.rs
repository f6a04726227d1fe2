//! The users that `adduser` makes.

use super::super::context::{AccountsContext, By, Exit, SKELETON};
use super::super::ids::Ids;
use super::new::{New, SYSTEM, free, not_used, number};
use crate::image::Family;
use crate::model::SettingsFile::Adduser;
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
        None => free(context, &[Ids::Users], true, call, Ids::Users),
    };
    let gid = match gid {
        Some(gid) => gid,
        None if own => {
            let free = free(context, &[Ids::Groups], true, call, Ids::Groups);
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
    set_shell(&new, context);
    let mode = mode(context, "SYS_DIR_MODE", 0o755);
    make_home(home, &uid, &gid, mode, call, context);
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
    let (mut gid, exit) = existing_group(&new, context)?;
    let shared = context.setting(Adduser, "USERGROUPS");
    if let (None, Some(shared)) = (&gid, shared) {
        gid = match shared.known().map(String::as_str) {
            Some("yes") => None,
            // USERS_GID or USERS_GROUP.
            Some("no") => match context.setting(Adduser, "USERS_GID") {
                None => Some(Value::Known(100, context.cause())),
                Some(gid) => Some(number(gid)),
            },
            _ => Some(Value::Unknown(shared.cause().clone())),
        };
    }
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
            free(context, kinds, false, call, Ids::Users)
        }
    };
    let gid = gid.unwrap_or_else(|| {
        context.add_group(name, span, uid.clone());
        uid.clone()
    });
    let home = match (call.value("home"), context.setting(Adduser, "DHOME")) {
        (Some(arg), _) => arg.value.clone(),
        (None, Some(base)) => base.known().map(|base| format!("{base}/{name}")),
        (None, None) => Some(format!("/home/{name}")),
    };
    context.add_user(name, span, &uid, &gid, home.as_deref());
    set_shell(&new, context);
    // USERS_GROUP, from bookworm on.
    context.add_member("users", name);
    let usual = if context.family == Some(Family::Ubuntu) { 0o750 } else { 0o700 };
    let mode = mode(context, "DIR_MODE", usual);
    make_home(home, &uid, &gid, mode, call, context);
    Ok(exit)
}

/// The login shell: nobody logs in as a system user, nor without any password.
fn set_shell(new: &New, context: &mut AccountsContext) {
    let usual = match new.call.has_any(&["system", "disabled-login"]) {
        true => Some("/usr/sbin/nologin".to_owned()),
        false => match context.setting(Adduser, "DSHELL") {
            None => Some("/bin/bash".to_owned()),
            Some(shell) => shell.known().cloned(),
        },
    };
    let shell = new.call.value("shell").map_or(usual, |arg| arg.value.clone());
    context.set_shell(new.name, shell);
}

/// The mode of homes that the configuration has.
fn mode(context: &AccountsContext, key: &str, usual: u32) -> Option<u32> {
    match context.setting(Adduser, key) {
        None => Some(usual),
        Some(mode) => mode.known().and_then(|mode| u32::from_str_radix(mode, 8).ok()),
    }
}

fn make_home(
    home: Option<String>,
    uid: &Value<u32>,
    gid: &Value<u32>,
    mode: Option<u32>,
    call: &Invocation,
    context: &mut AccountsContext,
) {
    let Some(home) = home.filter(|_| !call.has("no-create-home")) else { return };
    let rest = home.trim_start_matches('/');
    if rest != "nonexistent" && !rest.starts_with("nonexistent/") {
        let skeleton = match context.setting(Adduser, "SKEL") {
            None => Some(SKELETON.to_owned()),
            Some(skeleton) => skeleton.known().cloned(),
        };
        context.add_home(&home, uid, gid, mode, skeleton);
    }
}
