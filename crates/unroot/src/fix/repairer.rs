//! Applies safe repairs one after the other, until none is left.

use super::standing::Standing;
use crate::analysis::Analysis;
use crate::finding::{Applicability, Finding, Rule};
use crate::inspection::{Inspection, inspect_again};
use crate::model::Build;
use crate::verdict::{Answer, RunsAs, Verdict};
use dockerfile::{Dockerfile, order};
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
    text: Arc<str>,
    dockerfile: Arc<Dockerfile>,
    build: Arc<Build>,
    standing: Standing,
    runs_as: RunsAs,
    /// The findings of the text, the gravest first.
    findings: Vec<Finding>,
    /// Whether their repairs are proved already.
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
            text: analysis.text.clone(),
            dockerfile: analysis.dockerfile.clone(),
            build: analysis.build.clone(),
            standing: Standing::of_analysis(analysis),
            runs_as: analysis.verdict.runs_as,
            findings: Vec::new(),
            proved: true,
            finding: 0,
            fix: 0,
            applied: Vec::new(),
        };
        repairer.begin(analysis.findings.clone());
        repairer
    }

    /// Looks at one more repair, and makes it if it is safe. `false` where none is left.
    pub fn step(&mut self) -> bool {
        let Some(finding) = self.findings.get(self.finding) else { return false };
        let Some(fix) = finding.fixes.get(self.fix) else { return self.next_finding() };
        let (rule, safe) = (finding.rule, fix.applicability == Applicability::Safe);
        if self.proved && !safe {
            return self.next_finding();
        }
        let repaired = fix.edits.apply(&self.text);
        if repaired == *self.text {
            self.fix += 1;
            return true;
        }
        let before = (&*self.dockerfile, &*self.build);
        let after = inspect_again(&repaired, &self.build.assumptions, before);
        let standing = Standing::of(&after);
        if !self.proved && !self.standing.improves_to(&standing, rule.id, finding.severity) {
            self.fix += 1;
            return true;
        }
        if !safe {
            return self.next_finding();
        }
        let (title, message) = (fix.title.clone(), finding.message.clone());
        let Inspection { dockerfile, build, verdict, findings, .. } = after;
        (self.dockerfile, self.build) = (dockerfile, build);
        let before = std::mem::replace(&mut self.text, repaired.into());
        let Verdict { builds, runs_as, headline, .. } = verdict;
        let after = self.text.clone();
        let repair = Repair { title, rule, message, before, after, builds, runs_as, headline };
        self.applied.push(repair);
        (self.standing, self.runs_as, self.proved) = (standing, runs_as, false);
        self.begin(findings);
        true
    }

    /// Makes what is left, and gives the whole.
    pub fn finish(mut self) -> Repaired {
        while self.step() {}
        Repaired { text: self.text, applied: self.applied, runs_as: self.runs_as }
    }

    fn begin(&mut self, mut findings: Vec<Finding>) {
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
