//! What an earlier simulation already knows of a text of which only the end is another one.

use super::{Assumptions, Build, Stage, StageBase, Step, evidence, reach};
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
    let froms = |end: usize| dockerfile.instructions[..end].iter().rposition(is_from);
    match froms(common) {
        // Later lines of a stage may show how it starts.
        Some(from) if evidence::of(dockerfile, from) != evidence::of(old, from) => {
            froms(from).map_or(0, |_| from)
        }
        Some(_) => common,
        None => 0,
    }
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

/// Stages behind a change that are what they were: the same to the byte and at the same place, and made from
/// nothing that has changed. They are taken over whole.
pub(super) struct Later<'a> {
    dockerfile: &'a Dockerfile,
    old: &'a Dockerfile,
    before: &'a Build,
    /// Which stages were taken over although they are other instructions by number.
    taken: Vec<usize>,
}

impl<'a> Later<'a> {
    /// For `dockerfile`, where `before` is of a text under the same assumptions.
    pub(super) fn new(dockerfile: &'a Dockerfile, before: (&'a Dockerfile, &'a Build)) -> Self {
        let (old, before) = before;
        Later { dockerfile, old, before, taken: Vec::new() }
    }

    /// The stage that begins with the instruction `from`, and the number of the instruction after it; `None`
    /// where it has to be simulated. `stages` are those before it.
    pub(super) fn stage(
        &mut self,
        stages: &[Arc<Stage>],
        from: usize,
    ) -> Option<(Arc<Stage>, usize)> {
        let at = stages.len();
        let (known, next) = (self.before.stages.get(at)?, self.before.stages.get(at + 1));
        let end = next.map_or(self.old.instructions.len(), |next| next.from);
        let written = &self.old.instructions[known.from..end];
        let after = from + written.len();
        let is_from = |instruction: &Instruction| matches!(instruction.body, Body::From { .. });
        let ends = self.dockerfile.instructions.get(after).is_none_or(is_from);
        if !ends || self.dockerfile.instructions.get(from..after)? != written {
            return None;
        }
        let alike = |(new, old): (&Arc<Stage>, &Arc<Stage>)| new.name == old.name;
        let same_names = stages.iter().zip(&self.before.stages).all(alike);
        // What a trigger names stands in another stage.
        let triggered = known.steps.iter().any(|step| step.triggered);
        if !same_names || triggered || !self.made_from_the_same(stages, known, written) {
            return None;
        }
        let moved = |stage: &Arc<Stage>| stage.from != self.before.stages[stage.index].from;
        let stage = if from == known.from && !stages.iter().any(moved) {
            known.clone()
        } else {
            Arc::new(self.moved(stages, known, from))
        };
        self.taken.push(at);
        Some((stage, after))
    }

    fn made_from_the_same(
        &self,
        stages: &[Arc<Stage>],
        known: &Stage,
        written: &[Instruction],
    ) -> bool {
        let same = |at: usize| {
            self.taken.contains(&at) || Arc::ptr_eq(&stages[at], &self.before.stages[at])
        };
        let base = match known.base {
            StageBase::Stage(parent) => same(parent),
            _ => true,
        };
        let mut names = written.iter().flat_map(reach::from_names);
        base && names.all(|name| reach::find(stages, name).is_none_or(same))
    }

    /// `known` where its instructions have other numbers.
    fn moved(&self, stages: &[Arc<Stage>], known: &Stage, from: usize) -> Stage {
        let number = |old: usize| {
            let begun = self.before.stages.partition_point(|stage| stage.from <= old);
            let Some(of) = begun.checked_sub(1) else { return old };
            let begins = stages.get(of).map_or(from, |stage| stage.from);
            begins + old - self.before.stages[of].from
        };
        let step = |step: &Arc<Step>| {
            let mut step = Step::clone(step);
            step.instruction = number(step.instruction);
            for state in [&mut step.before, &mut step.after] {
                let set = state.entrypoint.iter_mut().chain(&mut state.cmd);
                set.for_each(|(_, at)| *at = number(*at));
            }
            Arc::new(step)
        };
        let steps = known.steps.iter().map(step).collect();
        Stage { from, steps, ..known.clone() }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Assumptions, Builder, Stage, simulate, simulate_again};
    use dockerfile::parse;
    use std::sync::Arc;

    const STAGES: &str = "FROM debian:12 AS a\nRUN useradd -u 1200 app && mkdir /x\n              \n\n\
                          FROM debian:12 AS b\nRUN chmod 777 /y\nUSER 1200\nCMD [\"b\"]\n              \n\n\
                          FROM a AS c\nCMD [\"c\"]\nCOPY x y\n\
                          FROM debian:12 AS d\nCOPY --from=b /y /y\nRUN --mount=from=a,target=/a id\n\
                          FROM c AS e\nUSER 1201\nONBUILD RUN id\n\
                          FROM e\nCOPY --from=1 /y /z\nENTRYPOINT [\"e\"]\n";

    /// Simulates `STAGES` with the first `from` replaced by `to`, after `STAGES` itself: how many stages end with the
    /// very files that were there.
    fn again(from: &str, to: &str, builder: Builder) -> usize {
        let assumptions = Assumptions { builder, ..Assumptions::default() };
        let old = parse(STAGES);
        let before = simulate(&old, &assumptions);
        let text = STAGES.replacen(from, to, 1);
        assert_ne!(text, STAGES);
        let new = parse(&text);
        let resumed = simulate_again(&new, &assumptions, (&old, &before));
        assert_eq!(resumed, simulate(&new, &assumptions), "{from:?} to {to:?}");
        let files = |stage: &Stage| stage.steps.last().unwrap().after.files.clone();
        let pairs = resumed.stages.iter().zip(&before.stages);
        pairs.filter(|(new, old)| Arc::ptr_eq(&files(new), &files(old))).count()
    }

    #[test]
    fn later_stages_that_depend_on_nothing_changed_are_taken_over() {
        for builder in [Builder::BuildKit, Builder::Classic] {
            // All but `d` and the last one, which copy from `b`; `b` keeps its files, since its `chmod` finds none.
            assert_eq!(again("chmod 777", "chmod 755", builder), 4);
            // `b` alone is not made from `a`.
            assert_eq!(again("-u 1200", "-u 1300", builder), 1);
        }
        // One instruction more or less with later ones at the same places: only the numbers are other ones.
        let more = "CMD [\"b\"]\nUSER 1201\n     \n";
        assert_eq!(again("CMD [\"b\"]\n              \n\n", more, Builder::BuildKit), 4);
        assert_eq!(again("USER 1200\n", "\n         ", Builder::BuildKit), 4);
        let more = "mkdir /x\nUSER 1201\n     \n";
        assert_eq!(again("mkdir /x\n              \n\n", more, Builder::BuildKit), 2);
        // What no longer means the same stage.
        again("AS b", "AS z", Builder::BuildKit);
        again("FROM debian:12 AS b", "FROM debian:11 AS a", Builder::BuildKit);
        again("FROM debian:12 AS b\n", "ENV FROM=debian:12\n", Builder::BuildKit);
    }
}
