//! The steps that a goal names by the words of a line.

use crate::matching::Words;
use dockerfile::Instruction;
use unroot::Analysis;
use unroot::model::Identity;

/// The steps whose instruction has the words of `line`, each with who runs it.
pub(crate) fn steps_with<'a>(
    analysis: &'a Analysis,
    line: &str,
) -> impl Iterator<Item = (&'a Instruction, &'a Identity)> {
    let words = Words::of(line);
    let steps = analysis.build.stages.iter().flat_map(|stage| &stage.steps);
    steps.filter_map(move |step| {
        let instruction = &**analysis.dockerfile.instructions.get(step.instruction)?;
        words.are_in(instruction).then(|| (instruction, step.runner()))
    })
}

/// What is missed where no instruction has the words of `line`.
pub(super) fn absent(line: &str) -> String {
    format!("No instruction says `{line}`.")
}
