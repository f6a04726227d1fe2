//! A tool's answers held against the labels.

use super::label::{Case, Expected};
use super::report::{Answer, Claim, Report};
use std::collections::BTreeMap;

/// How an answer compares with the label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It is so.
    Right,
    /// The tool says that it can't know, where the label knows, or lacks a finding that it should have.
    Vague,
    /// It is not so.
    Wrong,
    /// The tool does not answer this question.
    Unasked,
}

/// One question about one case, with its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The case.
    pub case: String,
    /// The question: `start`, `user`, `uid`, `gid`, `drops_to`, `builds`, `stops_at`, `say denied-step, line 7`,
    /// `not denied-step`.
    pub question: String,
    /// How the answer compares.
    pub outcome: Outcome,
    /// What the label says and what the tool says.
    pub said: String,
}

/// All statements of a tool.
#[derive(Default)]
pub struct Score {
    /// Them.
    pub statements: Vec<Statement>,
}

impl Score {
    /// Compares `reports` with `cases`. `checks` are the classes that the tool checks.
    pub fn new(cases: &[Case], reports: &[Report], checks: &[String]) -> Self {
        let by_id: BTreeMap<&str, &Report> = reports.iter().map(|r| (r.id.as_str(), r)).collect();
        let unanswered = Report::default();
        let judged = cases.iter().flat_map(|case| {
            judge(case, by_id.get(case.id.as_str()).unwrap_or(&&unanswered), checks)
        });
        Self { statements: judged.collect() }
    }

    /// How many statements of the kinds that `of` takes have each outcome: right, vague, wrong, unasked.
    pub fn count(&self, of: impl Fn(&str) -> bool) -> [usize; 4] {
        let mut counts = [0; 4];
        for statement in self.statements.iter().filter(|it| of(&it.question)) {
            counts[statement.outcome as usize] += 1;
        }
        counts
    }

    /// How many cases are right throughout, are vaguer than the label somewhere, and are wrong somewhere. Questions that
    /// the tool does not answer do not count; cases without any answer are the fourth.
    pub fn cases(&self) -> [usize; 4] {
        let mut worst: BTreeMap<&str, Outcome> = BTreeMap::new();
        for statement in &self.statements {
            let it = worst.entry(&statement.case).or_insert(Outcome::Unasked);
            *it = match (*it, statement.outcome) {
                (Outcome::Unasked, outcome) => outcome,
                (it, Outcome::Unasked) => it,
                (it, outcome) => it.max(outcome),
            };
        }
        let mut counts = [0; 4];
        worst.values().for_each(|outcome| counts[*outcome as usize] += 1);
        counts
    }
}

/// The statements of `report` about `case`. `checks` are the classes that the tool checks.
pub fn judge(case: &Case, report: &Report, checks: &[String]) -> Vec<Statement> {
    let label = &case.label;
    let mut all = Judged { case, statements: Vec::new() };
    if let Some(start) = label.starts_as_root {
        all.add(
            "start",
            start_outcome(start, report.starts_as_root),
            label.starts_as_root,
            &report.starts_as_root,
        );
    }
    all.claim("user", label.user.as_ref(), &report.user, |a, b| a == b);
    all.claim("uid", label.uid.as_ref(), &report.uid, |a, b| a == b);
    all.claim("gid", label.gid.as_ref(), &report.gid, |a, b| a == b);
    all.claim("drops_to", label.drops_to.as_ref(), &report.drops_to, |a, b| a == b);
    let (outcome, builds) = (builds_outcome(label.builds, report.builds), label.builds);
    all.add("builds", outcome, Some(builds), &report.builds);
    // Where the tool does not see that the build stops, there is no place to compare.
    if report.builds == Some(Answer::No) {
        let within = |a: &usize, b: &usize| case.lines_of(*a).contains(b);
        all.claim("stops_at", label.stops_at.as_ref(), &report.stops_at, within);
    }
    for expected in &label.must_say {
        let asked = expected.classes().iter().any(|class| checks.contains(class));
        let outcome = match (asked, says(case, report, expected)) {
            (false, _) => Outcome::Unasked,
            (true, true) => Outcome::Right,
            (true, false) => Outcome::Vague,
        };
        all.add(&format!("say {}", expected.name()), outcome, Some("a finding"), &report.findings);
    }
    for class in &label.must_not_say {
        let said = report.findings.iter().any(|finding| finding.class == *class);
        let outcome = match (checks.contains(class), said) {
            (false, _) => Outcome::Unasked,
            (true, true) => Outcome::Wrong,
            (true, false) => Outcome::Right,
        };
        all.add(&format!("not {class}"), outcome, Some("no finding"), &report.findings);
    }
    all.statements
}

struct Judged<'a> {
    case: &'a Case,
    statements: Vec<Statement>,
}

impl Judged<'_> {
    fn add(
        &mut self,
        question: &str,
        outcome: Outcome,
        label: impl std::fmt::Debug,
        report: &impl std::fmt::Debug,
    ) {
        let (case, question) = (self.case.id.clone(), question.to_owned());
        let said = format!("label {label:?}, tool {report:?}");
        self.statements.push(Statement { case, question, outcome, said });
    }

    fn claim<T: std::fmt::Debug>(
        &mut self,
        question: &str,
        label: Option<&T>,
        report: &Claim<T>,
        same: impl Fn(&T, &T) -> bool,
    ) {
        let Some(label) = label else { return };
        let outcome = match report {
            Claim::Absent => Outcome::Unasked,
            Claim::Says(None) => Outcome::Vague,
            Claim::Says(Some(says)) if same(label, says) => Outcome::Right,
            Claim::Says(Some(_)) => Outcome::Wrong,
        };
        self.add(question, outcome, Some(label), report);
    }
}

fn start_outcome(label: Answer, report: Option<Answer>) -> Outcome {
    match report {
        None => Outcome::Unasked,
        Some(says) if says == label => Outcome::Right,
        Some(Answer::Unknown) => Outcome::Vague,
        Some(_) => Outcome::Wrong,
    }
}

/// `yes` is no promise of any tool, so it fits a build that nobody can foretell; `no` does not.
fn builds_outcome(label: Answer, report: Option<Answer>) -> Outcome {
    match (label, report) {
        (_, None) => Outcome::Unasked,
        (Answer::Unknown, Some(Answer::Yes)) => Outcome::Right,
        (label, Some(says)) if says == label => Outcome::Right,
        (_, Some(Answer::Unknown)) => Outcome::Vague,
        _ => Outcome::Wrong,
    }
}

fn says(case: &Case, report: &Report, expected: &Expected) -> bool {
    report.findings.iter().any(|finding| {
        expected.classes().contains(&finding.class)
            && match (expected.line, finding.line) {
                (Some(at), Some(line)) => case.lines_of(at).contains(&line),
                // A tool that names no line is not asked for one.
                _ => true,
            }
    })
}
