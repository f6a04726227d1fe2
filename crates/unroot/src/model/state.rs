//! The build as simulated: stages, steps, and what holds before and after each.

use super::reads::Reads;
use super::{
    Accounts, Builder, Cause, Environment, Events, Files, Outcome, Purpose, Subject, Tools, Value,
};
use crate::image::{Family, ImageFacts};
use dockerfile::{Command, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a Dockerfile can't say and the reader may.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Assumptions {
    /// Build arguments (`--build-arg`).
    pub build_args: BTreeMap<String, String>,
    /// The stage that is built (`--target`): a name or a number; the last one if not given.
    pub target: Option<String>,
    /// Which builder builds.
    pub builder: Builder,
    /// For a base image that nobody knows: the `User` of its configuration.
    pub base_user: Option<String>,
    /// For a base image that nobody knows: the distribution it is made from.
    pub base_family: Option<Family>,
    /// What the image is for; what the file shows if not given.
    pub purpose: Option<Purpose>,
}

/// A simulated Dockerfile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Build {
    /// Every stage in order.
    pub stages: Vec<Arc<Stage>>,
    /// Index of the stage that is built; `None` where there is none (no FROM, or no stage of the
    /// target's name).
    pub target: Option<usize>,
    /// What the parser refuses first, in whichever stage or before all of them: then nothing is built.
    pub refused: Option<Span>,
    /// What was assumed.
    pub assumptions: Assumptions,
}

/// Where a build stops.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stop<'a> {
    /// At what the parser refuses.
    Refused(Span),
    /// At this step, and the place inside it.
    Step(&'a Step, Span),
}

impl Build {
    /// `stage` and the stages that it continues, last one first.
    pub fn chain<'a>(&'a self, stage: &'a Stage) -> Vec<&'a Stage> {
        let mut chain = vec![stage];
        while let Some(StageBase::Stage(parent)) = chain.last().map(|stage| &stage.base) {
            chain.push(&self.stages[*parent]);
        }
        chain
    }

    /// Where the build stops, if it does: what can't be read is met before anything runs.
    pub fn stops(&self) -> Option<Stop<'_>> {
        if let Some(span) = self.refused {
            return Some(Stop::Refused(span));
        }
        let reached = self.stages.iter().filter(|stage| stage.reached);
        let failing =
            reached.flat_map(|stage| &stage.steps).filter_map(|step| match &step.outcome {
                // A failure inside the step shows its command; one from before it (a user that nobody
                // made) shows the step.
                Outcome::Fails(cause) => {
                    let inside = cause.span().filter(|span| step.span.contains(*span));
                    Some((&**step, inside.unwrap_or(step.span), cause))
                }
                _ => None,
            });
        let unreadable = |(.., cause): &(_, _, &Cause)| matches!(cause, Cause::Unreadable(_));
        let first = failing.clone().find(unreadable).or_else(|| failing.clone().next());
        first.map(|(step, span, _)| Stop::Step(step, span))
    }

    /// The stage that is built.
    pub fn target_stage(&self) -> Option<&Stage> {
        self.target.map(|target| &*self.stages[target])
    }
}

/// One stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Its place, from 0.
    pub index: usize,
    /// Its name in lower case, if it has one.
    pub name: Option<String>,
    /// The instruction FROM: index in the Dockerfile's instructions.
    pub from: usize,
    /// What it starts from.
    pub base: StageBase,
    /// FROM and the instructions after it, triggers of ONBUILD included.
    pub steps: Vec<Arc<Step>>,
    /// Whether the target is built from this stage, through FROM or `COPY --from`.
    pub reached: bool,
}

/// What a stage starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StageBase {
    /// An earlier stage.
    Stage(usize),
    /// An image: its name after substitution, and what is known of it.
    Image {
        /// As FROM names it, variables replaced.
        name: Arc<str>,
        /// Facts, if anybody knows the image.
        facts: Option<&'static ImageFacts>,
    },
    /// The name holds a variable whose value is not known.
    Unknown(Cause),
}

