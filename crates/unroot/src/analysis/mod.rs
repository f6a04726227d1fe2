//! From a text to findings whose fixes hold: parse, simulate, judge, prove. The room in which the pipeline stands.

mod bench;
mod fix_all;
mod inspect;
mod prove;
mod result;
mod score;

pub use fix_all::{Repair, Repaired, Repairer};
pub use prove::Prover;
pub use result::Analysis;

use crate::finding::Rule;
use crate::model::Assumptions;

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
