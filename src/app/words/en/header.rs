//! The head of the page.

/// The page's name.
pub const NAME: &str = "Unroot";
/// The word mark: what stays of the name.
pub const MARK_KEPT: &str = "un";
/// The word mark: what is struck out.
pub const MARK_STRUCK: &str = "root";
/// The promise.
pub const TAGLINE: &str = "Who runs your container? Nothing leaves this page.";
/// The button that opens the course.
pub const LESSONS: &str = "Lessons";
/// The group of buttons.
pub const TOOLS: &str = "Tools";
