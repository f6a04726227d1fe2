//! Silence with a reason.

/// What opens the form.
pub const LEAVE_IT: &str = "Leave it as it is, and say why";
/// The button that writes the comment.
pub const WRITE: &str = "Write the comment";
/// The list of what comments silence.
pub const IGNORED: &str = "Ignored";
/// The head of that list.
pub const IGNORED_WITH_REASON: &str = "Ignored, with a reason";

/// The field for the reason.
pub fn why(rule: &str) -> String {
    format!("Why {rule} is all right here")
}
