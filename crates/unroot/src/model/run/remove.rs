//! `rm`, `rmdir` and `unlink`.

use super::arg::Arg;
use super::targets::Targets;
use super::walk::{Exit, Walker};
use super::writes::denied;
use super::{getopt, passwd, programs};
use crate::model::permission::may_remove;
use crate::model::{Cause, Node};
use dockerfile::Span;
use std::sync::Arc;

/// Carries one of them out.
pub(super) fn run(walker: &mut Walker, program: &str, rest: &[Arg], command: Span) -> Exit {
    let parsed = getopt::parse(rest, "", &[]);
    let force = parsed.has(&["f", "force"]);
    let deep = parsed.has(&["r", "R", "recursive"]) || program == "rmdir";
    let targets = Targets::of(walker, &parsed.operands);
    for target in &targets.listed {
        let path = &target.path;
        let there = walker.world.files.exists(path);
        let fails = Exit::Fails(Cause::At(command));
        if there == Some(false) {
            if force {
                continue;
            }
            return fails;
        }
        let is_directory = walker.world.files.get(path).is_some_and(Node::is_directory);
        if is_directory && !deep {
            return fails;
        }
        match may_remove(&walker.who, path, &walker.world.files) {
            // What is not known may not exist, and `rm -f` of nothing succeeds.
            Some(false) if there == Some(true) || !force => {
                return denied(walker, path, target.span, command);
            }
            Some(false) | None => return Exit::Unknown,
            Some(true) => {}
        }
        Arc::make_mut(&mut walker.world.files).remove(path);
        passwd::removed(walker, path);
    }
    if targets.beyond.is_empty() && !targets.hidden {
        return Exit::Ok;
    }
    let root = programs::may_be_root(&walker.who);
    if root && force { Exit::Ok } else { Exit::Unknown }
}
