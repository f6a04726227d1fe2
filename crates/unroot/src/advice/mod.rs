//! How to run the image with no more than it needs: as whom, which places it has to write, which
//! capabilities it needs back, which ports it serves; and what can't be told from the Dockerfile.
//! [`render`] writes it down for Docker, Podman, Compose and Kubernetes.

mod capabilities;
mod facts;
mod obstacles;
mod places;
mod ports;
mod render;
mod run_advice;
mod start;
mod who;

#[cfg(test)]
mod tests;

pub use render::{Flag, Form, Rendered, render};
pub use run_advice::{Capability, Choice, Port, RunAdvice, RunAs, Writable};

use crate::image::{self, Family};
use crate::model::{Build, StageBase, State};
use crate::verdict::{Outside, Verdict};
use facts::Facts;
use start::Start;

/// How to run the image that `build` makes. Where there is no image, or one that all of this does
/// not apply to, says why.
pub fn of(build: &Build, verdict: &Verdict, outside: &Outside) -> Result<RunAdvice, String> {
    let Some(stage) = build.target_stage() else { return Err(verdict.because.clone()) };
    let state = State::clone(&stage.steps.last().expect("a stage has its FROM").after);
    if state.family == Some(Family::Windows) {
        return Err("This is a Windows image: UIDs, capabilities and a read-only root are \
                    Linux's. Windows containers have `--user ContainerUser` and isolation modes \
                    instead."
            .into());
    }
    let base = match build.chain(stage).last().map(|first| &first.base) {
        Some(StageBase::Image { name, .. }) => Some(&**name),
        _ => None,
    };
    let start = Start::of(&state);
    let mut facts = Facts { build, base, service: base.and_then(image::service), start, state };
    let run_as = who::choose(&mut facts, outside);
    let (writable, mut doubts) = places::writable(&facts, &run_as);
    let ports = ports::exposed(&facts, &mut doubts);
    let needs = capabilities::needed(&facts, &run_as, &ports);
    let mut advice = RunAdvice {
        fs_group: fs_group(&run_as, &writable),
        run_as,
        writable,
        capabilities: needs.capabilities,
        ports,
        gains_privileges: needs.gains_privileges,
        first: Vec::new(),
        doubts,
    };
    obstacles::look(&facts, verdict, &mut advice);
    Ok(advice)
}

/// Group 0 would hand the volumes to root's group.
fn fs_group(run_as: &RunAs, writable: &[Writable]) -> Option<u32> {
    let keeps = writable.iter().any(|place| place.keeps);
    let group = run_as.gid.filter(|gid| *gid != 0).or(run_as.uid).filter(|group| *group != 0);
    group.filter(|_| keeps)
}
