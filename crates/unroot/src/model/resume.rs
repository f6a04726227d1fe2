//! What an earlier simulation already knows of a text of which only the end is another one.

use super::{Assumptions, Build, Cause, Stage, StageBase, State, Step, Value, evidence, reach};
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
    // The target only says which of the stages matter, and the purpose nothing of the build.
    let assumed = Assumptions {
        target: assumptions.target.clone(),
        purpose: assumptions.purpose,
        ..build.assumptions.clone()
    };
    if assumed != *assumptions || old.escape != dockerfile.escape {
        return 0;
    }
    let pairs = dockerfile.instructions.iter().zip(&old.instructions);
    let common = pairs.take_while(|(new, old)| new == old).count();
    let begun = build.stages.partition_point(|stage| stage.from < common);
    let Some(stage) = begun.checked_sub(1).map(|at| &build.stages[at]) else { return 0 };
    // Later lines of a stage may show how an image starts that nobody knows.
    let starts_as = &stage.steps[0].after.user;
    let is_known = matches!(stage.base, StageBase::Stage(_))
        || matches!(starts_as, Value::Known(_, cause) if !matches!(cause, Cause::ShowsRoot(_)));
    let shows = |dockerfile: &Dockerfile| evidence::of(dockerfile, stage.from);
    match is_known || shows(dockerfile) == shows(old) {
        true => common,
        // From there on, unless it is the first.
        false if begun > 1 => stage.from,
        false => 0,
    }
}

fn is_from(instruction: &Instruction) -> bool {
    matches!(instruction.body, Body::From { .. })
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
    stages.iter().map(|stage| triggers_of(dockerfile, &stage.steps)).collect()
}

/// What ONBUILD noted in `steps`.
pub(super) fn triggers_of<'a>(
    dockerfile: &'a Dockerfile,
    steps: &[Arc<Step>],
) -> Vec<(usize, &'a Instruction)> {
    let own = steps.iter().filter(|step| !step.triggered);
    own.filter_map(|step| match &dockerfile.instructions[step.instruction].body {
        Body::Onbuild(trigger) => Some((step.instruction, &**trigger)),
        _ => None,
    })
    .collect()
}

/// What comes after a change and is what it was: the same to the byte and at the same place, and made from nothing that has
/// changed. Whole stages are taken over, and the rest of one whose state is the old one again.
pub(super) struct Later<'a> {
    dockerfile: &'a Dockerfile,
    old: &'a Dockerfile,
    before: &'a Build,
    /// Which stages were taken over although they are other instructions by number.
    taken: Vec<usize>,
    /// The stage that is being simulated.
    current: Option<Current>,
}

/// A stage of which a part has changed.
struct Current {
    index: usize,
    /// Where it ends, and where it ended: the numbers of the instructions that come next.
    ends: (usize, usize),
    /// How many instructions it ends with as it did before.
    same: usize,
}

