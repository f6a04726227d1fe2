//! What each program does to accounts, files and identity.

use super::arg::Arg;
use super::walk::{Exit, Walker};
use super::{account_tools, builtins, ownership, packages, privileges, wrappers, writes};
use crate::model::{Argument, Cause, Doubt, DoubtKind, EventKind, Identity, Ran};
use dockerfile::Span;
use std::sync::Arc;

/// Runs the program `args[0]`.
pub(crate) fn run(walker: &mut Walker, args: &[Arg], command: Span) -> Exit {
    let Some((first, rest)) = args.split_first() else { return Exit::Ok };
    let Some(path) = &first.value else {
        anything(walker, command);
        return Exit::Unknown;
    };
    let program = path.rsplit('/').next().unwrap_or_default();
    let arguments =
        rest.iter().map(|arg| Argument { value: arg.value.clone(), span: arg.span }).collect();
    let uid = walker.who.uid.clone();
    let ran = Ran { program: program.to_owned(), arguments, uid };
    walker.event(first.span, command, EventKind::Ran(ran));
    // An argument that is not known may be a path that appears or goes.
    if rest.iter().any(|arg| arg.value.is_none()) {
        Arc::make_mut(&mut walker.world.files).complete = false;
    }
    // A program of the project may have any name.
    if is_own(path) {
        anything(walker, command);
        return Exit::Unknown;
    }
    if let Some(exit) = builtins::run(walker, program, rest, command) {
        return exit;
    }
    if let Some(exit) = wrappers::run(walker, program, rest, command) {
        return exit;
    }
    if account_tools::is_one(program) {
        return account_tools::run(walker, program, first.span, rest, command);
    }
    if let Some(exit) = packages::run(walker, program, rest, command) {
        Arc::make_mut(&mut walker.world.files).complete = false;
        return exit;
    }
    if let Some(exit) = privileges::check(walker, program, first.span, rest, command) {
        return exit;
    }
    if let Some(exit) = ownership::run(walker, program, first.span, rest, command) {
        return exit;
    }
    if let Some(exit) = writes::run(walker, program, first.span, rest, command) {
        return exit;
    }
    // Whatever it is, it may have made files.
    Arc::make_mut(&mut walker.world.files).complete = false;
    if is_script(program) {
        anything(walker, command);
    }
    Exit::Unknown
}

/// Something ran that may have done anything that its identity can do.
pub(crate) fn anything(walker: &mut Walker, at: Span) {
    Arc::make_mut(&mut walker.world.files).complete = false;
    if may_be_root(&walker.who) {
        let doubt = Doubt { kind: DoubtKind::Anything, cause: Cause::Opaque(at) };
        Arc::make_mut(&mut walker.world.accounts).doubts.push(doubt);
    }
}

pub(crate) fn may_be_root(who: &Identity) -> bool {
    who.uid.known().is_none_or(|uid| *uid == 0)
}

/// Whether `path` leads to a program outside the system's directories.
fn is_own(path: &str) -> bool {
    const SYSTEM: [&str; 6] =
        ["/bin/", "/sbin/", "/usr/bin/", "/usr/sbin/", "/usr/local/bin/", "/usr/local/sbin/"];
    path.contains('/') && !SYSTEM.iter().any(|directory| path.starts_with(directory))
}

/// Scripts, and tools that run recipes.
fn is_script(program: &str) -> bool {
    let script = [".sh", ".bash", ".py", ".pl", ".rb"].iter().any(|end| program.ends_with(end));
    let recipe = ["ansible-playbook", "chef-client", "puppet", "salt-call"];
    script || recipe.contains(&program)
}
