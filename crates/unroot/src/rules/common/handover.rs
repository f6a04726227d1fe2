//! Whether copied files get another owner, or are removed.

use crate::model::{Cause, Copied, Event, EventKind, Stage, Step, is_within};
use crate::rules::context::Context;
use dockerfile::Body;

/// Whether a `chown` after step `at` of `stage` reaches what `copied` brought, or a `COPY --chown` brings
/// it again.
pub fn handed_over_later(cx: &Context, stage: &Stage, at: usize, copied: &Copied) -> bool {
    let Some(destination) = copied.destination.known() else { return false };
    stage.steps[at + 1..].iter().any(|step| {
        step.events.iter().any(|event| match &event.kind {
            EventKind::OwnerSet { paths, .. } => paths.iter().any(|(path, _)| {
                let directory = path.trim_end_matches(['*', '.']).trim_end_matches('/');
                is_within(destination, if directory.is_empty() { "/" } else { directory })
            }),
            EventKind::Copied(again) => {
                let covers = again.destination.is_known_and(|to| is_within(destination, to));
                again.chown && covers && !copied.from && brings_context(cx, step)
            }
            _ => false,
        })
    })
}

/// Whether the step copies the whole build context.
fn brings_context(cx: &Context, step: &Step) -> bool {
    let instruction = cx.instruction(step);
    let Body::Copy(copy) = &instruction.body else { return false };
    let whole = |text: &str| matches!(text, "." | "./");
    instruction.flag("from").is_none() && copy.sources.iter().any(|source| whole(&source.text))
}

/// Whether all that step `at` is known to have brought is removed by the end of `stage`.
pub fn is_gone(stage: &Stage, at: usize, copied: &Copied) -> bool {
    let (Some(to), Some(end)) = (copied.destination.known(), stage.steps.last()) else {
        return false;
    };
    let step = &stage.steps[at];
    let own =
        step.after.files.within(to).filter(|(_, node)| *node.uid.cause() == Cause::At(step.span));
    let mut gone = own.map(|(path, _)| end.after.files.get(path).is_none()).peekable();
    gone.peek().is_some() && gone.all(|gone| gone)
}

/// The last `chown`, or copy with `--chown`, of the stages that the target continues that reaches `path`.
pub fn given_by<'a>(cx: &Context<'a>, path: &str) -> Option<&'a Event> {
    let gives = |event: &Event| match &event.kind {
        EventKind::OwnerSet { paths, recursive, .. } => {
            paths.iter().any(|(to, _)| to == path || *recursive && is_within(path, to))
        }
        EventKind::Copied(copied) => {
            copied.chown && copied.destination.is_known_and(|to| is_within(path, to))
        }
        _ => false,
    };
    let events: Vec<&Event> = cx.chain_events().map(|(_, event)| event).collect();
    events.into_iter().rfind(|event| gives(event))
}

/// Whether the copy lands in `path` or below it; the root directory is too wide to mean anything.
pub fn lands_under(copied: &Copied, path: &str) -> bool {
    copied.destination.is_known_and(|destination| path != "/" && is_within(destination, path))
}

/// Whether a `chown -R` before step `at` of `stage` was meant for what `copied` brings: it names the place
/// where that lands, and comes too early.
pub fn handed_over_before(stage: &Stage, at: usize, copied: &Copied) -> bool {
    let earlier = stage.steps[..at].iter().flat_map(|step| &step.events);
    earlier.into_iter().any(|event| match &event.kind {
        EventKind::OwnerSet { paths, recursive: true, .. } => {
            paths.iter().any(|(path, _)| lands_under(copied, path))
        }
        _ => false,
    })
}