impl<'a> Later<'a> {
    /// For `dockerfile`, where `before` is of a text under the same assumptions.
    pub(super) fn new(dockerfile: &'a Dockerfile, before: (&'a Dockerfile, &'a Build)) -> Self {
        let (old, before) = before;
        Later { dockerfile, old, before, taken: Vec::new(), current: None }
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
        let ends = self.dockerfile.instructions.get(after).is_none_or(|it| is_from(it));
        if !ends || self.dockerfile.instructions.get(from..after)? != written {
            return None;
        }
        // What a trigger names stands in another stage.
        let triggered = known.steps.iter().any(|step| step.triggered);
        let base = match known.base {
            StageBase::Stage(parent) => self.is_same(stages, parent),
            _ => true,
        };
        if triggered || !base || !self.names_the_same(stages, written) {
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

    /// The steps that end the last one of `stages` from the instruction `from` on, and the number of the instruction
    /// after them; `None` where they have to be simulated: another instruction follows, or another state holds.
    pub(super) fn rest(
        &mut self,
        stages: &[Arc<Stage>],
        from: usize,
    ) -> Option<(Vec<Arc<Step>>, usize)> {
        let stage = stages.last()?;
        let known = self.before.stages.get(stage.index)?;
        if self.current.as_ref().is_none_or(|current| current.index != stage.index) {
            self.current = Some(self.begin(stage, known));
        }
        let current = self.current.as_ref()?;
        let (end, old_end) = current.ends;
        let left = end.checked_sub(from).filter(|left| *left <= current.same)?;
        let old_from = old_end - left;
        let at = known.steps.partition_point(|step| step.triggered || step.instruction < old_from);
        let last = stage.steps.last()?;
        let (now, then) = (&last.after, &known.steps.get(at)?.before);
        // ENTRYPOINT asks whether CMD is of this stage.
        let inherited = |set: usize| set < stage.from.min(known.from);
        let cmd = stage.from == known.from || now.cmd.as_ref().is_none_or(|cmd| inherited(cmd.1));
        if !cmd || !alike_but_for_files(now, then) {
            return None;
        }
        let changed = now.files.differences(&then.files).take(CHANGES + 1);
        let changed: Vec<&str> = changed.collect();
        if !changed.is_empty() {
            // The steps keep their numbers.
            let movable = from == old_from && changed.len() <= CHANGES;
            let steps =
                movable.then(|| self.replayed(stages, &known.steps[at..], last, &changed))??;
            let end = from + steps.len();
            return Some((steps, end));
        }
        if !now.files.is_as_sure_as(&then.files)
            || !self.names_the_same(stages, &self.old.instructions[old_from..old_end])
        {
            return None;
        }
        let rest = known.steps[at..].iter();
        let steps = match from == old_from {
            true => rest.cloned().collect(),
            // What was set before has its number still.
            false => rest
                .map(|step| {
                    renumbered(step, |old| if old < old_from { old } else { from + old - old_from })
                })
                .collect(),
        };
        Some((steps, end))
    }

    /// The first of `steps` after `last`, as many as do not look at `changed`: they do what they did to other files. `None`
    /// where there is none.
    fn replayed(
        &self,
        stages: &[Arc<Stage>],
        steps: &[Arc<Step>],
        last: &Step,
        changed: &[&str],
    ) -> Option<Vec<Arc<Step>>> {
        let mut patch = last.after.files.patch(changed, &steps.first()?.before.files)?;
        let mut before = last.after.clone();
        let mut replayed = Vec::new();
        for step in steps {
            let written = &self.old.instructions[step.instruction];
            let names = reach::from_names(written);
            let looks = changed.iter().any(|path| step.reads.hold(path));
            if looks
                || !names.is_empty() && !self.names_the_same(stages, std::slice::from_ref(written))
            {
                break;
            }
            let files = match Arc::ptr_eq(&step.before.files, &step.after.files) {
                true => Some(before.files.clone()),
                false => step.after.files.patched(&mut patch).map(Arc::new),
            };
            let Some(files) = files else { break };
            let after = Arc::new(State { files, ..State::clone(&step.after) });
            let before = std::mem::replace(&mut before, after.clone());
            replayed.push(Arc::new(Step { before, after, ..Step::clone(step) }));
        }
        (!replayed.is_empty()).then_some(replayed)
    }

    fn begin(&self, stage: &Stage, known: &Stage) -> Current {
        let next = |instructions: &[Arc<Instruction>], from: usize| {
            let later = instructions[from + 1..].iter().position(|it| is_from(it));
            later.map_or(instructions.len(), |at| from + 1 + at)
        };
        let (new, old) = (&self.dockerfile.instructions, &self.old.instructions);
        let ends = (next(new, stage.from), next(old, known.from));
        let own = new[stage.from..ends.0].iter().rev();
        let pairs = own.zip(old[known.from..ends.1].iter().rev());
        let same = pairs.take_while(|(new, old)| new == old).count();
        Current { index: stage.index, ends, same }
    }

    /// Whether the stage `at` gives what it gave.
    fn is_same(&self, stages: &[Arc<Stage>], at: usize) -> bool {
        self.taken.contains(&at) || Arc::ptr_eq(&stages[at], &self.before.stages[at])
    }

    /// Whether the stages that `written` names are those that it named, and give what they gave.
    fn names_the_same(&self, stages: &[Arc<Stage>], written: &[Arc<Instruction>]) -> bool {
        let alike = |(new, old): (&Arc<Stage>, &Arc<Stage>)| new.name == old.name;
        let mut names = written.iter().flat_map(|it| reach::from_names(it));
        stages.iter().zip(&self.before.stages).all(alike)
            && names.all(|name| reach::find(stages, name).is_none_or(|at| self.is_same(stages, at)))
    }

    /// `known` where its instructions have other numbers.
    fn moved(&self, stages: &[Arc<Stage>], known: &Stage, from: usize) -> Stage {
        let number = |old: usize| {
            let begun = self.before.stages.partition_point(|stage| stage.from <= old);
            let Some(of) = begun.checked_sub(1) else { return old };
            let begins = stages.get(of).map_or(from, |stage| stage.from);
            begins + old - self.before.stages[of].from
        };
        let steps = known.steps.iter().map(|step| renumbered(step, number)).collect();
        Stage { from, steps, ..known.clone() }
    }
}

/// The step where instructions have other numbers.
fn renumbered(step: &Step, number: impl Fn(usize) -> usize) -> Arc<Step> {
    let mut step = step.clone();
    step.instruction = number(step.instruction);
    for state in [&mut step.before, &mut step.after] {
        if state.entrypoint.is_some() || state.cmd.is_some() {
            let state = Arc::make_mut(state);
            let set = state.entrypoint.iter_mut().chain(&mut state.cmd);
            set.for_each(|(_, at)| *at = number(*at));
        }
    }
    Arc::new(step)
}

/// Paths that may differ where steps are taken over: each step is asked for each of them.
const CHANGES: usize = 16;

/// Whether two states are the same, whatever they know of files.
fn alike_but_for_files(one: &State, other: &State) -> bool {
    let one = State { files: other.files.clone(), ..one.clone() };
    one == *other
}

#[cfg(test)]
mod tests {
    use crate::model::{Assumptions, Build, Builder, Stage, simulate, simulate_again};
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
        let (resumed, before) = both(STAGES, from, to, builder);
        let files = |stage: &Stage| stage.steps.last().unwrap().after.files.clone();
        let pairs = resumed.stages.iter().zip(&before.stages);
        pairs.filter(|(new, old)| Arc::ptr_eq(&files(new), &files(old))).count()
    }

    /// The build of `text` with the first `from` replaced by `to`, simulated after that of `text`, and this one.
    fn both(text: &str, from: &str, to: &str, builder: Builder) -> (Build, Build) {
        let assumptions = Assumptions { builder, ..Assumptions::default() };
        let old = parse(text);
        let before = simulate(&old, &assumptions);
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text);
        let new = parse(&changed);
        let resumed = simulate_again(&new, &assumptions, (&old, &before));
        assert_eq!(resumed, simulate(&new, &assumptions), "{from:?} to {to:?}");
        (resumed, before)
    }

