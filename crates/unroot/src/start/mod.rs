//! The start of the container: what runs, what the image is for, and what stands between it and an ordinary user.
//!
//! A fix that makes the container start as somebody else keeps the build going; whether the program still does its work is
//! asked here. Three sources answer: facts about programs (`data/services.toml`), the simulated files as the new user would
//! find them, and what the Dockerfile says of its purpose. Each thing that speaks against the change is an [`Obstacle`]; the
//! gravest decides the [`Grade`].

mod grade;
mod needs;
mod private;
mod purpose;
mod runs;
mod signs;
#[cfg(test)]
mod tests;

pub use grade::{Grade, grade};
pub use purpose::Purpose;
use purpose::purpose;
use runs::{Runs, Started};

use crate::image::{self, Family, Service};
use crate::model::{Build, Identity, Stage, StageBase, State};
use dockerfile::Dockerfile;

/// What is asked about: an image, as the user in force at its end would find it.
pub(crate) struct Image<'a> {
    pub(crate) text: &'a str,
    pub(crate) dockerfile: &'a Dockerfile,
    pub(crate) build: &'a Build,
    pub(crate) stage: &'a Stage,
    pub(crate) state: &'a State,
    pub(crate) who: Identity,
}

impl<'a> Image<'a> {
    /// The image that `build` makes; `None` where there is no stage.
    pub(crate) fn of(build: &'a Build, dockerfile: &'a Dockerfile, text: &'a str) -> Option<Self> {
        let stage = build.target_stage()?;
        let state = &*stage.steps.last()?.after;
        Some(Image { text, dockerfile, build, stage, state, who: state.starts_as() })
    }

    /// The image at the bottom of the target's stages, variables replaced.
    pub(crate) fn base(&self) -> Option<&'a str> {
        self.build.chain(self.stage).last().and_then(|first| first.base.image_name())
    }

    /// Whether the target starts from a stage that brings files of its own, or from an image.
    pub(crate) fn is_from_scratch(&self) -> bool {
        matches!(&self.stage.base, StageBase::Image { name, .. } if &**name == "scratch")
    }

    /// What is known of the service that the base image brings.
    pub(crate) fn service(&self) -> Option<&'static Service> {
        let row = self.base().and_then(image::service);
        row.filter(|row| !row.program.is_empty())
    }

    /// Whether the new user is the one that the base image starts as.
    pub(crate) fn is_of_base(&self) -> bool {
        let first = self.build.chain(self.stage).pop().and_then(|first| first.steps.first());
        let base = first.map(|from| from.after.starts_as());
        base.is_some_and(|base| base.is_ordinary() && base.uid.known() == self.who.uid.known())
    }

    /// The name that messages use for the new user.
    pub(crate) fn user(&self) -> String {
        self.who.label().unwrap_or_else(|| "the new user".to_owned())
    }
}

/// What the image that `build` makes is for; `None` where there is no stage, and for Windows.
pub fn purpose_of(build: &Build, dockerfile: &Dockerfile, text: &str) -> Option<Purpose> {
    let image = Image::of(build, dockerfile, text)?;
    (image.state.family != Some(Family::Windows)).then(|| purpose(&image, &Runs::of(&image)))
}

/// Something that speaks against another user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// Whether no fix is to be offered at all; else it needs a look.
    pub refuses: bool,
    /// One sentence, without a full stop, that says what to check and where, or why there is no fix.
    pub says: String,
}

impl Obstacle {
    fn review(says: impl Into<String>) -> Self {
        Obstacle { refuses: false, says: says.into() }
    }

    fn refuse(says: impl Into<String>) -> Self {
        Obstacle { refuses: true, says: says.into() }
    }
}
