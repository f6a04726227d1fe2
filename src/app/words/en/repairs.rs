//! Repairs: one, and all at once.

use super::numbers::plural;

/// The button that makes a repair.
pub const APPLY: &str = "Apply";
/// The button that shows it before.
pub const SHOW: &str = "Show in the text";
/// The lines that go and come.
pub const WHAT_CHANGES: &str = "What changes";
/// The button that takes all back.
pub const UNDO: &str = "Undo";

/// What somebody should weigh before.
pub fn look_first(why: &str) -> String {
    format!("Look first: {why}")
}

/// The button that makes all safe repairs, and whether they make root somebody else.
pub fn all(non_root: bool, count: usize) -> String {
    let what = if non_root { "Make it non-root" } else { "Make all safe repairs" };
    format!("{what} · {}", plural(count, "repair", "repairs"))
}

/// What that button did: how many repairs, and how many findings are left.
pub fn done(made: usize, left: usize) -> String {
    let left = match left {
        0 => "nothing is left".to_owned(),
        left => {
            let one = "finding is left for you to decide";
            plural(left, one, "findings are left for you to decide")
        }
    };
    format!("{}, {left}.", plural(made, "repair made", "repairs made"))
}
