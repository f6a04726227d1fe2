//! Debian's `adduser`, `addgroup`, `deluser` and `delgroup`, as in adduser 3.134 (bookworm), with
//! notes where 3.159 differs. They are Perl programs that call shadow's.

mod delete;
mod user;

pub(super) use delete::{DELETE, delete};

use super::ids::{Ids, Range, first_free};
use super::options::{Opt, Options, getopt_perl};
use super::{AccountsContext, Arg, Exit};
use crate::model::{Cause, ToolFailure, Value};
use dockerfile::Span;

pub(super) const ADD: &[Opt] = &[
    ('\0', "add-extra-groups", false),
    ('\0', "add_extra_groups", false),
    ('\0', "allow-all-names", false),
    ('\0', "allow-badname", false),
    ('\0', "allow-bad-names", false),
    ('\0', "comment", true),
    ('c', "conf", true),
    ('\0', "debug", false),
    ('\0', "disabled-login", false),
    ('\0', "disabled-password", false),
    ('\0', "firstgid", true),
    ('\0', "firstuid", true),
    ('\0', "force-badname", false),
    ('\0', "gecos", true),
    ('\0', "gid", true),
    ('\0', "group", false),
    ('h', "help", false),
    ('\0', "home", true),
    ('\0', "ingroup", true),
    ('\0', "lastgid", true),
    ('\0', "lastuid", true),
    ('\0', "no-create-home", false),
    ('q', "quiet", false),
    ('\0', "shell", true),
    ('\0', "system", false),
    ('\0', "uid", true),
    ('\0', "verbose", false),
    ('v', "version", false),
];

const SYSTEM: std::ops::RangeInclusive<u32> = 100..=999;

/// An account to be made.
struct New<'a> {
    program: &'a str,
    name: &'a str,
    span: Span,
    /// Whether all words can be read.
    sure: bool,
    options: &'a Options,
    uid: Option<Value<u32>>,
    gid: Option<Value<u32>>,
}

/// `adduser` and `addgroup`
pub(super) fn add(
    program: &str,
    args: &[Arg],
    context: &mut AccountsContext,
) -> Result<Exit, Exit> {
    let options = getopt_perl(args, ADD).map_err(|bad| context.bad_option(program, bad))?;
    if options.has("help") || options.has("version") {
        // `-h` and `-H` alike: help, status 0, and no user.
        return Ok(Exit::Ok);
    }
    let uid = context.number(program, options.value("uid"))?;
    let gid = context.number(program, options.value("gid"))?;
    let group = options.has("group") && !options.has("system") || program == "addgroup";
    if let [user, to] = options.operands.as_slice() {
        let known = to.value.as_deref().is_some_and(|name| context.has_group(name));
        if user.value.is_some() == to.value.is_some() || known {
            if options.has("system") || group {
                let word = to.value.clone().unwrap_or_default();
                return Err(context.fails(program, to.span, ToolFailure::Option(word)));
            }
            return add_to_group(program, user, to, context);
        }
    }
    let (name, span, sure) = context.name(program, &options)?;
    let chosen = ["group", "ingroup", "gid"].iter().filter(|option| options.has(option)).count();
    if !group && chosen > 1 {
        return Err(context.fails(program, context.command, ToolFailure::Option("--group".into())));
    }
    let home = options.value("home").and_then(|arg| Some((arg, arg.value.as_deref()?)));
    if let Some((arg, home)) = home.filter(|(_, home)| !home.starts_with('/')) {
        return Err(context.fails(program, arg.span, ToolFailure::Option(home.into())));
    }
    let exit = check_name(program, name, span, &options, context)?;
    let new = New { program, name, span, sure, options: &options, uid, gid };
    let done = match (group, options.has("system")) {
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
    options: &Options,
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
    let sure = fits || allowed.iter().any(|option| options.has(option));
    Ok(if sure { Exit::Ok } else { Exit::Unknown })
}

/// `adduser USER GROUP`
fn add_to_group(
    program: &str,
    user: &Arg,
    group: &Arg,
    context: &mut AccountsContext,
) -> Result<Exit, Exit> {
    let (Some(name), Some(to)) = (&user.value, &group.value) else { return Ok(Exit::Ok) };
    let exit = context.need_user(program, name, user.span)?;
    let exit = exit.and(context.need_group(program, to, group.span)?);
    context.add_member(to, name);
    Ok(exit)
}

fn range(system: bool, options: &Options, ids: Ids) -> Range {
    let (first, last) = if system { (*SYSTEM.start(), *SYSTEM.end()) } else { (1000, 59999) };
    let names = if ids == Ids::Users { ["firstuid", "lastuid"] } else { ["firstgid", "lastgid"] };
    let [low, high] = names.map(|name| options.value(name)?.value.as_deref()?.parse().ok());
    Range::new(system, low.unwrap_or(first), high.unwrap_or(last))
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
            not_used(program, new.options, "gid", &gid, Ids::Groups, context)?;
            gid
        }
        None if !new.sure => Value::Unknown(Cause::Unreadable(context.command)),
        None => {
            let range = range(system, new.options, Ids::Groups);
            context.allocate(&[Ids::Groups], &range, first_free)
        }
    };
    context.add_group(name, span, gid);
    Ok(Exit::Ok)
}

fn not_used(
    program: &str,
    options: &Options,
    option: &str,
    id: &Value<u32>,
    ids: Ids,
    context: &mut AccountsContext,
) -> Result<(), Exit> {
    match id.known() {
        Some(id) if context.is_used(ids, *id) => {
            let span = options.value(option).map_or(context.command, |arg| arg.span);
            Err(context.taken(program, span, id))
        }
        _ => Ok(()),
    }
}
