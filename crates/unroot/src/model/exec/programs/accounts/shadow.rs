//! shadow's `useradd` and `groupadd`: Debian, Ubuntu, Red Hat, SUSE, Arch, and Alpine's package.
//! The order of checks and the numbers follow shadow 4.13 (`src/useradd.c`, `lib/find_new_*.c`).

use super::context::{AccountsContext, By, Exit, SKELETON};
use super::ids::{Ids, Range, shadow as next};
use crate::model::SettingsFile::{LoginDefs, Useradd};
use crate::model::{Cause, Lookup, ToolFailure, Value};
use dockerfile::Span;
use shell::{Argument, Invocation};

/// `useradd`, or `adduser` where that is a link to it.
pub(super) fn useradd(call: &Invocation, context: &mut AccountsContext) -> Result<Exit, Exit> {
    let program = call.program.as_str();
    begin(call, context)?;
    if call.has("defaults") {
        set_defaults(call, context);
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
    exit = exit.and(check_name(program, name, span, context)?);
    if context.has_user(name) {
        return Err(context.taken(program, span, name));
    }
    let group = given.is_none().then(|| default_group(call, context));
    let private = matches!(group, Some(DefaultGroup::Private | DefaultGroup::Unknown(_)));
    if private && context.has_group(name) {
        return Err(context.taken(program, span, name));
    }
    let uid = match uid {
        Some(uid) => {
            unique(program, call, "uid", Ids::Users, context)?;
            uid
        }
        None if !sure => Value::Unknown(Cause::Unreadable(context.command)),
        None => match range("UID", system, call, context) {
            Ok(range) => context.allocate(&[Ids::Users], &range, next),
            Err(why) => Value::Unknown(why),
        },
    };
    let gid = match (given, group) {
        (Some(group), _) => group.gid,
        (None, _) if !sure => Value::Unknown(Cause::Unreadable(context.command)),
        (None, Some(DefaultGroup::Shared(gid))) => gid,
        (None, Some(DefaultGroup::Unknown(why))) => {
            let gid = Value::Unknown(why);
            context.add_group(name, span, gid.clone());
            gid
        }
        (None, _) => {
            let gid = private_gid(&uid, range("GID", system, call, context), context);
            context.add_group(name, span, gid.clone());
            gid
        }
    };
    let home = home_of(name, call, context);
    context.add_user(name, span, &uid, &gid, home.as_deref());
    let shell = match (call.value("shell"), context.setting(Useradd, "SHELL")) {
        (Some(arg), _) => arg.value.clone(),
        (None, Some(shell)) => shell.known().cloned(),
        (None, None) => Some("/bin/sh".to_owned()),
    };
    context.set_shell(name, shell);
    if call.has("password") {
        context.accounts.passwords = Some(context.cause());
    }
    for group in groups {
        context.add_member(&group, name);
    }
    let Some(home) = home else { return Ok(exit) };
    let skeleton = match (call.value("skel"), context.setting(Useradd, "SKEL")) {
        (Some(arg), _) => arg.value.clone(),
        (None, Some(skeleton)) => skeleton.known().cloned(),
        (None, None) => Some(SKELETON.to_owned()),
    };
    match creates_home(call, context) {
        Some(true) => context.add_home(&home, &uid, &gid, home_mode(call, context), skeleton),
        Some(false) => {}
        // It may be there, and whose it is then is open.
        None => {
            let unknown = || Value::Unknown(Cause::Undecided(context.command));
            context.add_home(&home, &unknown(), &unknown(), None, None);
        }
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
        ("user-group", "gid", "-U -g"),
        ("user-group", "no-user-group", "-U -N"),
        ("create-home", "no-create-home", "-m -M"),
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

/// Debian's build took nearly any name up to bookworm (shadow's patch `506_relaxed_usernames`); others,
/// and Debian since, take fewer, but which they refuse depends on the version. Gives how sure it is that
/// the name is taken.
pub(super) fn check_name(
    program: &str,
    name: &str,
    span: Span,
    context: &mut AccountsContext,
) -> Result<Exit, Exit> {
    let bad = name.is_empty()
        || name.starts_with('-')
        || name.contains([':', ','])
        || name.contains(char::is_whitespace);
    if bad || (program == "useradd" && name.starts_with(['+', '~'])) {
        return Err(context.fails(program, span, ToolFailure::Option(name.into())));
    }
    let odd = name.len() > 32
        || name.bytes().all(|byte| byte.is_ascii_digit())
        || name.contains(|c: char| !c.is_ascii_alphanumeric() && !"_.-$".contains(c))
        || matches!(name, "." | "..");
    Ok(if odd { Exit::Unknown } else { Exit::Ok })
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

/// What `-K` or the build sets a key of `/etc/login.defs` to, if one of them does.
fn login_default(key: &str, call: &Invocation, context: &AccountsContext) -> Option<Value<String>> {
    for arg in call.values("key").collect::<Vec<_>>().into_iter().rev() {
        match arg.value.as_deref().map(|text| text.split_once('=')) {
            Some(Some((name, value))) if name == key => {
                return Some(Value::Known(value.to_owned(), context.cause()));
            }
            None => return Some(Value::Unknown(Cause::Unreadable(arg.span))),
            _ => {}
        }
    }
    context.setting(LoginDefs, key)
}

/// The range of `/etc/login.defs`, with what `-K` overrides.
fn range(
    kind: &str,
    system: bool,
    call: &Invocation,
    context: &AccountsContext,
) -> Result<Range, Cause> {
    let prefix = if system { "SYS_" } else { "" };
    let key_of = |key: &str, usual: u32| match login_default(key, call, context) {
        None => Ok(usual),
        Some(Value::Unknown(why)) => Err(why),
        Some(Value::Known(text, why)) => text.trim().parse().map_err(|_| why),
    };
    let key = |end: &str, usual: u32| key_of(&format!("{prefix}{kind}_{end}"), usual);
    let first = match system {
        true => context.family.map_or(101, |family| family.first_system_id()),
        false => 1000,
    };
    // SYS_UID_MAX, if it is not set, is the number below UID_MIN.
    let people = format!("{kind}_MIN");
    let last = match system {
        true => key_of(&people, 1000)?.saturating_sub(1),
        false => 60000,
    };
    Ok(Range::new(system, key("MIN", first)?, key("MAX", last)?))
}

/// The primary group of a user for whom none is asked for.
enum DefaultGroup {
    /// One of its own name.
    Private,
    /// This one: GROUP in `/etc/default/useradd`.
    Shared(Value<u32>),
    /// One of the two.
    Unknown(Cause),
}

fn default_group(call: &Invocation, context: &AccountsContext) -> DefaultGroup {
    let shared = || {
        let cause = context.cause();
        match context.setting(Useradd, "GROUP") {
            None => Value::Known(100, Cause::Default),
            Some(Value::Unknown(why)) => Value::Unknown(why),
            Some(Value::Known(text, _)) => match (text.parse(), context.accounts.group(&text)) {
                (Ok(gid), _) => Value::Known(gid, cause),
                (_, Lookup::Found(group)) => group.gid.clone(),
                _ => Value::Unknown(cause),
            },
        }
    };
    if call.has("user-group") {
        return DefaultGroup::Private;
    }
    if call.has("no-user-group") {
        return DefaultGroup::Shared(shared());
    }
    match login_default("USERGROUPS_ENAB", call, context) {
        None => DefaultGroup::Private,
        Some(Value::Known(text, _)) if text.eq_ignore_ascii_case("yes") => DefaultGroup::Private,
        Some(Value::Known(..)) => DefaultGroup::Shared(shared()),
        Some(Value::Unknown(why)) => DefaultGroup::Unknown(why),
    }
}

/// The GID of a private group: the UID's number if it is free and in range (a system group's may
/// be below the range), else the next.
fn private_gid(
    uid: &Value<u32>,
    range: Result<Range, Cause>,
    context: &AccountsContext,
) -> Value<u32> {
    let range = match range {
        Ok(range) => range,
        Err(why) => return Value::Unknown(why),
    };
    match uid {
        Value::Unknown(cause) => Value::Unknown(cause.clone()),
        Value::Known(uid, _) => {
            let lowest = if range.system { 1 } else { *range.ids.start() };
            let fits = (lowest..=*range.ids.end()).contains(uid);
            if fits && !context.is_used(Ids::Groups, *uid) {
                return Value::Known(*uid, context.cause());
            }
            context.allocate(&[Ids::Groups], &range, next)
        }
    }
}

/// The home directory as the passwd line has it; `None` where it can't be told.
fn home_of(name: &str, call: &Invocation, context: &AccountsContext) -> Option<String> {
    if let Some(home) = call.value("home-dir") {
        return home.value.clone();
    }
    let base = match (call.value("base-dir"), context.setting(Useradd, "HOME")) {
        (Some(base), _) => base.value.clone()?,
        (None, Some(base)) => base.known()?.clone(),
        (None, None) => "/home".to_owned(),
    };
    Some(format!("{}/{name}", base.trim_end_matches('/')))
}

/// `-m`, or CREATE_HOME for anybody but the system's own; `-M` forbids.
fn creates_home(call: &Invocation, context: &AccountsContext) -> Option<bool> {
    if call.has("create-home") {
        return Some(true);
    }
    if call.has_any(&["no-create-home", "system"]) {
        return Some(false);
    }
    match login_default("CREATE_HOME", call, context) {
        None => Some(context.family.is_some_and(|family| family.creates_home_by_default())),
        Some(value) => value.known().map(|text| text.eq_ignore_ascii_case("yes")),
    }
}

/// HOME_MODE, else what UMASK leaves of 0777, where the release is known to set no HOME_MODE.
fn home_mode(call: &Invocation, context: &AccountsContext) -> Option<u32> {
    let octal = |value: Value<String>| u32::from_str_radix(value.known()?.trim(), 8).ok();
    if let Some(mode) = login_default("HOME_MODE", call, context) {
        return octal(mode);
    }
    let usual = context.home_mode.or(context.family.map(|family| family.home_mode()));
    match (login_default("UMASK", call, context), usual) {
        (None, usual) => Some(usual.unwrap_or(0o755)),
        (Some(mask), Some(0o755)) => octal(mask).map(|mask| 0o777 & !mask),
        // HOME_MODE is set, and the mask does not matter.
        (Some(_), Some(mode)) if context.home_mode.is_some() => Some(mode),
        _ => None,
    }
}

/// `useradd -D`: new defaults, or the present ones printed.
fn set_defaults(call: &Invocation, context: &mut AccountsContext) {
    for (option, key) in [("base-dir", "HOME"), ("shell", "SHELL"), ("gid", "GROUP")] {
        if let Some(arg) = call.value(option) {
            let value = match arg.value.clone() {
                Some(text) => Value::Known(text, context.cause()),
                None => Value::Unknown(Cause::Unreadable(arg.span)),
            };
            context.accounts.settings.set(Useradd, key, value);
        }
    }
}

/// `groupadd`
pub(super) fn groupadd(call: &Invocation, context: &mut AccountsContext) -> Result<Exit, Exit> {
    let program = "groupadd";
    begin(call, context)?;
    let (name, span, sure) = context.name(call)?;
    let mut gid = context.number(program, call.value("gid"))?;
    let exit = check_name(program, name, span, context)?;
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
        None => match range("GID", call.has("system"), call, context) {
            Ok(range) => context.allocate(&[Ids::Groups], &range, next),
            Err(why) => Value::Unknown(why),
        },
    };
    context.add_group(name, span, gid);
    let members = call.value("users").and_then(|arg| arg.value.as_deref()).unwrap_or("");
    for member in members.split(',').filter(|member| !member.is_empty()) {
        context.add_member(name, member);
    }
    Ok(exit)
}
