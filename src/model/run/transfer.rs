//! Programs that bring files from one place to another: copies, moves, archives.

use super::arg::Arg;
use super::programs::may_be_root;
use super::walk::{Exit, Walker};
use super::writes::{absolute, create, denied, write_arg};
use crate::model::permission::may_write;
use crate::model::{Cause, Doubt, DoubtKind, EventKind, Ownership, Value, join};
use crate::source::Span;
use std::sync::Arc;

/// `cp`, `mv`, `ln` and `install`.
pub(super) fn copy(walker: &mut Walker, program: &str, rest: &[Arg], command: Span) -> Exit {
    let directories = program == "install"
        && rest.iter().any(|arg| arg.text().starts_with('-') && arg.text().contains('d'));
    let owned = program == "install"
        && rest.iter().any(|arg| {
            matches!(arg.text(), "-o" | "-g")
                || arg.text().starts_with("--owner")
                || arg.text().starts_with("--group")
        });
    let operands: Vec<&Arg> = rest.iter().filter(|arg| !arg.text().starts_with('-')).collect();
    if directories {
        if owned {
            return install_directories(walker, rest, command);
        }
        return operands.iter().fold(Exit::Ok, |_, arg| write_arg(walker, arg, true, command));
    }
    let Some(target) = operands.last() else { return Exit::Unknown };
    let Some(path) = target.value.as_deref().and_then(|path| absolute(walker, path)) else {
        return Exit::Unknown;
    };
    if may_write(&walker.who, &path, &walker.world.files) == Some(false) {
        return denied(walker, &path, target.span, command);
    }
    walker.event(target.span, command, EventKind::Wrote { path: path.clone() });
    let cause = Cause::Outside(command);
    let files = Arc::make_mut(&mut walker.world.files);
    if program == "mv" {
        for source in operands.iter().take(operands.len().saturating_sub(1)) {
            if let Some(source) = source.value.as_deref().filter(|source| source.starts_with('/')) {
                files.remove(&join("/", source));
            }
        }
    }
    match files.get_mut(&path) {
        Some(node) if node.directory => {
            let unknown = || Value::Unknown(cause.clone());
            node.contents = Some(Ownership { uid: unknown(), gid: unknown() });
        }
        Some(_) => {}
        None if program == "cp"
            && !rest.iter().any(|arg| {
                matches!(arg.text(), "-a" | "-p" | "-ar" | "-rp" | "-pr" | "--preserve")
            }) =>
        {
            create(walker, &path, false, command);
        }
        None => {}
    }
    if matches!(path.as_str(), "/etc/passwd" | "/etc/group") {
        let doubt = Doubt { kind: DoubtKind::Anything, cause: Cause::At(command) };
        Arc::make_mut(&mut walker.world.accounts).doubts.push(doubt);
    }
    Exit::Ok
}

/// `install -d -o app -g app -m 0755 dir`: the leaf gets owner and mode, parents are root's.
fn install_directories(walker: &mut Walker, rest: &[Arg], command: Span) -> Exit {
    let (mut owner, mut group, mut mode) = (None, None, None);
    let mut paths = Vec::new();
    let mut words = rest.iter();
    while let Some(arg) = words.next() {
        match arg.text() {
            "-o" | "--owner" => owner = words.next(),
            "-g" | "--group" => group = words.next(),
            "-m" | "--mode" => mode = words.next(),
            text if text.starts_with('-') => {}
            _ => paths.push(arg),
        }
    }
    for arg in paths {
        let exit = write_arg(walker, arg, true, command);
        if matches!(exit, Exit::Fails(_)) {
            return exit;
        }
        let spec = match (owner, group) {
            (Some(owner), Some(group)) => format!("{}:{}", owner.text(), group.text()),
            (Some(owner), None) => owner.text().to_owned(),
            (None, Some(group)) => format!(":{}", group.text()),
            (None, None) => continue,
        };
        let span = owner.or(group).map_or(arg.span, |arg| arg.span);
        let words = [Arg::known(&spec, span), arg.clone()];
        if let Some(exit @ Exit::Fails(_)) =
            super::ownership::run(walker, "chown", arg.span, &words, command)
        {
            return exit;
        }
        if let Some(mode) = mode {
            let words = [mode.clone(), arg.clone()];
            super::ownership::run(walker, "chmod", arg.span, &words, command);
        }
    }
    Exit::Ok
}

/// `tar -x` and `unzip`.
pub(super) fn extract(
    walker: &mut Walker,
    program: &str,
    at: Span,
    rest: &[Arg],
    command: Span,
) -> Exit {
    let first = rest.first().map(Arg::text).unwrap_or_default();
    let extracts = program == "unzip"
        || rest.iter().any(|arg| arg.text() == "--extract")
        || rest.iter().any(|arg| {
            arg.text().starts_with('-') && !arg.text().starts_with("--") && arg.text().contains('x')
        })
        || (!first.starts_with('-') && first.contains('x') && !first.contains('.'));
    if !extracts {
        return Exit::Ok;
    }
    let flag = if program == "unzip" { "-d" } else { "-C" };
    let into = rest
        .iter()
        .position(|arg| arg.text() == flag || arg.text() == "--directory")
        .and_then(|at| rest.get(at + 1));
    let path = match into {
        Some(arg) => arg.value.as_deref().and_then(|path| absolute(walker, path)),
        None => walker.world.cwd.known().cloned(),
    };
    let Some(path) = path else { return Exit::Unknown };
    if may_write(&walker.who, &path, &walker.world.files) == Some(false) {
        return denied(walker, &path, into.map_or(at, |arg| arg.span), command);
    }
    walker.event(at, command, EventKind::Wrote { path: path.clone() });
    // Root keeps the archive's owners; everybody else owns what comes out.
    let (uid, gid) = if may_be_root(&walker.who) {
        (Value::Unknown(Cause::Outside(command)), Value::Unknown(Cause::Outside(command)))
    } else {
        (walker.who.uid.clone(), walker.who.gid.clone())
    };
    let files = Arc::make_mut(&mut walker.world.files);
    if let Some(node) = files.get_mut(&path) {
        node.contents = Some(Ownership { uid, gid });
    }
    Exit::Unknown
}
