//! How to run the image with no more than it needs: as whom, which places it has to write, which
//! capabilities it needs back, which ports it serves; and what can't be told from the Dockerfile.
//! [`render`] writes it down for Docker, Podman, Compose and Kubernetes.

mod capabilities;
mod obstacles;
mod places;
mod ports;
mod render;
mod start;
mod who;

#[cfg(test)]
mod tests;

pub use render::{Flag, Form, Rendered, render};

use crate::image::{self, Family, Service};
use crate::model::{Build, Event, Stage, StageBase, State};
use crate::verdict::{Outside, Verdict};
use dockerfile::Span;
use std::borrow::Cow;

/// What it takes to run the image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunAdvice {
    /// As whom.
    pub run_as: RunAs,
    /// Directories that have to be writable though the rest is not, by path.
    pub writable: Vec<Writable>,
    /// Capabilities that it needs back when all are dropped.
    pub capabilities: Vec<Capability>,
    /// Ports that the image exposes, by number.
    pub ports: Vec<Port>,
    /// Why `no-new-privileges` would break it, if it would.
    pub gains_privileges: Option<String>,
    /// The group that volumes are handed to in Kubernetes: `None` where nothing has to stay, or
    /// where no number is known.
    pub fs_group: Option<u32>,
    /// What to do before running it, gravest first; empty where nothing stands in the way.
    pub first: Vec<String>,
    /// What can't be told from here, and how to find out.
    pub doubts: Vec<String>,
}

/// As whom the container runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunAs {
    /// Where that comes from.
    pub choice: Choice,
    /// UID, if known.
    pub uid: Option<u32>,
    /// GID, if known.
    pub gid: Option<u32>,
    /// Supplementary groups that the image gives the user.
    pub groups: Vec<u32>,
    /// Login name, if there is one.
    pub name: Option<String>,
    /// Why this one, in whole sentences.
    pub why: String,
    /// Where that was read, if no line of the Dockerfile says it.
    pub source: Option<&'static str>,
    /// Kubernetes has to be told the UID: the image does not say it as a number other than 0.
    pub state_uid: bool,
    /// Kubernetes has to be told the GID: it would take another one than Docker does.
    pub state_gid: bool,
}

/// Where the user comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// The image starts as this ordinary user.
    Image,
    /// The image starts as root, and nothing known keeps it from starting as this user.
    Offered,
    /// The image starts as root, and nobody is known as whom it would work.
    Root,
    /// Whom the image starts as can't be told, or nobody made that user.
    Unknown,
}

/// A directory that has to be writable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writable {
    /// Absolute path.
    pub path: String,
    /// Whether its contents have to outlive the container.
    pub keeps: bool,
    /// Permission bits for a new directory in its place.
    pub mode: u32,
    /// Whether the user may write the directory as the image has it; a new volume gets its owner.
    pub open: Option<bool>,
    /// Why it has to be writable.
    pub why: Cow<'static, str>,
    /// Where that was read, if no line of the Dockerfile says it.
    pub source: Option<&'static str>,
    /// The line that says it.
    pub span: Option<Span>,
}

/// A capability that is needed back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capability {
    /// Its name without `CAP_`.
    pub name: String,
    /// What for.
    pub why: Cow<'static, str>,
    /// Where that was read.
    pub source: Option<&'static str>,
    /// Only under Podman, which keeps ports below 1024 for root.
    pub podman_only: bool,
}

/// A port, or a range of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Port {
    /// The first.
    pub first: u16,
    /// The last; the first again for a single one.
    pub last: u16,
    /// `tcp`, `udp` or `sctp`.
    pub protocol: &'static str,
    /// Where the image that exposes it was read; `None` where the Dockerfile does.
    pub source: Option<&'static str>,
}

/// What the parts of the advice are made from.
struct Facts<'a> {
    build: &'a Build,
    /// What holds when the target stage ends, with the user in force whom the advice is for.
    state: State,
    /// The base image by its name, if it is one that FROM names.
    base: Option<&'a str>,
    /// What is known of the service that the base image brings.
    service: Option<&'static Service>,
    start: start::Start,
}

impl<'a> Facts<'a> {
    /// The target stage and the stages that it continues, last one first.
    fn chain(&self) -> Vec<&'a Stage> {
        self.build.target_stage().map_or(Vec::new(), |target| self.build.chain(target))
    }

    /// What happens in them, first to last.
    fn events(&self) -> Vec<&'a Event> {
        let mut events = Vec::new();
        for stage in self.chain().into_iter().rev() {
            for step in &stage.steps {
                events.extend(&step.events);
            }
        }
        events
    }
}

/// How to run the image that `build` makes. Where there is no image, or one that all of this does
/// not apply to, says why.
pub fn of(build: &Build, verdict: &Verdict, outside: &Outside) -> Result<RunAdvice, String> {
    let Some(stage) = build.target_stage() else { return Err(verdict.because.clone()) };
    let state = stage.steps.last().expect("a stage has its FROM").after.clone();
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
    let start = start::Start::of(&state);
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
