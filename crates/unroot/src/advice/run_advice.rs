//! What the advice says.

use dockerfile::Span;
use std::borrow::Cow;

/// What it takes to run the image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunAdvice {
    /// As whom.
    pub run_as: RunAs,
    /// Directories that have to be writable though the rest is not, by path.
    pub writable: Vec<Writable>,
    /// Capabilities that it needs back when all are dropped.
    pub capabilities: Vec<Capability>,
    /// Ports that the image exposes, by number.
    pub ports: Vec<Port>,
    /// Why `no-new-privileges` would break it, if it would.
    pub gains_privileges: Option<String>,
    /// The group that volumes are handed to in Kubernetes: `None` where nothing has to stay, or
    /// where no number is known.
    pub fs_group: Option<u32>,
    /// What to do before running it, gravest first; empty where nothing stands in the way.
    pub first: Vec<String>,
    /// What can't be told from here, and how to find out.
    pub doubts: Vec<String>,
}

/// As whom the container runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunAs {
    /// Where that comes from.
    pub choice: Choice,
    /// UID, if known.
    pub uid: Option<u32>,
    /// GID, if known.
    pub gid: Option<u32>,
    /// Supplementary groups that the image gives the user.
    pub groups: Vec<u32>,
    /// Login name, if there is one.
    pub name: Option<String>,
    /// Why this one, in whole sentences.
    pub why: String,
    /// Where that was read, if no line of the Dockerfile says it.
    pub source: Option<&'static str>,
    /// Kubernetes has to be told the UID: the image does not say it as a number other than 0.
    pub state_uid: bool,
    /// Kubernetes has to be told the GID: it would take another one than Docker does.
    pub state_gid: bool,
}

/// Where the user comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// The image starts as this ordinary user.
    Image,
    /// The image starts as root, and nothing known keeps it from starting as this user.
    Offered,
    /// The image starts as root, and nobody is known as whom it would work.
    Root,
    /// Whom the image starts as can't be told, or nobody made that user.
    Unknown,
}

/// A directory that has to be writable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writable {
    /// Absolute path.
    pub path: String,
    /// Whether its contents have to outlive the container.
    pub keeps: bool,
    /// Permission bits for a new directory in its place.
    pub mode: u32,
    /// Whether the user may write the directory as the image has it; a new volume gets its owner.
    pub open: Option<bool>,
    /// Why it has to be writable.
    pub why: Cow<'static, str>,
    /// Where that was read, if no line of the Dockerfile says it.
    pub source: Option<&'static str>,
    /// The line that says it.
    pub span: Option<Span>,
}

/// A capability that is needed back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capability {
    /// Its name without `CAP_`.
    pub name: String,
    /// What for.
    pub why: Cow<'static, str>,
    /// Where that was read.
    pub source: Option<&'static str>,
    /// Only under Podman, which keeps ports below 1024 for root.
    pub podman_only: bool,
}

/// A port, or a range of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Port {
    /// The first.
    pub first: u16,
    /// The last; the first again for a single one.
    pub last: u16,
    /// `tcp`, `udp` or `sctp`.
    pub protocol: &'static str,
    /// Where the image that exposes it was read; `None` where the Dockerfile does.
    pub source: Option<&'static str>,
}
