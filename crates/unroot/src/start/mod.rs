//! The start of the container: what runs, what the image is for, and what stands between it and an ordinary user.
//!
//! A fix that makes the container start as another user keeps the build going; whether the program still does its work is
//! asked here. Three sources answer: facts about programs (`data/services.toml`), the simulated files as the new user would
//! find them, and what the Dockerfile says of its purpose. Each thing that speaks against the change is an obstacle; the
//! gravest decides the [`Grade`].

mod grade;
mod image;
mod made;
mod needs;
mod ports;
mod private;
mod purpose;
mod runs;
mod says;
mod signs;
#[cfg(test)]
mod tests;

pub use grade::{Grade, grade};
pub use says::{Program, Says};

use crate::image::Family;
use crate::model::{Build, Purpose};
use dockerfile::Dockerfile;
use image::Image;
use runs::Runs;

/// What the container of one text runs, and what its image is for: worked out once for all who ask.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Start {
    /// What the image is for; `None` where there is no stage, and for Windows.
    pub(crate) purpose: Option<Purpose>,
    runs: Runs,
}

impl Start {
    /// The start of the image that `build` makes from `dockerfile`.
    pub fn of(build: &Build, dockerfile: &Dockerfile) -> Self {
        let Some(image) = Image::of(build, dockerfile, "") else { return Start::default() };
        let runs = Runs::of(&image);
        let windows = image.state.family == Some(Family::Windows);
        let purpose =
            || build.assumptions.purpose.unwrap_or_else(|| purpose::purpose(&image, &runs));
        let purpose = (!windows).then(purpose);
        Start { purpose, runs }
    }

    /// Whether ENTRYPOINT or CMD of the file start more than a shell or a prompt.
    pub(crate) fn runs_more_than_a_prompt(&self) -> bool {
        self.runs.is_own && (self.runs.keeps_alive() || !self.runs.only_opens_a_prompt())
    }
}
