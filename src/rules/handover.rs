//! Whether copied files are given away later on.

use crate::model::{Copied, EventKind, Stage, is_within};

/// Whether a `chown` after step `at` of `stage` reaches what `copied` brought.
pub(super) fn handed_over_later(stage: &Stage, at: usize, copied: &Copied) -> bool {
    let Some(destination) = copied.destination.known() else { return false };
    let later = stage.steps[at + 1..].iter().flat_map(|step| &step.events);
    later.into_iter().any(|event| match &event.kind {
        EventKind::OwnerSet { paths, .. } => paths.iter().any(|(path, _)| {
            let directory = path.trim_end_matches(['*', '.']).trim_end_matches('/');
            is_within(destination, if directory.is_empty() { "/" } else { directory })
        }),
        _ => false,
    })
}
