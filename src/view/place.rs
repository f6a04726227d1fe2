//! A step of a stage: where somebody stands who walks through the build.

use std::sync::Arc;
use unroot::Analysis;
use unroot::model::{Stage, Step};

/// A step by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The stage, from 0.
    pub stage: usize,
    /// The step of it, from 0.
    pub step: usize,
}

impl Place {
    /// Where `stage` ends.
    pub fn end_of(stage: &Stage) -> Self {
        Place { stage: stage.index, step: stage.steps.len().saturating_sub(1) }
    }

    /// Where the target ends; without one, where the last stage does. `None` where there is no stage.
    pub fn end(analysis: &Analysis) -> Option<Self> {
        let build = &analysis.build;
        build.target_stage().or(build.stages.last().map(Arc::as_ref)).map(Place::end_of)
    }

    /// The step that `line` (from 1) belongs to: the last one that begins on it or above it, since
    /// a comment belongs to the step above. What stands above all stages belongs to the first step.
    pub fn of_line(analysis: &Analysis, line: usize) -> Option<Self> {
        let first_line =
            |step: &Step| analysis.dockerfile.instructions[step.instruction].first_line;
        let stages = &analysis.build.stages;
        let after = stages.partition_point(|stage| first_line(&stage.steps[0]) <= line);
        let stage = stages.get(after.saturating_sub(1))?;
        // Triggers run behind FROM, and their lines stand in another stage.
        let triggers = stage.steps[1..].iter().take_while(|step| step.triggered).count();
        let own = &stage.steps[1 + triggers..];
        let step = match own.partition_point(|step| first_line(step) <= line) {
            0 => 0,
            count => triggers + count,
        };
        Some(Place { stage: stage.index, step })
    }

    /// The stage and the step, if the build has them.
    pub fn of(self, analysis: &Analysis) -> Option<(&Stage, &Step)> {
        let stage = analysis.build.stages.get(self.stage)?;
        Some((stage, stage.steps.get(self.step)?))
    }

    /// The step after this one or before it, across stages in the order of the text.
    pub fn beside(self, analysis: &Analysis, forward: bool) -> Option<Self> {
        let stages = &analysis.build.stages;
        let Place { stage, step } = self;
        match forward {
            true if step + 1 < stages.get(stage)?.steps.len() => {
                Some(Place { stage, step: step + 1 })
            }
            true => stages.get(stage + 1).map(|next| Place { stage: next.index, step: 0 }),
            false if step > 0 => Some(Place { stage, step: step - 1 }),
            false => stages.get(stage.checked_sub(1)?).map(|stage| Place::end_of(stage)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unroot::model::Assumptions;

    const TWO: &str = "# first\nFROM alpine AS build\nONBUILD RUN id\nRUN a \\\n  b\n\nFROM build\n# why\nUSER 1000\n";

    fn place(stage: usize, step: usize) -> Option<Place> {
        Some(Place { stage, step })
    }

    #[test]
    fn every_line_belongs_to_a_step() {
        let analysis = unroot::analyze(TWO, &Assumptions::default());
        let places = (1..=10).map(|line| Place::of_line(&analysis, line)).collect::<Vec<_>>();
        let expected = [(0, 0), (0, 0), (0, 1), (0, 2), (0, 2), (0, 2), (1, 0), (1, 0), (1, 2)];
        let expected: Vec<_> = expected.iter().map(|(stage, step)| place(*stage, *step)).collect();
        assert_eq!(places[..9], expected);
        assert_eq!(places[9], place(1, 2), "past the end");
        let empty = unroot::analyze("# nothing\n", &Assumptions::default());
        assert_eq!((Place::of_line(&empty, 1), Place::end(&empty)), (None, None));
    }

    #[test]
    fn one_walks_through_all_stages_and_back() {
        let analysis = unroot::analyze(TWO, &Assumptions::default());
        let walk = |from, forward| {
            std::iter::successors(from, |at: &Place| at.beside(&analysis, forward))
                .collect::<Vec<_>>()
        };
        let there = walk(place(0, 0), true);
        let steps = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)];
        assert_eq!(there.len(), steps.len());
        assert!(there.iter().zip(steps).all(|(at, to)| (at.stage, at.step) == to));
        let mut back = walk(Place::end(&analysis), false);
        back.reverse();
        assert_eq!(back, there);
        assert_eq!(Place { stage: 7, step: 0 }.beside(&analysis, true), None);
    }
}
