//! Applies safe repairs one after the other, until none is left.

use super::Analysis;
use super::inspect::Draft;
use super::score::Score;
use crate::finding::{Finding, Proof, Rule};
use crate::start::Grade;
use crate::verdict::{Answer, RunsAs};
use dockerfile::{Edits, order};
use std::sync::Arc;

/// A repair that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What it does.
    pub title: String,
    /// The rule that offered it.
    pub rule: &'static Rule,
    /// What was wrong.
    pub message: String,
    /// What to check, where it is not safe.
    pub check: Vec<String>,
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
    /// Whether it stopped after [`Repairer::MOST`] repairs although there may be more to do.
    pub stopped: bool,
}

/// Safe repairs being made: each is proved on the text that it is applied to.
#[derive(Clone, Debug)]
pub struct Repairer {
    rule: Option<&'static str>,
    reviewed: bool,
    analysis: Analysis,
    score: Score,
    /// The findings of the text, the gravest first.
    findings: Vec<Finding>,
    /// Whether their fixes are proved already.
    proved: bool,
    finding: usize,
    fix: usize,
    applied: Vec<Repair>,
    stopped: bool,
}

impl Repairer {
    /// Repairs after which it stops, and says so: each is made on the text that the one before leads to.
    pub const MOST: usize = 100;

    /// The preferred safe repairs of `analysis`, all of them or those of one rule.
    pub fn new(analysis: &Analysis, rule: Option<&'static Rule>) -> Self {
        let mut repairer = Repairer {
            rule: rule.map(|rule| rule.id),
            reviewed: false,
            analysis: analysis.clone(),
            score: Score::of(analysis),
            findings: Vec::new(),
            proved: true,
            finding: 0,
            fix: 0,
            applied: Vec::new(),
            stopped: false,
        };
        repairer.begin();
        repairer
    }

    /// Makes those that need a look as well: each says what to check.
    pub fn with_review(mut self) -> Self {
        self.reviewed = true;
        self
    }

    /// Looks at one more repair, and makes it if it is safe. `false` where none is left.
    pub fn step(&mut self) -> bool {
        let Some(finding) = self.findings.get(self.finding) else { return false };
        let Some(fix) = finding.fixes.get(self.fix) else { return self.next_finding() };
        let wanted = fix.is_safe() || self.reviewed && fix.proof == Proof::Proved;
        if self.proved && !wanted {
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
        // Fixes that were proved on this text are graded already.
        let grade = if self.proved { Grade::Safe } else { after.grade(&self.score, &score) };
        // From here on it is proved.
        let mut check: Vec<String> = fix.review_of().map(str::to_owned).into_iter().collect();
        match grade {
            Grade::Safe => {}
            Grade::Review(says) => check.extend(says),
            Grade::Refused(_) => return self.next_finding(),
        }
        if !check.is_empty() && !self.reviewed {
            return self.next_finding();
        }
        let after = after.judge();
        self.applied.push(Repair {
            title: fix.title.clone(),
            rule,
            message: finding.message.clone(),
            check,
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
        let (applied, stopped) = (self.applied, self.stopped);
        Repaired { text, applied, runs_as: verdict.runs_as, stopped }
    }

    /// Begins with the findings of the text.
    fn begin(&mut self) {
        let mut findings = self.analysis.findings.clone();
        findings.retain(|finding| self.rule.is_none_or(|rule| finding.rule.id == rule));
        order::sort(&mut findings, |a, b| b.severity.cmp(&a.severity).then(a.span.cmp(&b.span)));
        if self.applied.len() == Repairer::MOST {
            let mut fixes = findings.iter().flat_map(|finding| &finding.fixes);
            self.stopped = fixes.any(|fix| self.reviewed || fix.review_of().is_none());
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

#[cfg(test)]
mod tests {
    use super::Repairer;
    use crate::model::Assumptions;
    use crate::{analyze, fix_all};

    #[test]
    fn it_says_that_it_stopped_only_where_something_may_be_left() {
        let text = |mounts: usize| {
            let lines: String =
                (0..mounts).map(|at| format!("RUN --mount=type=secret,id=s{at} id\n")).collect();
            format!("FROM debian:12\nRUN useradd -u 1200 app\nUSER app\n{lines}")
        };
        let all = |mounts: usize| fix_all(&analyze(&text(mounts), &Assumptions::default()));
        // Each mount is a repair more.
        let (most, others) = (Repairer::MOST, all(0).applied.len());
        for (repairs, stopped) in [(most - 1, false), (most, false), (most + 20, true)] {
            let first = all(repairs - others);
            assert_eq!(first.applied.len(), repairs.min(most), "{repairs}");
            assert_eq!(first.stopped, stopped, "{repairs}");
            // What is left is done by the next one.
            let next = fix_all(&analyze(&first.text, &Assumptions::default()));
            assert_eq!((next.applied.len(), next.stopped), (repairs - repairs.min(most), false));
        }
    }
}