impl StageBase {
    /// The image's name, where the stage starts from one.
    pub fn image_name(&self) -> Option<&str> {
        match self {
            StageBase::Image { name, .. } => Some(name),
            _ => None,
        }
    }
}

/// One instruction of one stage, simulated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Index in the Dockerfile's instructions.
    pub instruction: usize,
    /// The instruction's span (the trigger's own, inside ONBUILD, for a trigger that runs).
    pub span: Span,
    /// Runs because the parent stage has it as ONBUILD.
    pub triggered: bool,
    /// What holds before: what held after the step before it.
    pub before: Arc<State>,
    /// What holds after.
    pub after: Arc<State>,
    /// Who a RUN is with what holds before, and with what holds after. Neighbours share them.
    pub(super) who: [Arc<Identity>; 2],
    /// Who runs the instruction.
    pub(super) runner: Arc<Identity>,
    /// What happened, in order.
    pub events: Events,
    /// Whether the step builds.
    pub outcome: Outcome,
    /// The paths that it looked at.
    pub(super) reads: Reads,
}

impl Step {
    /// Who runs the instruction: a RUN as whom it begins, although it may rename that very account; FROM and
    /// USER as whom they switch to; a start command as whom the container starts.
    pub fn runner(&self) -> &Identity {
        &self.runner
    }

    /// Who a RUN is that begins here: [`State::identity`] of what holds before, looked up once.
    pub fn identity_before(&self) -> &Identity {
        &self.who[0]
    }

    /// Who a RUN is that follows: [`State::identity`] of what holds after, looked up once.
    pub fn identity_after(&self) -> &Identity {
        &self.who[1]
    }
}

/// What holds at one moment of a stage. Cheap to clone: the large parts are shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// `User` of the image configuration, unresolved; empty means root.
    pub user: Value<String>,
    /// `WorkingDir`.
    pub workdir: Value<String>,
    /// Environment and build arguments in scope.
    pub env: Arc<Environment>,
    /// The shell of the shell form.
    pub shell: Arc<Vec<String>>,
    /// Whether the image holds a shell at all; `None` where nobody knows.
    pub has_shell: Option<bool>,
    /// Users and groups.
    pub accounts: Arc<Accounts>,
    /// Paths.
    pub files: Arc<Files>,
    /// Family of the base image, if known.
    pub family: Option<Family>,
    /// The mode that `useradd -m` gives home directories in this image, if known.
    pub home_mode: Option<u32>,
    /// Whether dash has `set -o pipefail` in this image, if it is known.
    pub dash_has_pipefail: Option<bool>,
    /// Programs that make users.
    pub tools: Tools,
    /// `ENTRYPOINT` and the instruction that set it (index), if one of this file did.
    pub entrypoint: Option<(Command, usize)>,
    /// `CMD`, likewise.
    pub cmd: Option<(Command, usize)>,
    /// The base image's facts, if its own entrypoint steps down from root.
    pub drops_privileges: Option<&'static ImageFacts>,
    /// `VOLUME`s: absolute paths, and where this file declares them.
    pub volumes: Arc<Vec<(String, Span)>>,
    /// Volumes that what the stage continues declares: absolute paths.
    pub inherited_volumes: Arc<Vec<String>>,
    /// Words of `EXPOSE`, variables replaced (`80`, `53/udp`, `8000-8010`), and where they stand.
    pub exposed: Arc<Vec<(Value<String>, Span)>>,
    /// Who builds; names are looked up differently.
    pub builder: Builder,
}

/// Who a process is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Effective UID.
    pub uid: Value<u32>,
    /// Effective GID.
    pub gid: Value<u32>,
    /// Supplementary groups that are known.
    pub groups: Vec<u32>,
    /// Login name, if a passwd line gives one.
    pub name: Option<String>,
    /// What `HOME` is unless the environment says otherwise.
    pub home: Option<String>,
    /// The name or group in USER that nobody made, if that is so: the process can't start.
    pub missing: Option<Missing>,
}

/// A name that a resolver does not find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// User or group.
    pub subject: Subject,
    /// The name.
    pub name: String,
    /// Whether it is certain that nobody made it.
    pub certain: bool,
}
