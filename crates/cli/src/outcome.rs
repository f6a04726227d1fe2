//! How a command ends.

use unroot::finding::Finding;

/// How a command that did its work ends.
pub enum Outcome {
    /// Nothing found, or nothing left: exit code 0.
    Clean,
    /// Findings, or something to do first: exit code 1.
    Findings,
}

/// Why a command could not do its work, for people to read: exit code 2.
pub struct Failure(pub String);

impl Outcome {
    /// The end of a command that found `findings`, or left them.
    pub fn of(findings: &[Finding]) -> Self {
        if findings.is_empty() { Outcome::Clean } else { Outcome::Findings }
    }
}
