//! A tool's answers, in the form that `benches/truth/README.md` describes.

use serde::{Deserialize, Deserializer, Serialize};
use std::fmt::Write;
use std::path::Path;

/// A tool, and its answers about all Dockerfiles: a file of JSON lines, the tool first.
pub struct Answers {
    /// The tool.
    pub tool: Tool,
    /// A report for each Dockerfile.
    pub reports: Vec<Report>,
}

/// A tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// What it is called.
    pub tool: String,
    /// Its version.
    pub version: String,
    /// The classes that it checks. A class that is not here does not count for or against it.
    pub checks: Vec<String>,
}

impl Answers {
    /// Reads a file of answers. Panics where a line is not of the form.
    pub fn read(path: &Path) -> Self {
        let text =
            std::fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default();
        let wrong = |why| panic!("{}: {why}", path.display());
        Self {
            tool: serde_json::from_str(first).unwrap_or_else(wrong),
            reports: lines
                .map(|line| {
                    serde_json::from_str(line).unwrap_or_else(|why| panic!("{line}: {why}"))
                })
                .collect(),
        }
    }

    /// Them as a file.
    pub fn write(&self) -> String {
        let mut text = serde_json::to_string(&self.tool).expect("a tool is JSON") + "\n";
        for report in &self.reports {
            writeln!(text, "{}", serde_json::to_string(report).expect("a report is JSON"))
                .expect("a string");
        }
        text
    }
}

/// A tool's answers about one Dockerfile. An absent key is a question that the tool does not answer; `null` says that
/// the answer can't be known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Report {
    /// The case.
    pub id: String,
    /// Whether the container starts as root.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts_as_root: Option<Answer>,
    /// The login name it starts as.
    #[serde(skip_serializing_if = "Claim::is_absent")]
    pub user: Claim<String>,
    /// The UID it starts with.
    #[serde(skip_serializing_if = "Claim::is_absent")]
    pub uid: Claim<u32>,
    /// The GID it starts with.
    #[serde(skip_serializing_if = "Claim::is_absent")]
    pub gid: Claim<u32>,
    /// The user that the start command switches to.
    #[serde(skip_serializing_if = "Claim::is_absent")]
    pub drops_to: Claim<String>,
    /// Whether the build passes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub builds: Option<Answer>,
    /// The line that stops the build.
    #[serde(skip_serializing_if = "Claim::is_absent")]
    pub stops_at: Claim<usize>,
    /// What the tool objects to.
    pub findings: Vec<Finding>,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// One of the classes of `classes.toml`.
    pub class: String,
    /// The line, if the tool names one.
    pub line: Option<usize>,
}

/// Whether something is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Answer {
    Yes,
    No,
    Unknown,
}

/// An answer of a tool.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Claim<T> {
    /// The tool does not answer this question.
    #[default]
    #[serde(skip)]
    Absent,
    /// It says this, or that nobody can know.
    Says(Option<T>),
}

impl<T> Claim<T> {
    /// Whether the tool does not answer this question.
    pub fn is_absent(&self) -> bool {
        matches!(self, Claim::Absent)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Claim<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Option::deserialize(from).map(Claim::Says)
    }
}
