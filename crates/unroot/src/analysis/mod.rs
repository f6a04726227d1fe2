//! From a text to findings whose fixes hold: parse, simulate, judge, prove. The room in which the pipeline stands.

mod bench;
mod fix_all;
mod inspect;
mod prove;
mod score;

pub use fix_all::{Repair, Repaired, Repairer};
pub use prove::Prover;

use crate::finding::{Finding, Ignored, Rule};
use crate::model::{Assumptions, Build};
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
    /// What the container starts as.
    pub verdict: Verdict,
    /// What other platforms than Docker make of the image.
    pub outside: Outside,
    /// Findings, by place. Each of their fixes says whether the simulation has proved it.
    pub findings: Vec<Finding>,
    /// What comments in the Dockerfile silence, by place.
    pub ignored: Vec<Ignored>,
}

/// Analyzes `text`. Pure and total: no clock, no input or output, no panic, whatever the text.
pub fn analyze(text: &str, assumptions: &Assumptions) -> Analysis {
    Prover::new(text, assumptions).finish()
}

/// Applies the preferred safe fixes of `analysis` and of what it turns into, until none is left.
pub fn fix_all(analysis: &Analysis) -> Repaired {
    Repairer::new(analysis, None).finish()
}

/// Applies the preferred safe fixes of one rule, until none is left.
pub fn fix_rule(analysis: &Analysis, rule: &'static Rule) -> Repaired {
    Repairer::new(analysis, Some(rule)).finish()
}
