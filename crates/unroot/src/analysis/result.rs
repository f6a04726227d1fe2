//! What an analysis gives.

use crate::finding::{Finding, Ignored};
use crate::model::Build;
use crate::start::{Says, Start};
use crate::verdict::{Outside, Verdict};
use dockerfile::Dockerfile;
use std::sync::Arc;

/// All that Unroot has to say about a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// The text that was analyzed; all spans are bytes of it.
    pub text: Arc<str>,
    /// How it was read.
    pub dockerfile: Arc<Dockerfile>,
    /// The simulated build.
    pub build: Arc<Build>,
    /// What the container runs, and what the image is for.
    pub start: Arc<Start>,
    /// What the container starts as.
    pub verdict: Verdict,
    /// What other platforms than Docker make of the image.
    pub outside: Outside,
    /// Findings, by place. Each of their fixes says whether the simulation has proved it.
    pub findings: Vec<Finding>,
    /// What comments in the Dockerfile silence, by place.
    pub ignored: Vec<Ignored>,
}

impl Analysis {
    /// What runs, and what the image is for, in words; empty where the build fails or the container can't start.
    pub fn start_says(&self) -> Says {
        self.start.says(&self.build, &self.dockerfile, &self.verdict)
    }
}
