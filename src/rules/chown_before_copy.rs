//! Ownership is handed over before the files arrive.

use super::context::{Context, Sink, finding, fix};
use super::handover::handed_over_later;
use crate::edit::Edit;
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Copied, Event, EventKind, Stage, is_within};
use crate::source::Span;

/// See `chown-before-copy.md`.
pub static RULE: Rule = Rule {
    id: "chown-before-copy",
    title: "Ownership is handed over before the files arrive",
    severity: Severity::Warning,
    guide: Section::OwnWorkdir,
    also: &[],
    text: text!("chown-before-copy.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(stage) = cx.target() else { return };
    let root_starts = cx.last_state().is_none_or(|state| state.identity().is_root());
    if root_starts {
        return;
    }
    for (at, step) in stage.steps.iter().enumerate() {
        for event in &step.events {
            let EventKind::OwnerSet { owner, paths, recursive: true } = &event.kind else {
                continue;
            };
            let late = late_copies(cx, stage, at, paths);
            let Some((path, span)) =
                paths.iter().find(|(path, _)| late.iter().any(|copy| copy.under == *path))
            else {
                continue;
            };
            let line = cx.line(late[0].keyword.start);
            let message = format!(
                "`{path}` is handed to `{owner}` before the files arrive: what line {line} copies there \
                 belongs to root. Give the `COPY` a `--chown`, or run `chown` after it."
            );
            let mut finding = finding(&RULE, *span, message)
                .because(Reason::at(event.command, format!("gives `{path}` to `{owner}`")));
            for copy in &late {
                finding = finding.because(Reason::at(copy.keyword, "brings files as root, later"));
            }
            let edits =
                late.iter().map(|copy| Edit::insert(copy.keyword.end, format!(" --chown={owner}")));
            let repair = fix(format!("Add --chown={owner} to the copy"), edits.collect());
            let literal = !owner.starts_with(':') && owner_is_literal(event, owner, cx.text);
            sink.push(finding.fix(repair.filter(|_| literal).map(Fix::preferred)));
        }
    }
}

/// Whether the owner stands in the file as it is: a value that comes from a variable of the shell
/// would be frozen otherwise.
fn owner_is_literal(event: &Event, owner: &str, text: &str) -> bool {
    event.span.of(text).trim_matches(['"', '\'']) == owner
}

struct Late {
    keyword: Span,
    /// The path of the `chown` that the files land under.
    under: String,
}

/// Copies after step `at` that put root's files under one of `paths`, and that nobody hands over.
fn late_copies(cx: &Context, stage: &Stage, at: usize, paths: &[(String, Span)]) -> Vec<Late> {
    let mut late = Vec::new();
    for (later, step) in stage.steps.iter().enumerate().skip(at + 1) {
        if step.triggered || !step.before.identity().is_root() {
            continue;
        }
        for event in &step.events {
            let EventKind::Copied(copied) = &event.kind else { continue };
            if copied.chown
                || copied.from
                || copied.uid.known() != Some(&0)
                || handed_over_later(stage, later, copied)
            {
                continue;
            }
            let under = paths.iter().find(|(path, _)| lands_under(copied, path));
            if let Some((path, _)) = under {
                let keyword = cx.instruction(step).keyword_word.span;
                late.push(Late { keyword, under: path.clone() });
            }
        }
    }
    late
}

fn lands_under(copied: &Copied, path: &str) -> bool {
    copied.destination.is_known_and(|destination| path != "/" && is_within(destination, path))
}

/// Whether this rule already speaks of the copy in step `at`.
pub(super) fn speaks_of(stage: &Stage, at: usize, copied: &Copied) -> bool {
    let earlier = stage.steps[..at].iter().flat_map(|step| &step.events);
    earlier.into_iter().any(|event| match &event.kind {
        EventKind::OwnerSet { paths, recursive: true, .. } => {
            paths.iter().any(|(path, _)| lands_under(copied, path))
        }
        _ => false,
    })
}
