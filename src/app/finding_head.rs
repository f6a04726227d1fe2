//! What the heads of the findings show.

use super::key::{Key, by_gravity, key_of};
use dockerfile::LineIndex;
use unroot::Analysis;
use unroot::finding::{Severity, first_sentence};

/// What the head of a finding shows.
#[derive(Clone, PartialEq)]
pub struct Head {
    /// The finding.
    pub key: Key,
    /// How bad.
    pub severity: Severity,
    /// The sentence that stands alone.
    pub sentence: String,
    /// Its line.
    pub line: usize,
}

/// The heads of all findings, the gravest first.
pub fn heads(analysis: &Analysis) -> Vec<Head> {
    let lines = LineIndex::new(&analysis.text);
    let head = |at: usize| {
        let finding = &analysis.findings[at];
        Head {
            key: key_of(analysis, at),
            severity: finding.severity,
            sentence: first_sentence(&finding.message).0.to_owned(),
            line: lines.line(finding.span.start),
        }
    };
    by_gravity(analysis).into_iter().map(head).collect()
}
