//! The whole way from text to findings, with repairs that hold. Repairs are proved before they are shown, and applied together where asked. Both go in steps of one
//! simulated text each, so that whoever waits for them can do something else in between.

mod prover;
mod repairer;
mod standing;

pub use prover::Prover;
pub use repairer::{Repair, Repaired, Repairer};

use crate::analysis::Analysis;
use crate::finding::Rule;
use crate::model::Assumptions;

/// Analyses `text`. Pure and total: no clock, no input or output, no panic, whatever the text.
pub fn analyze(text: &str, assumptions: &Assumptions) -> Analysis {
    Prover::new(text, assumptions).finish()
}

/// Applies the preferred safe repairs of `analysis` and of what it turns into, until none is left.
pub fn fix_all(analysis: &Analysis) -> Repaired {
    Repairer::new(analysis, None).finish()
}

/// The same with the repairs of one rule.
pub fn fix_rule(analysis: &Analysis, rule: &'static Rule) -> Repaired {
    Repairer::new(analysis, Some(rule)).finish()
}
