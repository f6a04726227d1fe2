//! `install`: files made anew with owner and mode, and directories.

use super::destination::{Destination, Place, handed_on};
use super::kit::{Kit, explains, give_up, is_odd, kit};
use super::mkdir::make_directory;
use super::ownership::{self, Reach};
use super::{modes, new_owner};
use crate::model::directories::agree;
use crate::model::exec::account_files;
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::targets::{Target, Targets};
use crate::model::exec::writing::{absolute, denied};
use crate::model::permission::may_create;
use crate::model::{
    Cause, Contents, EventKind, Kind, Mode, Node, OwnerSpec, Ownership, Value, ancestors,
};
use dockerfile::Span;
use shell::{Argument, Invocation};
use std::sync::Arc;

/// Options that are followed, or change nothing here.
const FOLLOWED: [&str; 14] = [
    "D",
    "Z",
    "c",
    "context",
    "directory",
    "group",
    "mode",
    "no-target-directory",
    "owner",
    "preserve-timestamps",
    "strip",
    "strip-program",
    "target-directory",
    "verbose",
];

/// `install`
pub(super) fn run(shell: &mut Shell, call: &Invocation) -> Exit {
    if explains(call) {
        return Exit::Ok;
    }
    // GNU's minds no umask.
    let umask = shell.world.umask;
    if kit(shell) == Kit::Gnu {
        shell.world.umask = 0o022;
    }
    let exit = match call.has("directory") {
        true => directories(shell, call),
        false => files(shell, call),
    };
    shell.world.umask = umask;
    exit
}

/// The owner that is asked for. BusyBox gives the caller's own group where none is named, and the other way
/// round.
fn spec(shell: &Shell, call: &Invocation) -> Option<OwnerSpec> {
    let own = |id: &Value<u32>| id.known().copied().filter(|_| kit(shell) == Kit::BusyBox);
    match (call.value("owner"), call.value("group")) {
        (Some(owner), Some(group)) => {
            let both = format!("{}:{}", owner.text(), group.text());
            Some(OwnerSpec::parse(&both, owner.span))
        }
        (Some(owner), None) => Some(match own(&shell.who.gid) {
            Some(gid) => OwnerSpec::parse(&format!("{}:{gid}", owner.text()), owner.span),
            None => OwnerSpec::parse(owner.text(), owner.span),
        }),
        (None, Some(group)) => Some(match own(&shell.who.uid) {
            Some(uid) => OwnerSpec::parse(&format!("{uid}:{}", group.text()), group.span),
            None => OwnerSpec::of_group(group.text(), group.span),
        }),
        (None, None) => None,
    }
}

fn files(shell: &mut Shell, call: &Invocation) -> Exit {
    let command = call.span;
    let (sources, to) = match Destination::read(shell, call) {
        Ok(read) => read,
        Err(exit) => return exit,
    };
    if is_odd(call, &FOLLOWED) {
        return to.give_up(shell, &sources, call);
    }
    let names_owner = [call.value("owner"), call.value("group")];
    let known = names_owner.into_iter().flatten().all(|arg| arg.value.is_some());
    if let Some(spec) = spec(shell, call).filter(|_| known)
        && let Err(exit) = new_owner::find(shell, &spec, command)
    {
        return exit;
    }
    if call.has("D") {
        let into = call.has("target-directory");
        let above = if into { Some(to.path.as_str()) } else { ancestors(&to.path).next() };
        if let Some(above) = above.map(str::to_owned)
            && let exit @ Exit::Fails(_) = make_parents(shell, &above, to.span, command)
        {
            return exit;
        }
    }
    let sources = Targets::of(shell, &sources);
    to.fill(shell, &sources, command, |shell, source| one(shell, call, source, &to))
}

/// The directory that `-D` asks for is 0755, the ones above it are as the mask has it.
fn make_parents(shell: &mut Shell, path: &str, span: Span, command: Span) -> Exit {
    let new = shell.world.files.exists(path) == Some(false);
    let exit = make_directory(shell, path, true, span, command);
    let files = Arc::make_mut(&mut shell.world.files);
    if let Some(node) = files.get_mut(path).filter(|_| new && exit == Exit::Ok) {
        node.mode = node.mode.clone().map(|mode| 0o755 | mode & 0o2000);
    }
    exit
}

/// The mode that `-m` asks for, or 0755: of a file that had none before.
fn mode(shell: &Shell, call: &Invocation) -> Value<u32> {
    let cause = Cause::At(call.span);
    let Some(given) = call.value("mode") else { return Value::Known(0o755, cause) };
    let mode = given.value.as_deref().map(Mode::parse);
    let bits = mode.and_then(|mode| match kit(shell) {
        Kit::Gnu => mode.applied(0, false),
        Kit::BusyBox => mode.applied_by_busybox(0o755, false),
    });
    bits.map_or(Value::Unknown(cause.clone()), |bits| Value::Known(bits, cause))
}

