//! The JSON report, a public contract: `docs/command.md` describes it. Keys are never left out;
//! what is not known is `null`.

mod read;

use crate::analysis::Analysis;
use serde::Serialize;

/// The version of the contract. It grows when a key goes away or changes its meaning.
pub const VERSION: u32 = 1;

/// Everything that is said of one Dockerfile.
#[derive(Debug, Serialize)]
pub struct Report<'a> {
    /// [`VERSION`].
    pub version: u32,
    /// What the container starts as.
    pub verdict: Verdict<'a>,
    /// Every step of every stage, in order.
    pub timeline: Vec<Step>,
    /// What is known of the target stage's files when it ends. What the base image brought and
    /// nothing touched is left out.
    pub paths: Vec<Path<'a>>,
    /// Findings, by place.
    pub findings: Vec<Finding<'a>>,
    /// What comments in the file silence, by place.
    pub ignored: Vec<Ignored<'a>>,
}

/// A finding that a comment silences.
#[derive(Debug, Serialize)]
pub struct Ignored<'a> {
    /// Id of the rule.
    pub rule: &'static str,
    /// Line of the first character, from 1.
    pub line: usize,
    /// What would be said.
    pub message: &'a str,
    /// Why it is all right, in the words of the comment.
    pub reason: &'a str,
    /// Line of the comment, from 1.
    pub comment: usize,
}

/// What the container starts as.
#[derive(Debug, Serialize)]
pub struct Verdict<'a> {
    /// `root`, `non-root` or `unknown`.
    pub runs_as: &'static str,
    /// UID.
    pub uid: Option<u32>,
    /// GID.
    pub gid: Option<u32>,
    /// Login name.
    pub user: Option<&'a str>,
    /// `certain`, `likely` or `unknown`.
    pub certainty: &'static str,
    /// Why, in one sentence.
    pub because: &'a str,
    /// Whom the entrypoint steps down to, if it starts as root and does.
    pub drops_to: Option<&'a str>,
    /// Whether the build goes through: `yes`, `no` or `unknown`.
    pub builds: &'static str,
    /// What Kubernetes' `runAsNonRoot: true` does: `admitted`, `rejected` or `unknown`.
    pub kubernetes_run_as_non_root: &'static str,
    /// What platforms beyond Docker do with the image.
    pub platforms: Vec<Platform<'a>>,
    /// Ports below 1024 that it exposes.
    pub privileged_ports: Vec<u16>,
}

/// What a platform does with the image under a policy.
#[derive(Debug, Serialize)]
pub struct Platform<'a> {
    /// `kubernetes-run-as-non-root`, `pod-security-restricted` or `openshift-restricted-v2`.
    pub policy: &'static str,
    /// `admitted`, `limited` (it starts, but can't write somewhere), `rejected` or `unknown`.
    pub admission: &'static str,
    /// Why, in whole sentences.
    pub why: &'a str,
    /// The platform's own message, where it refuses.
    pub message: Option<&'a str>,
    /// Where the behaviour was read.
    pub source: &'static str,
}

/// One instruction of one stage.
#[derive(Debug, Serialize)]
pub struct Step {
    /// The stage's name, or its number from 0.
    pub stage: String,
    /// First line, from 1.
    pub line: usize,
    /// Last line.
    pub end_line: usize,
    /// The keyword in upper case.
    pub instruction: String,
    /// UID of who the step runs as; of who is in force afterwards, for FROM and USER.
    pub uid: Option<u32>,
    /// GID, likewise.
    pub gid: Option<u32>,
    /// Login name, likewise.
    pub user: Option<String>,
}

/// One path of the target stage.
#[derive(Debug, Serialize)]
pub struct Path<'a> {
    /// Absolute.
    pub path: &'a str,
    /// Owner.
    pub uid: Option<u32>,
    /// Group.
    pub gid: Option<u32>,
    /// Permission bits, four octal digits.
    pub mode: Option<String>,
    /// The last line that decided on owner, group or mode.
    pub line: Option<usize>,
}

/// Something to say about a place.
#[derive(Debug, Serialize)]
pub struct Finding<'a> {
    /// Id of the rule.
    pub rule: &'static str,
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// `certain`, `likely` or `unknown`.
    pub certainty: &'static str,
    /// Line of the first character, from 1.
    pub line: usize,
    /// Column of the first character, from 1, in Unicode characters.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column one past the last character.
    pub end_column: usize,
    /// What is so, why it matters and what to do.
    pub message: &'a str,
    /// The chain that led there.
    pub because: Vec<Reason<'a>>,
    /// Id of the guide's section.
    pub guide: &'static str,
    /// Repairs, the preferred one first.
    pub fixes: Vec<Fix<'a>>,
}

/// A link of the chain.
#[derive(Debug, Serialize)]
pub struct Reason<'a> {
    /// Where, if it is in the Dockerfile.
    pub line: Option<usize>,
    /// What happens there.
    pub text: &'a str,
    /// Where the fact was read, if no line of the Dockerfile shows it.
    pub source: Option<&'static str>,
}

/// A repair.
#[derive(Debug, Serialize)]
pub struct Fix<'a> {
    /// What it does.
    pub title: &'a str,
    /// `safe` or `needs-review`.
    pub applicability: &'static str,
    /// The one to take if there are several.
    pub preferred: bool,
    /// Sorted and disjoint, to be made together.
    pub edits: Vec<Edit<'a>>,
}

/// Replaces bytes `start..end` of the file as given.
#[derive(Debug, Serialize)]
pub struct Edit<'a> {
    /// First byte that goes away, from 0.
    pub start: usize,
    /// One past the last byte that goes away.
    pub end: usize,
    /// What comes in its place.
    pub text: &'a str,
}

impl<'a> Report<'a> {
    /// What is said of `analysis`.
    pub fn of(analysis: &'a Analysis) -> Self {
        read::report(analysis)
    }
}

/// The report on `analysis`, indented, with a newline at its end.
pub fn json(analysis: &Analysis) -> String {
    let report = serde_json::to_string_pretty(&Report::of(analysis));
    report.expect("text and numbers always have a JSON form") + "\n"
}
