//! The score of a text: what a proof compares before and after a fix.

use super::Analysis;
use crate::finding::{Finding, Severity};
use crate::verdict::{Answer, RunsAs, Verdict};
use dockerfile::{Dockerfile, order};

/// What of an analysis decides whether a fix holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Score {
    /// How many findings each rule has, by severity.
    findings: Vec<(&'static str, [usize; 3])>,
    problems: usize,
    builds: Answer,
    runs_as: RunsAs,
}

impl Score {
    pub(super) fn of(analysis: &Analysis) -> Self {
        Score::new(&analysis.dockerfile, &analysis.verdict, &analysis.findings)
    }

    pub(super) fn new(dockerfile: &Dockerfile, verdict: &Verdict, findings: &[Finding]) -> Self {
        let mut counted: Vec<(&'static str, [usize; 3])> = Vec::new();
        for Finding { rule, severity, .. } in findings {
            let known = counted.iter().position(|(id, _)| *id == rule.id);
            let at = known.unwrap_or_else(|| {
                counted.push((rule.id, [0; 3]));
                counted.len() - 1
            });
            counted[at].1[*severity as usize] += 1;
        }
        // The order in which rules find things says nothing.
        order::sort(&mut counted, |a, b| a.0.cmp(b.0));
        Score {
            findings: counted,
            problems: dockerfile.problems.len(),
            builds: verdict.builds,
            runs_as: verdict.runs_as,
        }
    }

    /// Whether a fix for a finding of `rule` that leads from here to `after` makes the text
    /// better: the finding is gone, nothing of the same or higher severity has appeared, it builds if
    /// it built, and the container has not gained privilege.
    pub(super) fn improves_to(&self, after: &Score, rule: &str, severity: Severity) -> bool {
        // An ordinary user may be worth a remark where root was none: that is no reason to stay root.
        let rises = after.runs_as > self.runs_as;
        let counts = if rises { severity.max(Severity::Warning) } else { severity };
        let mut rules = after.findings.iter().map(|(other, _)| *other);
        let nothing_new =
            rules.all(|other| after.count(other, counts) <= self.count(other, counts));
        let builds = self.builds == Answer::No || after.builds != Answer::No;
        after.count(rule, Severity::Info) < self.count(rule, Severity::Info)
            && nothing_new
            && after.problems <= self.problems
            && builds
            && after.runs_as >= self.runs_as
    }

    /// Whether the container starts as root here, and as another user in `after`.
    pub(super) fn loses_root(&self, after: &Score) -> bool {
        self.runs_as == RunsAs::Root && after.runs_as == RunsAs::NonRoot
    }

    /// How many findings of `rule` are at least as bad as `severity`.
    fn count(&self, rule: &str, severity: Severity) -> usize {
        let of = self.findings.iter().find(|(id, _)| *id == rule);
        of.map_or(0, |(_, counts)| counts[severity as usize..].iter().sum())
    }
}
