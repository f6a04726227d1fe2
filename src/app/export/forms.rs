//! The forms in which work leaves the page.

use crate::app::proofs::{mended, settled};
use crate::app::words::export as words;
use crate::app::workspace::Workspace;
use dockerfile::file::NAME;
use unroot::finding::Rule;
use unroot::{Analysis, report};

/// What can be taken along.
#[derive(Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Form {
    Text,
    Patch,
    Sarif,
    Markdown,
    Json,
}

impl Form {
    /// All of them, in the order of the list.
    pub const ALL: [Form; 5] = [Form::Text, Form::Patch, Form::Sarif, Form::Markdown, Form::Json];

    /// What it is, and what it is for.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Form::Text => (words::TEXT, words::ABOUT_TEXT),
            Form::Patch => (words::PATCH, words::ABOUT_PATCH),
            Form::Sarif => (words::SARIF, words::ABOUT_SARIF),
            Form::Markdown => (words::MARKDOWN, words::ABOUT_MARKDOWN),
            Form::Json => (words::JSON, words::ABOUT_JSON),
        }
    }

    /// The file's name and its media type. A browser that is told of plain text may put an ending
    /// behind a name that has none.
    pub fn file(self) -> (&'static str, &'static str) {
        match self {
            Form::Text => (NAME, "application/octet-stream"),
            Form::Patch => ("unroot.patch", "text/x-patch"),
            Form::Sarif => ("unroot.sarif", "application/sarif+json"),
            Form::Markdown => ("unroot.md", "text/markdown"),
            Form::Json => ("unroot.json", "application/json"),
        }
    }

    /// The file's text, of what the page holds now.
    pub fn make(self, workspace: Workspace) -> String {
        let analysis = settled(workspace);
        match self {
            Form::Text => analysis.text.to_string(),
            Form::Patch => report::diff(&analysis.text, &mended(workspace, &analysis).text, NAME),
            Form::Sarif => report::sarif(&analysis, NAME, &rules_of(&analysis)),
            Form::Markdown => report::markdown(&analysis, NAME),
            Form::Json => report::json(&analysis),
        }
    }
}

/// The rules that have something to say: a log that people carry needs no others.
fn rules_of(analysis: &Analysis) -> Vec<&'static Rule> {
    let ignored = analysis.ignored.iter().map(|ignored| &ignored.finding);
    let said: Vec<&str> =
        analysis.findings.iter().chain(ignored).map(|finding| finding.rule.id).collect();
    unroot::rules::all().filter(|rule| said.contains(&rule.id)).collect()
}
