//! The menu of examples.

/// The button that opens it.
pub const EXAMPLES: &str = "Examples";
/// Its head.
pub const START_FROM: &str = "Start from an example";
