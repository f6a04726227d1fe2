//! Which step made a path what it is.

use super::fate::Pair;
use super::{Fate, Place};
use unroot::Analysis;
use unroot::model::{Files, Node, Stage, StageBase, Step};

/// Steps at which something else about a path changed, before it is given up.
const MOST: usize = 24;

/// The steps that gave `path` the owner and the mode that it has after the step at `place`: one or
/// two, the later one first, through the stages that the stage continues. None where the base image
/// brought it so.
pub(super) fn origin<'a>(analysis: &'a Analysis, place: Place, path: &str) -> Vec<&'a Step> {
    let (mut owner, mut mode, mut found) = (false, false, Vec::new());
    let Some((mut stage, _)) = place.of(analysis) else { return found };
    let mut until = place.step + 1;
    for _ in 0..MOST {
        let Some(at) = last_change(stage, until, path) else {
            // Not in this stage, so in the one that it continues, if any.
            match stage.base {
                StageBase::Stage(parent) => stage = &analysis.build.stages[parent],
                _ => break,
            }
            until = stage.steps.len();
            continue;
        };
        let step = &stage.steps[at];
        let (gives_owner, gives_mode) = match pair(step, path).fate() {
            Fate::Other { owner, mode } => (owner, mode),
            Fate::New => (true, true),
            Fate::Gone | Fate::Same => (false, false),
        };
        if gives_owner && !owner || gives_mode && !mode {
            found.push(step);
        }
        (owner, mode, until) = (owner || gives_owner, mode || gives_mode, at);
        if owner && mode {
            break;
        }
    }
    found
}

/// The last step before `until` after which `path` is another node than before it. Nodes are shared
/// from state to state until something touches them, so that it can be searched by halves.
fn last_change(stage: &Stage, until: usize, path: &str) -> Option<usize> {
    let after = |at: usize| identity(&stage.steps[at].after.files, path);
    let now = after(until.checked_sub(1)?);
    // After `low` steps it was another node, or it never was within this stage.
    let (mut low, mut high) = (0, until);
    while low < high {
        let middle = low + (high - low) / 2;
        if after(middle) == now { high = middle } else { low = middle + 1 }
    }
    let at = low;
    (identity(&stage.steps[at].before.files, path) != now).then_some(at)
}

fn identity(files: &Files, path: &str) -> Option<*const Node> {
    files.get(path).map(std::ptr::from_ref)
}

fn pair<'a>(step: &'a Step, path: &'a str) -> Pair<'a> {
    Pair { path, before: step.before.files.get(path), after: step.after.files.get(path) }
}
