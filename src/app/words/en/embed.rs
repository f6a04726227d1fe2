//! The foot of a page that is shown inside another one.

/// The promise.
pub const PROMISE: &str = "Nothing leaves your browser.";
/// The link to the whole page with the same text.
pub const WHOLE: &str = "Open in Unroot";
