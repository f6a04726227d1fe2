//! `tar -x` and `unzip`: what comes out of archives.

use super::arg::Arg;
use super::getopt;
use super::programs::may_be_root;
use super::walk::{Exit, Walker};
use super::writes::{absolute, denied};
use crate::model::directories::join_contents;
use crate::model::permission::may_write;
use crate::model::{Cause, Contents, EventKind, Ownership};
use dockerfile::Span;
use std::sync::Arc;

/// Carries one of them out.
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
        return Exit::Unknown;
    }
    let parsed = match program {
        "unzip" => getopt::parse(rest, "dxP", &[]),
        _ => getopt::parse(rest, "CfTXKbgHLNV", &["directory", "file", "exclude"]),
    };
    let shows_only = match program {
        "unzip" => parsed.has(&["l", "p", "t", "v", "Z"]),
        _ => parsed.has(&["O", "to-stdout"]),
    };
    if shows_only {
        return Exit::Unknown;
    }
    let into = parsed.value(if program == "unzip" { &["d"] } else { &["C", "directory"] });
    let path = match into {
        Some(arg) => arg.value.as_deref().and_then(|path| absolute(walker, path)),
        None => walker.world.cwd.known().cloned(),
    };
    let Some(path) = path else { return Exit::Unknown };
    let path = walker.world.files.resolve(&path, true);
    if may_write(&walker.who, &path, &walker.world.files) == Some(false) {
        return denied(walker, &path, into.map_or(at, |arg| arg.span), command);
    }
    walker.event(at, command, EventKind::Wrote { path: path.clone(), text: None });
    let keeps = rest.iter().any(|arg| arg.text() == "--no-same-owner");
    // Root keeps the archive's owners; everybody else owns what comes out.
    let owner = if program == "tar" && may_be_root(&walker.who) && !keeps {
        Ownership::unknown(&Cause::Outside(command))
    } else {
        Ownership { uid: walker.who.uid.clone(), gid: walker.who.gid.clone() }
    };
    let why = Cause::Outside(command);
    let files = Arc::make_mut(&mut walker.world.files);
    files.complete = false;
    if let Some(node) = files.get_mut(&path) {
        node.contents = join_contents(&node.contents, &Contents::of(owner, &why), &why);
    }
    Exit::Unknown
}
