//! The whole way from text to findings, as one pure function.

use crate::finding::Finding;
use crate::model::Build;
use crate::syntax::Dockerfile;
use crate::verdict::Verdict;
use std::sync::Arc;

/// All that Unroot has to say about a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// The text that was analysed; all spans are bytes of it.
    pub text: Arc<str>,
    /// How it was read.
    pub dockerfile: Dockerfile,
    /// The simulated build.
    pub build: Build,
    /// What the container starts as.
    pub verdict: Verdict,
    /// Findings, by place; their fixes are proved on the simulation.
    pub findings: Vec<Finding>,
}

/// What "fix all" came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Repaired {
    /// The analysis of the repaired text.
    pub analysis: Analysis,
    /// Titles of the repairs made, in order.
    pub applied: Vec<String>,
}
