//! What screen readers hear when the verdict changes.

use super::findings;

/// The verdict's headline, and how many findings there are.
pub fn told(headline: &str, findings: usize) -> String {
    let findings = match findings {
        0 => "No findings".to_owned(),
        count => findings::count(count),
    };
    format!("{}. {findings}.", headline.trim_end_matches('.').replace('`', ""))
}
