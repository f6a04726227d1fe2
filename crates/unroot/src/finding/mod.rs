//! What a rule says: findings, the reasons behind them, and the repairs that it offers.

mod build;
mod describe;
mod sentence;

pub use build::{finding, fix};
pub use describe::describe;
pub use sentence::first_sentence;

use crate::guide::Section;
use dockerfile::{Edits, Span};

/// A rule: one concern, named after the pattern that it objects to.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Id in kebab case; also the name of its file and of its text.
    pub id: &'static str,
    /// The concern in a few words: the heading of its text.
    pub title: &'static str,
    /// The severity that most of its findings have.
    pub severity: Severity,
    /// The section of the guide that belongs to it.
    pub guide: Section,
    /// Ids of rules that have nothing to add where this one has a finding about the same words.
    pub supersedes: &'static [&'static str],
    /// Codes of other tools for the same concern.
    pub also: &'static [&'static str],
    /// Its text, Markdown; empty without the feature `rule-texts`: the page fetches `rules/<id>.md`.
    pub text: &'static str,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// More privilege than needed.
    Warning,
    /// The build or the start of the container fails.
    Error,
}

/// How sure the finding is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It follows from the Dockerfile and from facts with a source.
    Certain,
    /// Something not seen could make it untrue, though nothing says so.
    Likely,
    /// It can't be told, and this is why.
    Unknown(String),
}

/// Something to say about a place in the Dockerfile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which rule says it.
    pub rule: &'static Rule,
    /// How bad.
    pub severity: Severity,
    /// How sure.
    pub certainty: Certainty,
    /// The words it is about.
    pub span: Span,
    /// What is so, why it matters here and what to do. The first sentence stands alone; names are
    /// in backticks.
    pub message: String,
    /// The chain that led there.
    pub because: Vec<Reason>,
    /// Repairs, the preferred one first.
    pub fixes: Vec<Fix>,
    /// Why no fix is offered that makes the container start as another user: a sentence without a full stop.
    pub no_fix: Option<String>,
}

/// A finding that a comment silences, with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// What would be said; without repairs.
    pub finding: Finding,
    /// Why it is all right, in the words of the comment.
    pub reason: String,
    /// The comment.
    pub comment: Span,
}

/// A link of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The place, if it is in the Dockerfile.
    pub span: Option<Span>,
    /// What happens there.
    pub text: String,
    /// Where the fact was read, if it is one that no line of the Dockerfile shows.
    pub source: Option<&'static str>,
}

/// A repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the button says.
    pub title: String,
    /// Whether it can be applied without a look.
    pub applicability: Applicability,
    /// Whether the simulation has shown that it holds.
    pub proof: Proof,
    /// The one that "fix all" takes.
    pub preferred: bool,
    /// What else changes.
    pub consequences: Vec<String>,
    /// The edits, for the text that was analyzed.
    pub edits: Edits,
}

/// Whether a repair can be applied without a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// It needs no look once it is proved.
    Safe,
    /// It holds as far as can be seen; this is what to look at.
    NeedsReview(String),
}

/// Whether the simulation has shown that a fix holds. One whose proof fails is not kept at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// On the fixed text the finding is gone, nothing as bad has appeared, the build goes as far as before, and
    /// the container gains no privilege.
    Proved,
    /// The simulation was not run on the fixed text, for this reason: a clause that follows "not checked:".
    Untried(&'static str),
}

impl Proof {
    /// Why a fix is untried that a rule has just offered.
    pub const NOT_YET: &'static str = "its proof has not begun";
    /// Why a fix is untried where the budget of work is used up.
    pub const TOO_LONG: &'static str = "the file is too long for all proofs";

    /// Why the fix was not tried, if it was not.
    pub fn untried(self) -> Option<&'static str> {
        match self {
            Proof::Proved => None,
            Proof::Untried(why) => Some(why),
        }
    }
}

impl Reason {
    /// A reason at a place.
    pub fn at(span: Span, text: impl Into<String>) -> Self {
        Reason { span: Some(span), text: text.into(), source: None }
    }

    /// A fact that is not in the Dockerfile, and where it was read.
    pub fn fact(text: impl Into<String>, source: &'static str) -> Self {
        Reason { span: None, text: text.into(), source: Some(source) }
    }

    /// What the reader stated in the assumptions: neither a line nor a document shows it.
    pub fn stated(text: impl Into<String>) -> Self {
        Reason { span: None, text: text.into(), source: None }
    }
}

impl Severity {
    /// `error`, `warning` or `info`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

impl Certainty {
    /// `certain`, `likely` or `unknown`.
    pub fn name(&self) -> &'static str {
        match self {
            Certainty::Certain => "certain",
            Certainty::Likely => "likely",
            Certainty::Unknown(_) => "unknown",
        }
    }
}

impl Fix {
    /// Whether it can be applied without a look: it needs no review, and it is proved.
    pub fn is_safe(&self) -> bool {
        self.applicability == Applicability::Safe && self.proof == Proof::Proved
    }

    /// What to check before it is applied, if anything.
    pub fn review_of(&self) -> Option<&str> {
        match &self.applicability {
            Applicability::Safe => None,
            Applicability::NeedsReview(what) => Some(what),
        }
    }

    /// Whether "fix all" may take it.
    pub fn is_automatic(&self) -> bool {
        self.preferred && self.is_safe()
    }
}