    #[test]
    fn later_stages_that_depend_on_nothing_changed_are_taken_over() {
        for builder in [Builder::BuildKit, Builder::Classic] {
            // `b` keeps its files, since its `chmod` finds none: what copies from it goes on as it did.
            assert_eq!(again("chmod 777", "chmod 755", builder), 6);
            // `b` alone is not made from `a`.
            assert_eq!(again("-u 1200", "-u 1300", builder), 1);
        }
        // One instruction more or less with later ones at the same places: only the numbers are other ones.
        let more = "CMD [\"b\"]\nUSER 1201\n     \n";
        assert_eq!(again("CMD [\"b\"]\n              \n\n", more, Builder::BuildKit), 5);
        assert_eq!(again("USER 1200\n", "\n         ", Builder::BuildKit), 5);
        let more = "mkdir /x\nUSER 1201\n     \n";
        assert_eq!(again("mkdir /x\n              \n\n", more, Builder::BuildKit), 2);
        // What no longer means the same stage.
        again("AS b", "AS z", Builder::BuildKit);
        again("FROM debian:12 AS b", "FROM debian:11 AS a", Builder::BuildKit);
        again("FROM debian:12 AS b\n", "ENV FROM=debian:12\n", Builder::BuildKit);
    }

    /// How many steps at the end of the stage are the very ones that were there.
    fn rest(from: &str, to: &str) -> usize {
        let text = "FROM debian:12\nUSER 1200\nRUN id\nRUN id\nUSER 0\nWORKDIR /a\nRUN mkdir /b\nRUN chmod 777 /b  \n\
                    RUN chown 1200 /a\nRUN rm -r /b\nCMD [\"a\"]\nRUN id\nENV A=b\nUSER 1200\nEXPOSE 80\n";
        let (resumed, before) = both(text, from, to, Builder::BuildKit);
        let (new, old) = (&resumed.stages[0].steps, &before.stages[0].steps);
        let pairs = new.iter().rev().zip(old.iter().rev());
        pairs.take_while(|(new, old)| Arc::ptr_eq(new, old)).count()
    }

    #[test]
    fn the_rest_of_a_stage_is_taken_over_where_its_state_is_the_old_one_again() {
        // The user is another one up to the next USER.
        assert_eq!(rest("USER 1200\nRUN", "USER 1300\nRUN"), 10);
        // The mode counts while the directory is there.
        assert_eq!(rest("chmod 777 /b  ", "chmod 755 /b  "), 5);
        assert_eq!(rest("RUN id", "RUN ls"), 12);
        // To the end.
        assert_eq!(rest("ENV A=b", "ENV A=c"), 0);
        assert_eq!(rest("mkdir /b", "mkdir /c"), 0);
        // Other numbers, other places.
        assert_eq!(rest("RUN id\n", ""), 0);
        assert_eq!(rest("chmod 777 /b  \n", "true\nENV A=\n"), 0);
    }
}
