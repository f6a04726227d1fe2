//! What an earlier simulation already knows of a text of which only the end is another one.

use super::{Assumptions, Build, Stage};
use dockerfile::{Body, Dockerfile, Instruction};
use std::sync::Arc;

/// ONBUILD instructions of each stage, and what they trigger.
pub(super) type Triggers<'a> = Vec<Vec<(usize, &'a Instruction)>>;

/// How many instructions at the beginning are the same, to the byte and at the same place, and are
/// built under the same assumptions; none unless a FROM is among them.
pub(super) fn common(
    dockerfile: &Dockerfile,
    assumptions: &Assumptions,
    before: (&Dockerfile, &Build),
) -> usize {
    let (old, build) = before;
    // The target only says which of the stages matter.
    let assumed = Assumptions { target: assumptions.target.clone(), ..build.assumptions.clone() };
    if assumed != *assumptions || old.escape != dockerfile.escape {
        return 0;
    }
    let pairs = dockerfile.instructions.iter().zip(&old.instructions);
    let common = pairs.take_while(|(new, old)| new == old).count();
    let is_from = |instruction: &Instruction| matches!(instruction.body, Body::From { .. });
    if dockerfile.instructions[..common].iter().any(is_from) { common } else { 0 }
}

/// The stages of `build` up to the instruction `common`. Whole ones are shared.
pub(super) fn stages(build: &Build, common: usize) -> Vec<Arc<Stage>> {
    let begun = build.stages.iter().take_while(|stage| stage.from < common);
    let mut stages: Vec<Arc<Stage>> = begun.cloned().collect();
    if let Some(last) = stages.last_mut() {
        let kept = last.steps.partition_point(|step| step.triggered || step.instruction < common);
        if kept < last.steps.len() {
            let Stage { index, from, reached, .. } = **last;
            let (name, base) = (last.name.clone(), last.base.clone());
            let steps = last.steps[..kept].to_vec();
            *last = Arc::new(Stage { index, name, from, base, steps, reached });
        }
    }
    stages
}

/// What ONBUILD noted in `stages`, which are those of `dockerfile`.
pub(super) fn triggers<'a>(dockerfile: &'a Dockerfile, stages: &[Arc<Stage>]) -> Triggers<'a> {
    let of = |stage: &Arc<Stage>| {
        let own = stage.steps.iter().filter(|step| !step.triggered);
        own.filter_map(|step| match &dockerfile.instructions[step.instruction].body {
            Body::Onbuild(trigger) => Some((step.instruction, &**trigger)),
            _ => None,
        })
        .collect()
    };
    stages.iter().map(of).collect()
}
