//! shadow's `useradd` and `groupadd`: Debian, Ubuntu, Red Hat, SUSE, Arch, and Alpine's package.
//! The order of checks and the numbers follow shadow 4.13 (`src/useradd.c`, `lib/find_new_*.c`).

use super::context::{AccountsContext, By, Exit};
use super::ids::{Ids, Range, shadow as next};
use crate::model::{Cause, ToolFailure, Value};
use dockerfile::Span;
use shell::{Argument, Invocation};

/// `useradd`, or `adduser` where that is a link to it.
pub(super) fn useradd(call: &Invocation, context: &mut AccountsContext) -> Result<Exit, Exit> {
    let program = call.program.as_str();
    begin(call, context)?;
    if call.has("defaults") {
        return Ok(Exit::Ok);
    }
    let (name, span, sure) = context.name(call)?;
    conflicts(program, call, context)?;
    let system = call.has("system");
    let uid = context.number(program, call.value("uid"))?;
    let mut exit = Exit::Ok;
    let given = match call.value("gid") {
        Some(arg) => Some(context.group(program, arg, By::Either)?),
        None => None,
    };
    exit = given.as_ref().map_or(exit, |group| exit.and(group.exit));
    let mut groups = Vec::new();
    if let Some(arg) = call.value("groups") {
        let (names, found) = context.groups(program, arg, By::Either)?;
        groups = names;
        exit = exit.and(found);
    }
    check_name(program, name, span, context)?;
    if context.has_user(name) {
        return Err(context.taken(program, span, name));
    }
    let private = given.is_none() && !call.has("no-user-group");
    if private && context.has_group(name) {
        return Err(context.taken(program, span, name));
    }
    let uid = match uid {
        Some(uid) => {
            unique(program, call, "uid", Ids::Users, context)?;
            uid
        }
        None if !sure => Value::Unknown(Cause::Unreadable(context.command)),
        None => context.allocate(&[Ids::Users], &range("UID", system, call, context), next),
    };
    let gid = match given {
        Some(group) => group.gid,
        None if !sure => Value::Unknown(Cause::Unreadable(context.command)),
        // `GROUP=100` in /etc/default/useradd.
        None if !private => Value::Known(100, Cause::Default),
        None => {
            let gid = private_gid(&uid, &range("GID", system, call, context), context);
            context.add_group(name, span, gid.clone());
            gid
        }
    };
    let home = home_of(name, call);
    context.add_user(name, span, &uid, &gid, home.as_deref());
    for group in groups {
        context.add_member(&group, name);
    }
    if let Some(home) = home.filter(|_| creates_home(call, context)) {
        let family = context.family.map_or(0o755, |family| family.home_mode());
        let mode = context.home_mode.unwrap_or(family);
        context.add_home(&home, &uid, &gid, mode);
    }
    Ok(exit)
}

/// Ends one of shadow's commands where it does nothing here: at an option that it does not take, with its help, or on
/// another root directory.
pub(super) fn begin(call: &Invocation, context: &mut AccountsContext) -> Result<(), Exit> {
    context.check_options(call)?;
    if call.has("help") || elsewhere(call) { Err(Exit::Ok) } else { Ok(()) }
}

/// Whether the command works on another root directory.
fn elsewhere(call: &Invocation) -> bool {
    let others = call.values("root").chain(call.values("prefix"));
    others.into_iter().any(|arg| arg.value.as_deref() != Some("/"))
}

fn conflicts(program: &str, call: &Invocation, context: &mut AccountsContext) -> Result<(), Exit> {
    let pairs = [
        ("user-group", "gid", "-U"),
        ("user-group", "no-user-group", "-N"),
        ("create-home", "no-create-home", "-M"),
    ];
    let both = pairs.iter().find(|(one, other, _)| call.has(one) && call.has(other));
    let alone = [("non-unique", "uid", "-o"), ("skel", "create-home", "-k")];
    let lone = alone.iter().find(|(one, other, _)| call.has(one) && !call.has(other));
    if let Some((_, _, word)) = both.or(lone) {
        return Err(context.fails(program, context.command, ToolFailure::Option((*word).into())));
    }
    let relative =
        |arg: &&Argument| arg.value.as_deref().is_some_and(|path| !path.starts_with('/'));
    let mut paths = call.values("home-dir").chain(call.values("base-dir"));
    match paths.find(relative) {
        Some(arg) => {
            let path = arg.value.clone().unwrap_or_default();
            Err(context.fails(program, arg.span, ToolFailure::Option(path)))
        }
        None => Ok(()),
    }
}

