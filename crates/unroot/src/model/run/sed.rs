//! `sed`, as far as it changes files.

use super::arg::Arg;
use super::walk::{Exit, Walker};
use super::writes::{absolute, denied};
use super::{getopt, passwd, programs};
use crate::model::permission::may_create;
use crate::model::{Cause, EventKind, Ownership};
use dockerfile::Span;
use std::sync::Arc;

/// `sed -i`: the file is replaced by one of the same owner, or, for others than root, of one's own.
pub(super) fn run(walker: &mut Walker, rest: &[Arg], command: Span) -> Option<Exit> {
    let in_place = |text: &str| {
        let letters = text.starts_with('-') && !text.starts_with("--");
        text.starts_with("--in-place") || (letters && text.contains('i'))
    };
    let parsed = getopt::parse(rest, "ef", &["expression", "file"]);
    if !rest.iter().any(|arg| in_place(arg.text())) {
        let reads_input = parsed.operands.len() <= 1 && !parsed.has(&["e", "f", "expression"]);
        return Some(if reads_input { Exit::Ok } else { Exit::Unknown });
    }
    let given = parsed.value(&["e", "expression"]);
    let (script, files) = match given {
        Some(script) => (script.value.clone(), &parsed.operands[..]),
        None => {
            let (script, files) = parsed.operands.split_first()?;
            (script.value.clone(), files)
        }
    };
    for arg in files {
        let Some(path) = arg.value.as_deref().and_then(|path| absolute(walker, path)) else {
            continue;
        };
        if walker.world.files.exists(&path) == Some(false) {
            return Some(Exit::Fails(Cause::At(command)));
        }
        if may_create(&walker.who, &path, &walker.world.files) == Some(false) {
            return Some(denied(walker, &path, arg.span, command));
        }
        walker.event(arg.span, command, EventKind::Wrote { path: path.clone(), text: None });
        passwd::edited(walker, &path, script.as_deref(), command);
        if !programs::may_be_root(&walker.who) {
            let owner = Ownership { uid: walker.who.uid.clone(), gid: walker.who.gid.clone() };
            let files = Arc::make_mut(&mut walker.world.files);
            if let Some(node) = files.get_mut(&path) {
                node.give(&owner);
            }
        }
    }
    Some(Exit::Unknown)
}
