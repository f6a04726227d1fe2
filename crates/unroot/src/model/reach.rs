//! Which stages the target is made from.

use super::{Stage, StageBase};
use dockerfile::{Dockerfile, Instruction};
use std::sync::Arc;

/// The stage called `target` (its name, in any case, or its number), else the last one.
pub(crate) fn target(stages: &[Arc<Stage>], target: Option<&str>) -> Option<usize> {
    let Some(target) = target.filter(|target| !target.is_empty()) else {
        return stages.len().checked_sub(1);
    };
    find(stages, target)
}

pub(crate) fn find(stages: &[Arc<Stage>], name: &str) -> Option<usize> {
    let lower = name.to_ascii_lowercase();
    let named = stages.iter().rfind(|stage| stage.name.as_ref() == Some(&lower));
    let numbered = || name.parse::<usize>().ok().filter(|index| *index < stages.len());
    named.map(|stage| stage.index).or_else(numbered)
}

/// Marks `target` and every stage that it takes anything from, and no other.
pub(crate) fn mark(stages: &mut [Arc<Stage>], target: Option<usize>, dockerfile: &Dockerfile) {
    let mut reached = vec![false; stages.len()];
    let mut open = Vec::from_iter(target);
    while let Some(index) = open.pop() {
        if std::mem::replace(&mut reached[index], true) {
            continue;
        }
        let earlier = &stages[..index];
        let mut sources = Vec::new();
        if let StageBase::Stage(parent) = stages[index].base {
            sources.push(parent);
        }
        for step in &stages[index].steps {
            for name in from_names(&dockerfile.instructions[step.instruction]) {
                sources.extend(find(earlier, name));
            }
        }
        open.extend(sources);
    }
    for (stage, reached) in stages.iter_mut().zip(reached) {
        // One that is shared with an earlier build is copied only where they differ.
        if stage.reached != reached {
            Arc::make_mut(stage).reached = reached;
        }
    }
}

/// The stages or images that `COPY --from=` and `RUN --mount=…,from=` name.
pub(super) fn from_names(instruction: &Instruction) -> Vec<&str> {
    let flag = instruction.flag("from").and_then(|flag| flag.value.as_ref());
    let mounts = instruction.mounts.iter().filter_map(|mount| mount.get("from"));
    flag.map(|value| value.text.as_str()).into_iter().chain(mounts).collect()
}
