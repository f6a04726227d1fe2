//! Why a build stops, in one sentence.

use crate::model::{Cause, Denial, EventKind, Outcome, Step, ToolFailure};

/// What stops a build on line `line`, which the parser refuses.
pub(super) fn unreadable(line: usize) -> String {
    format!("Docker can't read line {line}.")
}

/// What stops `step`, which fails on line `line`.
pub(super) fn sentence(step: &Step, line: usize) -> String {
    let who = step.identity_before();
    if let (Some(missing), true) = (&who.missing, step.events.is_empty()) {
        return format!("Line {line} runs as `{}`, and nothing creates that name.", missing.name);
    }
    if matches!(&step.outcome, Outcome::Fails(Cause::Unreadable(_))) {
        return unreadable(line);
    }
    let stopped = step.outcome == Outcome::Fails(Cause::At(step.span)) && step.events.is_empty();
    if stopped && step.before.has_shell == Some(false) {
        return format!("Line {line} needs a shell, and this image has none.");
    }
    let kinds = step.events.iter().filter(|event| !event.conditional).map(|event| &event.kind);
    let mut said = kinds.filter_map(|kind| match kind {
        EventKind::OwnerMissing { name, .. } => {
            Some(format!("Line {line} gives files to `{name}`, and nothing creates that name."))
        }
        EventKind::Denied { what, who: runner, fails: Outcome::Fails(_) } => Some(match what {
            Denial::Program { name } => {
                format!("Line {line} needs root for `{name}`, but runs as `{runner}`.")
            }
            Denial::Write { path } => {
                format!("Line {line} writes `{path}` as `{runner}`, which may not do that.")
            }
            Denial::Home { program, home, .. } => {
                format!("`{program}` on line {line} writes below `HOME`, and `{runner}` may not write to `{home}`.")
            }
            Denial::Read { path } => {
                format!("Line {line} reads `{path}` as `{runner}`, which may not do that.")
            }
            Denial::Start { path } => {
                format!("Line {line} starts `{path}` as `{runner}`, which may not do that.")
            }
            Denial::Change { path } => {
                format!("Line {line} hands over `{path}` as `{runner}`, which only root may do.")
            }
        }),
        EventKind::ToolFails { program, why } => Some(tool(program, why, line)),
        _ => None,
    });
    said.next_back().unwrap_or_else(|| format!("The build stops on line {line}."))
}

fn tool(program: &str, why: &ToolFailure, line: usize) -> String {
    match why {
        ToolFailure::Absent => {
            format!("Line {line} calls `{program}`, which this image does not have.")
        }
        ToolFailure::Option(option) => {
            format!("`{program}` on line {line} does not take `{option}` in this image.")
        }
        ToolFailure::Taken(what) => {
            format!("`{program}` on line {line} wants `{what}`, which is taken.")
        }
        ToolFailure::Unknown(_, name) => {
            format!("`{program}` on line {line} needs `{name}`, which does not exist.")
        }
        ToolFailure::Name => {
            format!("`{program}` on line {line} needs the name of one account.")
        }
        ToolFailure::Prompts => {
            format!(
                "`{program}` on line {line} asks for a password, which nobody gives in a build."
            )
        }
        ToolFailure::NoCommand => {
            format!(
                "`SHELL` gives `{program}` no `-c`, so it takes line {line} for the name of a file."
            )
        }
    }
}
