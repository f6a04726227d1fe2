//! Applies safe repairs one after the other, until none is left.

use super::Analysis;
use super::inspect::Draft;
use super::score::Score;
use crate::finding::{Applicability, Finding, Rule};
use crate::verdict::{Answer, RunsAs};
use dockerfile::{Edits, order};
use std::sync::Arc;

/// Repairs after which it stops, whatever is left.
const ROUNDS: usize = 100;

/// A repair that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What it does.
    pub title: String,
    /// The rule that offered it.
    pub rule: &'static Rule,
    /// What was wrong.
    pub message: String,
    /// What it changes in `before`.
    pub edits: Edits,
    /// The text before it.
    pub before: Arc<str>,
    /// The text after it.
    pub after: Arc<str>,
    /// Whether the build goes through after it.
    pub builds: Answer,
    /// What the container starts as after it.
    pub runs_as: RunsAs,
    /// That in words.
    pub headline: String,
}

/// What safe repairs came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The repaired text.
    pub text: Arc<str>,
    /// What was done, in order.
    pub applied: Vec<Repair>,
    /// What the container starts as now.
    pub runs_as: RunsAs,
}

/// Safe repairs being made: each is proved on the text that it is applied to.
#[derive(Clone, Debug)]
pub struct Repairer {
    rule: Option<&'static str>,
    analysis: Analysis,
    score: Score,
    /// The findings of the text, the gravest first.
    findings: Vec<Finding>,
    /// Whether their fixes are proved already.
    proved: bool,
    finding: usize,
    fix: usize,
    applied: Vec<Repair>,
}

impl Repairer {
    /// The preferred safe repairs of `analysis`, all of them or those of one rule.
    pub fn new(analysis: &Analysis, rule: Option<&'static Rule>) -> Self {
        let mut repairer = Repairer {
            rule: rule.map(|rule| rule.id),
            analysis: analysis.clone(),
            score: Score::of(analysis),
            findings: Vec::new(),
            proved: true,
            finding: 0,
            fix: 0,
            applied: Vec::new(),
        };
        repairer.begin();
        repairer
    }

    /// Looks at one more repair, and makes it if it is safe. `false` where none is left.
    pub fn step(&mut self) -> bool {
        let Some(finding) = self.findings.get(self.finding) else { return false };
        let Some(fix) = finding.fixes.get(self.fix) else { return self.next_finding() };
        if self.proved && !fix.is_safe() {
            return self.next_finding();
        }
        let fixed = fix.edits.apply(&self.analysis.text);
        if fixed == *self.analysis.text {
            self.fix += 1;
            return true;
        }
        let rule = finding.rule;
        let before = Draft::from(&self.analysis);
        let after = before.again(&fixed, &self.analysis.build.assumptions);
        let score = after.score();
        if !self.proved && !self.score.improves_to(&score, rule.id, finding.severity) {
            self.fix += 1;
            return true;
        }
        // From here on it is proved.
        if fix.applicability != Applicability::Safe {
            return self.next_finding();
        }
        let after = after.judge();
        self.applied.push(Repair {
            title: fix.title.clone(),
            rule,
            message: finding.message.clone(),
            edits: fix.edits.clone(),
            before: self.analysis.text.clone(),
            after: after.text.clone(),
            builds: after.verdict.builds,
            runs_as: after.verdict.runs_as,
            headline: after.verdict.headline.clone(),
        });
        (self.analysis, self.score, self.proved) = (after, score, false);
        self.begin();
        true
    }

    /// Makes what is left, and gives the whole.
    pub fn finish(mut self) -> Repaired {
        while self.step() {}
        let Analysis { text, verdict, .. } = self.analysis;
        Repaired { text, applied: self.applied, runs_as: verdict.runs_as }
    }

    /// Begins with the findings of the text.
    fn begin(&mut self) {
        let mut findings = self.analysis.findings.clone();
        findings.retain(|finding| self.rule.is_none_or(|rule| finding.rule.id == rule));
        order::sort(&mut findings, |a, b| b.severity.cmp(&a.severity).then(a.span.cmp(&b.span)));
        if self.applied.len() == ROUNDS {
            findings.clear();
        }
        (self.findings, self.finding, self.fix) = (findings, 0, 0);
    }

    fn next_finding(&mut self) -> bool {
        self.finding += 1;
        self.fix = 0;
        self.finding < self.findings.len()
    }
}
