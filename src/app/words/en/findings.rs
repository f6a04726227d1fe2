//! The list of findings.

use super::numbers::plural;
use unroot::finding::{Certainty, Severity};

/// The list.
pub const FINDINGS: &str = "Findings";
/// What stands there when it is empty.
pub const NOTHING: &str = "Nothing to object to.";
/// The guide's section below the list.
pub const GUIDE: &str = "Guide";
/// The button that leads to the other sections.
pub const WHOLE_GUIDE: &str = "The whole guide";
/// In the place of a line, for a reason that stands in none.
pub const KNOWN: &str = "known";

/// The same, for what the reader stated.
pub const STATED: &str = "stated";

/// How many there are.
pub fn count(count: usize) -> String {
    plural(count, "finding", "findings")
}

/// The head of the guide's section below the list.
pub fn guide(section: &str) -> String {
    format!("Guide · {section}")
}

/// What the sign at a finding says.
pub fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error:",
        Severity::Warning => "Warning:",
        Severity::Info => "Worth knowing:",
    }
}

/// Below a finding's sentence: how bad, where, and which rule.
pub fn about(severity: Severity, line: usize, rule: &str) -> String {
    let severity = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    format!("{severity} · line {line} · {rule}")
}

/// How sure a finding is.
pub fn sure(certainty: &Certainty) -> String {
    match certainty {
        Certainty::Certain => "This is certain.".to_owned(),
        Certainty::Likely => {
            "This is likely: something not seen here could make it untrue.".to_owned()
        }
        Certainty::Unknown(why) => format!("It can't be told for certain: {why}"),
    }
}
