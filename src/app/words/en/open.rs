//! Opening a file.

use super::numbers::plural;

/// The button that asks for a file.
pub const OPEN: &str = "Open";
/// While a file is dragged over the page.
pub const DROP: &str = "Drop the file to open it";
/// What becomes of it, and of the text that is there.
pub const ABOUT: &str = "It stays in this browser. Your own text is one undo away.";

/// What was opened, for those who do not see it.
pub fn opened(name: &str, lines: usize) -> String {
    format!("Opened {name}, {}.", plural(lines, "line", "lines"))
}
