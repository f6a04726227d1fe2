//! The lane beside the code: who runs each line.

use super::Material;
use super::runners::runners;
use unroot::Analysis;

/// Lines that the same identity runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// First line, from 1.
    pub first_line: usize,
    /// Last line.
    pub last_line: usize,
    /// What the identity looks like.
    pub material: Material,
    /// Who it is, in a word or two.
    pub label: String,
    /// The lane begins a stage.
    pub opens_stage: bool,
}

/// The lanes of all stages, top-down. A comment belongs to the step above it; what stands between
/// two stages belongs to nobody.
pub fn lanes(analysis: &Analysis) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = Vec::new();
    for stage in &analysis.build.stages {
        let mut opens_stage = true;
        let steps = stage.steps.iter().zip(runners(stage));
        for (step, runner) in steps.filter(|(step, _)| !step.triggered) {
            let Some(at) = analysis.dockerfile.instructions.get(step.instruction) else { continue };
            let same = lanes.last_mut().filter(|lane| {
                !opens_stage && lane.material == runner.material && lane.label == runner.label
            });
            if let Some(lane) = same {
                lane.last_line = at.last_line;
                continue;
            }
            if let Some(above) = lanes.last_mut().filter(|_| !opens_stage) {
                above.last_line = at.first_line - 1;
            }
            let (first_line, last_line) = (at.first_line, at.last_line);
            let (material, label) = (runner.material, runner.label.clone());
            lanes.push(Lane { first_line, last_line, material, label, opens_stage });
            opens_stage = false;
        }
    }
    lanes
}
