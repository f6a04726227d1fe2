//! What is asked about, and the answers that speak against it.

use crate::image::{self, ImageFacts, Service};
use crate::model::{Build, Identity, Stage, StageBase, State};
use dockerfile::Dockerfile;

/// What is asked about: an image, as the user that it starts as finds it.
pub(super) struct Image<'a> {
    pub(super) text: &'a str,
    pub(super) dockerfile: &'a Dockerfile,
    pub(super) build: &'a Build,
    pub(super) stage: &'a Stage,
    pub(super) state: &'a State,
    pub(super) who: Identity,
}

impl<'a> Image<'a> {
    /// The image that `build` makes; `None` where there is no stage.
    pub(super) fn of(build: &'a Build, dockerfile: &'a Dockerfile, text: &'a str) -> Option<Self> {
        let stage = build.target_stage()?;
        let state = &*stage.steps.last()?.after;
        Some(Image { text, dockerfile, build, stage, state, who: state.starts_as() })
    }

    /// The image at the bottom of the target's stages, variables replaced.
    pub(super) fn base(&self) -> Option<&'a str> {
        self.build.chain(self.stage).last().and_then(|first| first.base.image_name())
    }

    /// What is known of that image.
    pub(super) fn facts(&self) -> Option<&'static ImageFacts> {
        match self.build.chain(self.stage).last()?.base {
            StageBase::Image { facts, .. } => facts,
            _ => None,
        }
    }

    /// Whether the target starts from an empty image.
    pub(super) fn is_from_scratch(&self) -> bool {
        matches!(&self.stage.base, StageBase::Image { name, .. } if &**name == "scratch")
    }

    /// What is known of the service that the base image brings.
    pub(super) fn service(&self) -> Option<&'static Service> {
        let row = self.base().and_then(image::service);
        row.filter(|row| !row.program.is_empty())
    }

    /// Whether the new user is the one that the base image starts as.
    pub(super) fn is_of_base(&self) -> bool {
        let first = self.build.chain(self.stage).pop().and_then(|first| first.steps.first());
        let base = first.map(|from| from.after.starts_as());
        base.is_some_and(|base| base.is_ordinary() && base.uid.known() == self.who.uid.known())
    }

    /// The name that messages use for the new user.
    pub(super) fn user(&self) -> String {
        self.who.label().unwrap_or_else(|| "the new user".to_owned())
    }
}

/// Something that speaks against another user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Obstacle {
    /// Whether no fix is to be offered at all; else it needs a look.
    pub(super) refuses: bool,
    /// One sentence, without a full stop, that says what to check and where, or why there is no fix.
    pub(super) says: String,
}

impl Obstacle {
    pub(super) fn review(says: impl Into<String>) -> Self {
        Obstacle { refuses: false, says: says.into() }
    }

    pub(super) fn refuse(says: impl Into<String>) -> Self {
        Obstacle { refuses: true, says: says.into() }
    }
}
