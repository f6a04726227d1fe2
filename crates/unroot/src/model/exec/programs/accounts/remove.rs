//! shadow's commands that remove accounts, and those for members and passwords.

use super::context::{AccountsContext, Exit, HomeChange};
use super::shadow::begin;
use crate::model::{Cause, Doubt, DoubtKind, Subject, ToolFailure};
use dockerfile::Span;
use shell::Invocation;

/// `userdel`
pub(super) fn userdel(call: &Invocation, context: &mut AccountsContext) -> Result<Exit, Exit> {
    let program = "userdel";
    begin(call, context)?;
    let (name, span, _) = context.name(call)?;
    remove_user(program, name, span, call.has("remove"), context)
}

/// Removes a user, its memberships, and its own group: the one of its name that is its primary
/// one and that nobody else is in.
pub(super) fn remove_user(
    program: &str,
    name: &str,
    span: Span,
    remove_home: bool,
    context: &mut AccountsContext,
) -> Result<Exit, Exit> {
    let exit = context.need_user(program, name, span)?;
    let mut own = context.accounts.group(name).found().map(|group| group.gid.clone());
    if let Some(user) = context.accounts.users.take(|user| user.name == name) {
        own = own.filter(|gid| gid.known() == user.gid.known());
        if let Some(home) = user.home.filter(|_| remove_home) {
            context.home(&home, &user.uid, &user.gid, None, HomeChange::Removed);
        }
    }
    for group in context.accounts.groups.iter_mut() {
        group.members.retain(|member| member != name);
    }
    let empty = context.accounts.group(name).found().is_some_and(|group| group.members.is_empty());
    if empty && own.is_some() && primary_user(name, context).is_none() {
        context.accounts.groups.retain(|group| group.name != name);
    }
    Ok(exit)
}

/// A user whose primary group it is.
pub(super) fn primary_user(group: &str, context: &AccountsContext) -> Option<String> {
    let gid = *context.accounts.group(group).found()?.gid.known()?;
    let users = &context.accounts.users;
    users.iter().find(|user| user.gid.known() == Some(&gid)).map(|user| user.name.clone())
}

/// `groupdel`
pub(super) fn groupdel(call: &Invocation, context: &mut AccountsContext) -> Result<Exit, Exit> {
    let program = "groupdel";
    begin(call, context)?;
    let (name, span, _) = context.name(call)?;
    remove_group(program, name, span, call.has("force"), context)
}

/// Removes a group, unless it is somebody's primary group.
pub(super) fn remove_group(
    program: &str,
    name: &str,
    span: Span,
    force: bool,
    context: &mut AccountsContext,
) -> Result<Exit, Exit> {
    let exit = context.need_group(program, name, span)?;
    if let Some(user) = primary_user(name, context).filter(|_| !force) {
        return Err(context.taken(program, span, user));
    }
    context.accounts.groups.retain(|group| group.name != name);
    Ok(exit)
}

/// `gpasswd`
pub(super) fn gpasswd(call: &Invocation, context: &mut AccountsContext) -> Result<Exit, Exit> {
    let program = "gpasswd";
    begin(call, context)?;
    let (name, span, _) = context.name(call)?;
    let mut exit = context.need_group(program, name, span)?;
    if call.options().is_empty() {
        return Err(context.fails(program, span, ToolFailure::Prompts));
    }
    if let Some((arg, user)) = call.value("add").and_then(|arg| Some((arg, arg.value.as_deref()?)))
    {
        exit = exit.and(context.need_user(program, user, arg.span)?);
        context.add_member(name, user);
    }
    if let Some((arg, user)) =
        call.value("delete").and_then(|arg| Some((arg, arg.value.as_deref()?)))
    {
        exit = exit.and(remove_member(program, user, arg.span, name, context)?);
    }
    if let Some(list) = call.value("members").and_then(|arg| arg.value.as_deref()) {
        let members = list.split(',').filter(|member| !member.is_empty()).map(str::to_owned);
        if let Some(group) = context.group_mut(name) {
            group.members = members.collect();
        }
    }
    Ok(exit)
}

/// Takes a user off a group's line; it fails for one that is not on it.
pub(super) fn remove_member(
    program: &str,
    user: &str,
    span: Span,
    group: &str,
    context: &mut AccountsContext,
) -> Result<Exit, Exit> {
    let Some(line) = context.group_mut(group) else { return Ok(Exit::Ok) };
    let before = line.members.len();
    line.members.retain(|member| member != user);
    let (found, gone) = (line.members.len() < before, context.accounts.doubts.is_empty());
    if found || !gone {
        return Ok(Exit::Ok);
    }
    Err(context.fails(program, span, ToolFailure::Unknown(Subject::User, user.to_owned())))
}

/// `newusers`: makes the users of a file that is not read here.
pub(super) fn newusers(call: &Invocation, context: &mut AccountsContext) -> Result<Exit, Exit> {
    if !call.has_operand(&["/dev/null"]) {
        let cause = Cause::Opaque(context.command);
        context.accounts.doubts.push(Doubt { kind: DoubtKind::Anything, cause });
    }
    Ok(Exit::Ok)
}

/// `passwd`: touches the password alone, and asks for it unless an option says what to do.
pub(super) fn passwd(call: &Invocation, context: &mut AccountsContext) -> Exit {
    context.accounts.passwords = Some(context.cause());
    if call.refused().is_some() {
        return Exit::Unknown;
    }
    let name = call.operand(0).and_then(|arg| Some((arg.value.as_deref()?, arg.span)));
    let exit = name.map_or(Ok(Exit::Ok), |(name, span)| context.need_user("passwd", name, span));
    match exit {
        Ok(exit) if !call.options().is_empty() => exit,
        // Somebody may pipe the password in.
        Ok(_) => Exit::Unknown,
        Err(fails) => fails,
    }
}
