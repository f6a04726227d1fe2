//! The whole way from text to findings, as one pure function.

use crate::finding::{Finding, Ignored};
use crate::fix;
use crate::inspection::{Inspection, inspect};
use crate::model::{Assumptions, Build};
use crate::syntax::Dockerfile;
use crate::verdict::{self, Outside, Verdict};
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
    /// What other platforms than Docker make of the image.
    pub outside: Outside,
    /// Findings, by place; their fixes are proved on the simulation.
    pub findings: Vec<Finding>,
    /// What comments in the Dockerfile silence, by place.
    pub ignored: Vec<Ignored>,
}

/// What "fix all" came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Repaired {
    /// The analysis of the repaired text.
    pub analysis: Analysis,
    /// Titles of the repairs made, in order.
    pub applied: Vec<String>,
}

/// Analyses `text`. Pure and total: no clock, no input or output, no panic, whatever the text.
pub fn analyse(text: &str, assumptions: &Assumptions) -> Analysis {
    let inspection = inspect(text, assumptions);
    let findings = fix::prove(text, assumptions, &inspection);
    let Inspection { dockerfile, build, verdict, ignored, .. } = inspection;
    let outside = verdict::outside(&build, &dockerfile);
    Analysis { text: Arc::from(text), dockerfile, build, verdict, outside, findings, ignored }
}

/// Applies the preferred safe repairs of `analysis` and of what it turns into, until none is left.
pub fn fix_all(analysis: &Analysis) -> Repaired {
    let assumptions = &analysis.build.assumptions;
    let (text, applied) = fix::apply_all(&analysis.text, assumptions);
    Repaired { analysis: analyse(&text, assumptions), applied }
}
