//! What a lesson asks for.

use unroot::finding::Rule;
use unroot::verdict::Policy;

/// One thing that must hold in the end.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// The goal in the reader's words; one line of Markdown.
    pub says: String,
    /// What decides it.
    pub kind: Kind,
}

/// Predicates over an analysis. Paths are absolute.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// The build goes through.
    Builds,
    /// The container starts as another user than root, for certain.
    StartsAsNonRoot,
    /// It starts as root, for certain.
    StartsAsRoot,
    /// It starts with this UID.
    Uid(u32),
    /// It starts with this GID.
    Gid(u32),
    /// It starts as this login name.
    User(String),
    /// It starts as root, and its start command steps down to this user.
    DropsTo(String),
    /// The path exists, and the running user can write there.
    Writable(String),
    /// The path exists, and the running user can't write there.
    NotWritable(String),
    /// The path exists, and the running user can read it.
    Readable(String),
    /// The path exists, and the running user can't read it.
    NotReadable(String),
    /// Who owns the path at the end.
    Owner {
        /// The path.
        path: String,
        /// The owner.
        user: Who,
        /// The group, where that matters.
        group: Option<Who>,
    },
    /// Permission bits of the path at the end.
    Mode {
        /// The path.
        path: String,
        /// All of them, such as `0o750`.
        mode: u32,
    },
    /// No finding of the rule.
    NoFinding {
        /// The rule.
        rule: &'static Rule,
        /// Whether it may be silenced by a comment instead.
        ignored: bool,
    },
    /// No finding of severity warning or error.
    NoWarnings,
    /// Some instruction contains the words, and whichever does runs as that user.
    RunsAs {
        /// The words, as [`Kind::Keeps`] has them.
        line: String,
        /// The user.
        user: Who,
    },
    /// A platform with this policy starts the container.
    Admitted(Policy),
    /// The text still has an instruction with these words in this order, flags and blanks aside.
    Keeps(String),
    /// There are at least so many stages.
    Stages(u32),
}

/// A user or a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// By name.
    Name(String),
    /// By number.
    Id(u32),
}

/// What became of a goal. The reasons are short sentences, with names in backticks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reached {
    /// It holds.
    Met,
    /// It does not hold, and this is why.
    Missed(String),
    /// It can't be told, and this is why.
    Unknown(String),
}

impl Reached {
    /// Met where `met`, else missed for the reason that `why_not` gives.
    pub(crate) fn met_if(met: bool, why_not: impl FnOnce() -> String) -> Self {
        if met { Reached::Met } else { Reached::Missed(why_not()) }
    }
}

impl Kind {
    /// Every kind's name, in the order of the documentation.
    pub const NAMES: [&str; 19] = [
        "builds",
        "starts-as-non-root",
        "starts-as-root",
        "uid",
        "gid",
        "user",
        "drops-to",
        "writable",
        "not-writable",
        "readable",
        "not-readable",
        "owner",
        "mode",
        "no-finding",
        "no-warnings",
        "runs-as",
        "admitted",
        "keeps",
        "stages",
    ];

    /// What `is` says in a course.
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Builds => "builds",
            Kind::StartsAsNonRoot => "starts-as-non-root",
            Kind::StartsAsRoot => "starts-as-root",
            Kind::Uid(_) => "uid",
            Kind::Gid(_) => "gid",
            Kind::User(_) => "user",
            Kind::DropsTo(_) => "drops-to",
            Kind::Writable(_) => "writable",
            Kind::NotWritable(_) => "not-writable",
            Kind::Readable(_) => "readable",
            Kind::NotReadable(_) => "not-readable",
            Kind::Owner { .. } => "owner",
            Kind::Mode { .. } => "mode",
            Kind::NoFinding { .. } => "no-finding",
            Kind::NoWarnings => "no-warnings",
            Kind::RunsAs { .. } => "runs-as",
            Kind::Admitted(_) => "admitted",
            Kind::Keeps(_) => "keeps",
            Kind::Stages(_) => "stages",
        }
    }
}
