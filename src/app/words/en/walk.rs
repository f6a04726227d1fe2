//! All safe repairs, step by step.

use super::numbers::plural;

/// The button that opens them, and their head.
pub const STEP_BY_STEP: &str = "Step by step";
/// Until they are worked out.
pub const COMING: &str = "The repairs are being worked out.";
/// The button that makes the first ones.
pub const UNTIL_HERE: &str = "Only up to here";
/// The button that makes none.
pub const CLOSE: &str = "Close";
/// Between what the container starts as before and after.
pub const THEN: &str = "then";

/// The button that makes all of them.
pub fn make(count: usize) -> String {
    if count == 1 {
        return "Make this repair".to_owned();
    }
    format!("Make these {}", plural(count, "repair", "repairs"))
}
