//! The panel with the text, and the notes in it.

use super::numbers::plural;

/// The panel, and the field in it.
pub const DOCKERFILE: &str = "Dockerfile";
/// For those who can't see where a key leads.
pub const WAY_OUT: &str = "Tab leaves the text. F8 goes to the next finding, F1 lists all keys.";
/// The same, inside another page.
pub const WAY_OUT_EMBEDDED: &str = "Tab leaves the text. F8 goes to the next finding.";
/// What an empty field asks for.
pub const PASTE: &str = "Paste a Dockerfile here";
/// The button that takes the last change back.
pub const UNDO: &str = "Undo";
/// The button that makes it again.
pub const REDO: &str = "Redo";
/// At a note: show the repair in the text.
pub const PREVIEW: &str = "Preview";
/// At a note: open the finding beside the editor.
pub const WHY: &str = "Why?";

/// How many findings there are of each severity.
pub fn counted(errors: usize, warnings: usize, notes: usize) -> String {
    let all =
        [(errors, "error", "errors"), (warnings, "warning", "warnings"), (notes, "note", "notes")];
    let found = all.into_iter().filter(|(count, ..)| *count > 0);
    let told: Vec<String> = found.map(|(count, one, many)| plural(count, one, many)).collect();
    if told.is_empty() { "no findings".to_owned() } else { told.join(", ") }
}

/// At a note: how many repairs there are beside the first.
pub fn other_ways(count: usize) -> String {
    plural(count, "other way", "other ways")
}
