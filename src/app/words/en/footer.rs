//! The foot of the page.

use super::numbers::number;

/// What the key does that stands before it.
pub const NEXT_FINDING: &str = "next finding";
/// Once all of the page is kept for later.
pub const OFFLINE: &str = "Works offline.";
/// When another tab wrote after this one.
pub const ELSEWHERE: &str = "Another tab wrote last: the next visit begins with its text.";
/// When the browser has no room or does not allow it.
pub const UNKEPT: &str = "This browser keeps nothing: copy your text before you leave.";
/// The link to the repository.
pub const SOURCE: &str = "Source";

/// How long the analysis took, in tenths of a millisecond.
pub fn analyzed(tenths: usize) -> String {
    let (whole, tenth) = (number(tenths / 10), tenths % 10);
    format!("Analyzed in {whole}.{tenth} ms in your browser. Nothing leaves it.")
}
