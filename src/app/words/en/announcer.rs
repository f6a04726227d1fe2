//! What screen readers hear when something was done, or the verdict changes.

use super::findings;

/// A change was taken back.
pub const UNDONE: &str = "Undone.";

/// A repair was made, by its title.
pub fn repaired(title: &str) -> String {
    format!("Repaired: {}.", title.trim_end_matches('.').replace('`', ""))
}

/// The verdict's headline, and how many findings there are.
pub fn told(headline: &str, findings: usize) -> String {
    let findings = match findings {
        0 => "No findings".to_owned(),
        count => findings::count(count),
    };
    format!("{}. {findings}.", headline.trim_end_matches('.').replace('`', ""))
}