fn one(shell: &mut Shell, call: &Invocation, source: &Target, to: &Destination) -> Exit {
    let command = call.span;
    let fails = Exit::Fails(Cause::At(command));
    let gnu = kit(shell) == Kit::Gnu;
    let files = &shell.world.files;
    let from = files.resolve(&source.path, true);
    let directory = files.get(&from).is_some_and(Node::is_directory);
    if files.exists(&from) == Some(false) || directory {
        return fails;
    }
    let at = match to.place(files, &source.name, gnu, false) {
        Place::At(at) => at,
        Place::Nowhere => return fails,
        Place::Unsure => {
            to.unlisted(shell, &Ownership::unknown(&Cause::Outside(command)), command);
            return Exit::Unknown;
        }
    };
    let at = if gnu { at } else { files.resolve(&at, true) };
    let above = ancestors(&at).next().unwrap_or("/");
    let there = files.get(&at).cloned();
    let in_the_way = there.as_ref().is_some_and(Node::is_directory);
    if files.exists(above) == Some(false) || in_the_way {
        return fails;
    }
    let may = may_create(&shell.who, &at, files);
    if may == Some(false) {
        return denied(shell, &at, to.span, command);
    }
    let gives_away = call.value("owner").is_some() && !shell.may_be_root();
    shell.event(to.span, command, EventKind::Wrote { path: at.clone(), text: None });
    if let Some(given) = call.value("mode") {
        let (mode, paths) = (Mode::parse(given.text()), vec![(at.clone(), to.span)]);
        let kind = EventKind::ModeSet { mode, paths, recursive: false };
        shell.event(given.span, command, kind);
    }
    account_files::replaced(shell, &at, command);
    let mut owner = shell.ownership();
    let files = &shell.world.files;
    let whole = !gnu && spec(shell, call).is_some();
    if let Some(group) = handed_on(files, &at).filter(|_| !whole) {
        owner.gid = group;
    }
    let why = Cause::Outside(command);
    match &there {
        // BusyBox writes into a file that is there, and `-p` keeps the source's owner.
        _ if !gnu && call.has("preserve-timestamps") => {
            owner = files.ownership(&from).unwrap_or_else(|| Ownership::unknown(&why));
        }
        Some(node) if !gnu && spec(shell, call).is_none() => owner = node.owner(),
        None if !gnu && spec(shell, call).is_none() => {
            if let Some(held) = files.may_hold(&at).owner() {
                agree(&mut owner.uid, &held.uid, &why);
                agree(&mut owner.gid, &held.gid, &why);
            }
        }
        _ => {}
    }
    if let Some(arg) = call.value("owner") {
        owner.uid = new_owner::user_id(shell, arg, command);
    }
    if let Some(arg) = call.value("group") {
        owner.gid = new_owner::group_id(shell, arg, command);
    }
    let node = Node::file(&owner, mode(shell, call));
    let files = Arc::make_mut(&mut shell.world.files);
    files.remove(&at);
    files.set(at, Node { kind: Kind::File, contents: Contents::Listed, ..node });
    let readable = files.exists(&from) == Some(true);
    if may == Some(true) && readable && !gives_away { Exit::Ok } else { Exit::Unknown }
}

/// `install -d -o app -g app -m 0755 dir`: the leaf gets owner and mode, parents are the caller's.
fn directories(shell: &mut Shell, call: &Invocation) -> Exit {
    let command = call.span;
    if is_odd(call, &FOLLOWED) {
        return give_up(shell, &call.operands(), call);
    }
    let mut last = Exit::Ok;
    for arg in call.operands() {
        let plain = arg.value.as_deref().filter(|_| !arg.pattern);
        let Some(path) = plain.and_then(|path| absolute(shell, path)) else {
            last = Exit::Unknown;
            continue;
        };
        let path = shell.world.files.resolve(&path, true);
        let new = shell.world.files.exists(&path) != Some(true);
        match make_directory(shell, &path, true, arg.span, command) {
            Exit::Ok => {}
            exit @ Exit::Fails(_) => return exit,
            unsure => last = last.and(unsure),
        }
        let target = Argument::known(&path, arg.span);
        let at = (arg.span, command);
        if let Some(spec) = spec(shell, call) {
            let exit = ownership::give_to(shell, spec, &[&target], Reach::ALONE, at);
            if let exit @ Exit::Fails(_) = exit {
                return exit;
            }
        }
        // Whatever the umask, the leaf gets 0755 or what is asked for, and a new one nothing else.
        let files = Arc::make_mut(&mut shell.world.files);
        if let Some(node) = files.get_mut(&path).filter(|_| new) {
            node.mode = node.mode.clone().map(|mode| mode & 0o777);
        }
        let mode = call.value("mode").cloned();
        let mode = mode.unwrap_or_else(|| Argument::known("00755", arg.span));
        modes::set(shell, &mode, &[&target], false, at);
    }
    last
}
