//! Who owns which path.

/// What the table tells.
pub const LEAD: &str = "Who owns what this Dockerfile makes, when the stage ends.";
/// In its place where it has no row.
pub const NOTHING: &str = "This stage makes no path that can be known.";
/// The column of paths.
pub const PATH: &str = "Path";
/// The column of owners.
pub const OWNER: &str = "Owner";
/// The column of modes.
pub const MODE: &str = "Mode";
/// The column of lines.
pub const MADE_BY: &str = "Made by";
/// A mode that is not known.
pub const UNKNOWN: &str = "?";

/// Who owns what is inside, where that is somebody else.
pub fn inside(whose: &str) -> String {
    format!("inside: {whose}")
}
