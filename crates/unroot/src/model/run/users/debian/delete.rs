//! `deluser` and `delgroup`, which call shadow's `userdel`, `groupdel` and `gpasswd`.

use crate::model::ToolFailure;
use crate::model::run::users::options::{Opt, getopt_perl};
use crate::model::run::users::remove::{remove_group, remove_member, remove_user};
use crate::model::run::users::{AccountsContext, Arg, Exit};

pub(crate) const DELETE: &[Opt] = &[
    ('\0', "backup", false),
    ('\0', "backup-suffix", true),
    ('\0', "backup-to", true),
    ('c', "conf", true),
    ('\0', "debug", false),
    ('\0', "group", false),
    ('h', "help", false),
    ('\0', "no-preserve-root", false),
    ('\0', "only-if-empty", false),
    ('q', "quiet", false),
    ('\0', "remove-all-files", false),
    ('\0', "remove-home", false),
    ('\0', "system", false),
    ('\0', "verbose", false),
    ('v', "version", false),
];

/// `deluser` and `delgroup`
pub(crate) fn delete(
    program: &str,
    args: &[Arg],
    context: &mut AccountsContext,
) -> Result<Exit, Exit> {
    let options = getopt_perl(args, DELETE).map_err(|bad| context.bad_option(program, bad))?;
    if options.has("help") || options.has("version") {
        return Ok(Exit::Ok);
    }
    if let [user, group] = options.operands.as_slice() {
        let (Some(name), Some(from)) = (&user.value, &group.value) else { return Ok(Exit::Ok) };
        let exit = context.need_user(program, name, user.span)?;
        let exit = exit.and(context.need_group(program, from, group.span)?);
        return Ok(exit.and(remove_member(program, name, user.span, from, context)?));
    }
    let (name, span, _) = context.name(program, &options)?;
    let group = program == "delgroup" || options.has("group");
    let absent = if group { !context.has_group(name) } else { !context.has_user(name) };
    if absent && options.has("system") {
        return Ok(Exit::Ok);
    }
    if group {
        return remove_group(program, name, span, false, context);
    }
    let uid = context.accounts.user(name).found().and_then(|user| user.uid.known().copied());
    if uid == Some(0) && !options.has("no-preserve-root") {
        return Err(context.fails(program, span, ToolFailure::Taken(name.into())));
    }
    let files =
        ["remove-home", "remove-all-files", "backup"].iter().any(|option| options.has(option));
    let exit = remove_user(program, name, span, options.has("remove-home"), context)?;
    // These need modules that the package `perl` has and `perl-base` lacks.
    Ok(if files { exit.and(Exit::Unknown) } else { exit })
}
