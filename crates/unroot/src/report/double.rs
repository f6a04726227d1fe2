//! A made-up analysis, for the tests of the reports.

use crate::analysis::Analysis;
use crate::finding::{Applicability, Certainty, Finding, Fix, Proof, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Assumptions, Build};
use crate::verdict::{Answer, Outside, RunsAs, Verdict};
use dockerfile::{Edit, Edits, Span};
use std::sync::Arc;

static RULE: Rule = Rule {
    id: "double",
    title: "A rule for tests",
    severity: Severity::Warning,
    guide: Section::CreateUser,
    also: &[],
    supersedes: &[],
    text: "# A rule for tests\n\n## What it does\n\nLooks.\n",
};

/// An analysis of `text` with one finding at `span`.
pub(super) fn with_finding(text: &str, span: Span) -> Analysis {
    let finding = Finding {
        rule: &RULE,
        severity: Severity::Warning,
        certainty: Certainty::Likely,
        span,
        message: "`app` is \u{1b}[31m nobody".into(),
        because: vec![Reason::at(span, "switched here"), Reason::fact("a fact", "a book")],
        fixes: vec![Fix {
            title: "Do it".into(),
            applicability: Applicability::Safe,
            proof: Proof::Proved,
            preferred: true,
            consequences: vec![],
            edits: Edits::new(vec![Edit::replace(span, "1200")]).unwrap_or_default(),
        }],
        no_fix: None,
    };
    Analysis {
        text: text.into(),
        dockerfile: dockerfile::parse(text).into(),
        build: Arc::new(Build {
            stages: vec![],
            target: None,
            refused: None,
            assumptions: Assumptions::default(),
        }),
        start: Arc::default(),
        verdict: Verdict {
            runs_as: RunsAs::Root,
            uid: Some(0),
            gid: Some(0),
            user: Some("root".into()),
            certainty: Certainty::Certain,
            headline: "Starts as root, UID 0".into(),
            because: "It says so.".into(),
            reasons: vec![],
            drops_to: None,
            builds: Answer::Yes,
            stops: vec![],
        },
        outside: Outside::default(),
        findings: vec![finding],
        ignored: vec![],
    }
}