/// Debian's build takes nearly any name (shadow's patch `506_relaxed_usernames`); others take
/// fewer, but which they refuse depends on the version.
pub(super) fn check_name(
    program: &str,
    name: &str,
    span: Span,
    context: &mut AccountsContext,
) -> Result<(), Exit> {
    let bad = name.is_empty()
        || name.starts_with(['-', '+', '~'])
        || name.contains([':', ',', '/'])
        || name.contains(char::is_whitespace);
    if bad {
        return Err(context.fails(program, span, ToolFailure::Option(name.into())));
    }
    Ok(())
}

/// Refuses a number that is used, unless `-o` allows it.
pub(super) fn unique(
    program: &str,
    call: &Invocation,
    option: &str,
    ids: Ids,
    context: &mut AccountsContext,
) -> Result<(), Exit> {
    let Some(arg) = call.value(option).filter(|_| !call.has("non-unique")) else {
        return Ok(());
    };
    let id = arg.value.as_deref().and_then(|text| text.trim().parse().ok());
    match id {
        Some(id) if context.is_used(ids, id) => Err(context.taken(program, arg.span, id)),
        _ => Ok(()),
    }
}

/// The range of `/etc/login.defs`, with what `-K` overrides.
fn range(kind: &str, system: bool, call: &Invocation, context: &AccountsContext) -> Range {
    let prefix = if system { "SYS_" } else { "" };
    let key = |end: &str| {
        let name = format!("{prefix}{kind}_{end}=");
        let given = call.values("key").filter_map(|arg| arg.value.as_deref());
        given.filter_map(|text| text.strip_prefix(name.as_str())?.parse().ok()).last()
    };
    let first = match system {
        true => context.family.map_or(101, |family| family.first_system_id()),
        false => 1000,
    };
    let last = if system { 999 } else { 60000 };
    Range::new(system, key("MIN").unwrap_or(first), key("MAX").unwrap_or(last))
}

/// The GID of a private group: the UID's number if it is free and in range (a system group's may
/// be below the range), else the next.
fn private_gid(uid: &Value<u32>, range: &Range, context: &AccountsContext) -> Value<u32> {
    match uid {
        Value::Unknown(cause) => Value::Unknown(cause.clone()),
        Value::Known(uid, _) => {
            let lowest = if range.system { 1 } else { *range.ids.start() };
            let fits = (lowest..=*range.ids.end()).contains(uid);
            if fits && !context.is_used(Ids::Groups, *uid) {
                return Value::Known(*uid, context.cause());
            }
            context.allocate(&[Ids::Groups], range, next)
        }
    }
}

/// The home directory as the passwd line has it; `None` where it can't be told.
fn home_of(name: &str, call: &Invocation) -> Option<String> {
    if let Some(home) = call.value("home-dir") {
        return home.value.clone();
    }
    match call.value("base-dir") {
        Some(base) => Some(format!("{}/{name}", base.value.as_deref()?.trim_end_matches('/'))),
        None => Some(format!("/home/{name}")),
    }
}

/// `-m`, or CREATE_HOME for anybody but the system's own; `-M` forbids.
fn creates_home(call: &Invocation, context: &AccountsContext) -> bool {
    let key = |value: &str| {
        call.values("key").any(|arg| {
            arg.value.as_deref().and_then(|text| text.strip_prefix("CREATE_HOME=")) == Some(value)
        })
    };
    let family = context.family.is_some_and(|family| family.creates_home_by_default());
    let default = (family || key("yes")) && !key("no") && !call.has("system");
    call.has("create-home") || (default && !call.has("no-create-home"))
}

/// `groupadd`
pub(super) fn groupadd(call: &Invocation, context: &mut AccountsContext) -> Result<Exit, Exit> {
    let program = "groupadd";
    begin(call, context)?;
    let (name, span, sure) = context.name(call)?;
    let mut gid = context.number(program, call.value("gid"))?;
    check_name(program, name, span, context)?;
    if context.has_group(name) {
        return match call.has("force") {
            true => Ok(Exit::Ok),
            false => Err(context.taken(program, span, name)),
        };
    }
    if call.has("force") && !call.has("non-unique") {
        // A GID that is taken is as good as none.
        gid = gid.filter(|gid| !gid.is_known_and(|gid| context.is_used(Ids::Groups, *gid)));
    }
    let gid = match gid {
        Some(gid) => {
            if !call.has("force") {
                unique(program, call, "gid", Ids::Groups, context)?;
            }
            gid
        }
        None if !sure => Value::Unknown(Cause::Unreadable(context.command)),
        None => {
            let range = range("GID", call.has("system"), call, context);
            context.allocate(&[Ids::Groups], &range, next)
        }
    };
    context.add_group(name, span, gid);
    let members = call.value("users").and_then(|arg| arg.value.as_deref()).unwrap_or("");
    for member in members.split(',').filter(|member| !member.is_empty()) {
        context.add_member(name, member);
    }
    Ok(Exit::Ok)
}
