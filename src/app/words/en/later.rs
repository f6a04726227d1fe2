//! Parts of the page that are fetched when they are asked for.

/// While one is on its way.
pub const COMING: &str = "One moment …";
/// When one can't be had.
pub const MISSING: &str = "This part could not be fetched. Is there a network? Leave this place and come back to try again.";
