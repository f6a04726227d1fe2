//! Findings by name, and in the order of their gravity.

use unroot::Analysis;
use unroot::finding::{Finding, Fix, Severity};
use unroot::report::lines::{self, Hunk};

/// A finding's name, which outlives a new analysis: its rule, and the how-manieth of that rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The rule's id.
    pub rule: &'static str,
    /// Its place among the findings of that rule, from 0.
    pub nth: usize,
}

impl Key {
    /// The id of its head in the list.
    pub fn id(self) -> String {
        format!("finding-{}-{}", self.rule, self.nth)
    }
}

/// What `fix` changes, line by line.
pub fn hunks_of(analysis: &Analysis, fix: &Fix) -> Vec<Hunk> {
    lines::hunks(&analysis.text, &fix.edits)
}

/// The key of the finding at `at`.
pub fn key_of(analysis: &Analysis, at: usize) -> Key {
    let rule = analysis.findings[at].rule.id;
    let nth = analysis.findings[..at].iter().filter(|finding| finding.rule.id == rule).count();
    Key { rule, nth }
}

/// Where the finding `key` stands among the findings.
pub fn find(analysis: &Analysis, key: Key) -> Option<usize> {
    let same = |(_, finding): &(usize, &Finding)| finding.rule.id == key.rule;
    analysis.findings.iter().enumerate().filter(same).nth(key.nth).map(|(at, _)| at)
}

/// Indices of the findings, the gravest first, those of one severity by place.
pub fn by_gravity(analysis: &Analysis) -> Vec<usize> {
    let of = |severity| {
        let findings = analysis.findings.iter().enumerate();
        findings.filter(move |(_, finding)| finding.severity == severity).map(|(at, _)| at)
    };
    [Severity::Error, Severity::Warning, Severity::Info].into_iter().flat_map(of).collect()
}
