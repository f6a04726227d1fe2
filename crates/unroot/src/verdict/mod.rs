//! What the container starts as: one answer, with its reasons.

mod failure;
mod given;
#[cfg(test)]
mod image_tests;
mod outside;
mod start;
mod steps_down;
#[cfg(test)]
mod tests;

pub use given::to as given_to;
pub use outside::{Admission, Opinion, Outside, PLATFORMS, Platform, Policy, Port, of as outside};
pub use start::{is_windows_administrator, of};
pub use steps_down::{own_entrypoint, to as steps_down, unseen_program};

use crate::finding::{Certainty, Reason};

/// What the image that the target stage makes starts as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Root or not.
    pub runs_as: RunsAs,
    /// UID, if known.
    pub uid: Option<u32>,
    /// GID, if known.
    pub gid: Option<u32>,
    /// Login name, if known.
    pub user: Option<String>,
    /// How sure.
    pub certainty: Certainty,
    /// One short line: "Starts as root, UID 0".
    pub headline: String,
    /// One plain sentence that says why.
    pub because: String,
    /// The chain behind it, each link with its place.
    pub reasons: Vec<Reason>,
    /// Whom the entrypoint steps down to, if it starts as root and does.
    pub drops_to: Option<String>,
    /// Whether the build goes through.
    pub builds: Answer,
    /// Where it does not, or where that can't be told, and why; nothing where it does.
    pub stops: Vec<Reason>,
}

/// Root or not, the least desirable first: a repair may only ever go up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RunsAs {
    /// UID 0.
    Root,
    /// Can't be told.
    Unknown,
    /// Another UID.
    NonRoot,
}

/// Yes, no, or can't be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Answer {
    Yes,
    No,
    Unknown,
}
