//! shadow's commands that remove accounts, and those for members and passwords.

use super::options::{Opt, getopt};
use super::shadow::elsewhere;
use super::{AccountsContext, Arg, Exit, HomeChange};
use crate::model::{Cause, Doubt, DoubtKind, Subject, ToolFailure};
use dockerfile::Span;

const REMOVE: &[Opt] = &[
    ('f', "force", false),
    ('h', "help", false),
    ('P', "prefix", true),
    ('r', "remove", false),
    ('R', "root", true),
    ('Z', "selinux-user", false),
];
const GPASSWD: &[Opt] = &[
    ('a', "add", true),
    ('A', "administrators", true),
    ('d', "delete", true),
    ('h', "help", false),
    ('M', "members", true),
    ('Q', "root", true),
    ('r', "remove-password", false),
    ('R', "restrict", false),
];
const PASSWD: &[Opt] = &[
    ('a', "all", false),
    ('d', "delete", false),
    ('e', "expire", false),
    ('f', "force", false),
    ('h', "help", false),
    ('i', "inactive", true),
    ('k', "keep-tokens", false),
    ('l', "lock", false),
    ('n', "mindays", true),
    ('q', "quiet", false),
    ('R', "root", true),
    ('s', "stdin", false),
    ('S', "status", false),
    ('u', "unlock", false),
    ('w', "warndays", true),
    ('x', "maxdays", true),
];

/// `userdel`
pub(super) fn userdel(args: &[Arg], context: &mut AccountsContext) -> Result<Exit, Exit> {
    let program = "userdel";
    let options = getopt(args, REMOVE).map_err(|bad| context.bad_option(program, bad))?;
    if options.has("help") || elsewhere(&options) {
        return Ok(Exit::Ok);
    }
    let (name, span, _) = context.name(program, &options)?;
    remove_user(program, name, span, options.has("remove"), context)
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
            context.home(&home, &user.uid, &user.gid, 0, HomeChange::Removed);
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
pub(super) fn groupdel(args: &[Arg], context: &mut AccountsContext) -> Result<Exit, Exit> {
    let program = "groupdel";
    let options = getopt(args, REMOVE).map_err(|bad| context.bad_option(program, bad))?;
    if options.has("help") || elsewhere(&options) {
        return Ok(Exit::Ok);
    }
    let (name, span, _) = context.name(program, &options)?;
    remove_group(program, name, span, options.has("force"), context)
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
pub(super) fn gpasswd(args: &[Arg], context: &mut AccountsContext) -> Result<Exit, Exit> {
    let program = "gpasswd";
    let options = getopt(args, GPASSWD).map_err(|bad| context.bad_option(program, bad))?;
    if options.has("help") || elsewhere(&options) {
        return Ok(Exit::Ok);
    }
    let (name, span, _) = context.name(program, &options)?;
    let mut exit = context.need_group(program, name, span)?;
    if !options.any() {
        return Err(context.fails(program, span, ToolFailure::Prompts));
    }
    if let Some((arg, user)) =
        options.value("add").and_then(|arg| Some((arg, arg.value.as_deref()?)))
    {
        exit = exit.and(context.need_user(program, user, arg.span)?);
        context.add_member(name, user);
    }
    if let Some((arg, user)) =
        options.value("delete").and_then(|arg| Some((arg, arg.value.as_deref()?)))
    {
        exit = exit.and(remove_member(program, user, arg.span, name, context)?);
    }
    if let Some(list) = options.value("members").and_then(|arg| arg.value.as_deref()) {
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
pub(super) fn newusers(args: &[Arg], context: &mut AccountsContext) -> Result<Exit, Exit> {
    if !args.iter().any(|arg| arg.value.as_deref() == Some("/dev/null")) {
        let cause = Cause::Opaque(context.command);
        context.accounts.doubts.push(Doubt { kind: DoubtKind::Anything, cause });
    }
    Ok(Exit::Ok)
}

/// `passwd`: touches the password alone, and asks for it unless an option says what to do.
pub(super) fn passwd(args: &[Arg], context: &mut AccountsContext) -> Exit {
    let Ok(options) = getopt(args, PASSWD) else { return Exit::Unknown };
    let name = options.operands.first().and_then(|arg| Some((arg.value.as_deref()?, arg.span)));
    let exit = name.map_or(Ok(Exit::Ok), |(name, span)| context.need_user("passwd", name, span));
    match exit {
        Ok(exit) if options.any() => exit,
        // Somebody may pipe the password in.
        Ok(_) => Exit::Unknown,
        Err(fails) => fails,
    }
}
