//! The panel beside the editor.

/// The panel.
pub const PANEL: &str = "Findings, ownership, how to run it, and guide";
/// Its tabs.
pub const WHAT_TO_LOOK_AT: &str = "What to look at";
/// A tab.
pub const LESSON: &str = "Lesson";
/// A tab.
pub const FINDINGS: &str = "Findings";
/// A tab.
pub const OWNERSHIP: &str = "Ownership";
/// A tab.
pub const GUIDE: &str = "Guide";
