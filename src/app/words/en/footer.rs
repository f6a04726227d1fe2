//! The foot of the page.

use super::numbers::number;

/// What the key does that stands before it.
pub const NEXT_FINDING: &str = "next finding";
/// The link to the repository.
pub const SOURCE: &str = "Source";

/// How long the analysis took, in tenths of a millisecond.
pub fn analysed(tenths: usize) -> String {
    let (whole, tenth) = (number(tenths / 10), tenths % 10);
    format!("Analysed in {whole}.{tenth} ms in your browser. Nothing leaves it.")
}
