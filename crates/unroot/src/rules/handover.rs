//! Whether copied files are given away, or gone, later on.

use super::context::Context;
use crate::model::{Cause, Copied, EventKind, Stage, Step, is_within};
use dockerfile::Body;

/// Whether a `chown` after step `at` of `stage` reaches what `copied` brought, or a `COPY --chown` brings
/// it again.
pub(super) fn handed_over_later(cx: &Context, stage: &Stage, at: usize, copied: &Copied) -> bool {
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
pub(super) fn is_gone(stage: &Stage, at: usize, copied: &Copied) -> bool {
    let (Some(to), Some(end)) = (copied.destination.known(), stage.steps.last()) else {
        return false;
    };
    let step = &stage.steps[at];
    let own =
        step.after.files.within(to).filter(|(_, node)| *node.uid.cause() == Cause::At(step.span));
    let mut gone = own.map(|(path, _)| end.after.files.get(path).is_none()).peekable();
    gone.peek().is_some() && gone.all(|gone| gone)
}
