//! Proves the repairs that the rules offer.

use super::standing::Standing;
use crate::analysis::Analysis;
use crate::finding::{Finding, Fix};
use crate::inspection::{Inspection, inspect, inspect_again};
use crate::model::Assumptions;
use crate::verdict;
use std::sync::Arc;

/// Instructions that are simulated to prove repairs, all in all. A text so long, or so full of
/// findings, that it needs more gets fewer repairs instead of a long wait.
const PROOF: usize = 20_000;

/// An analysis whose repairs are being proved. What it finds is known from the start.
///
/// The proofs are the long part of an analysis. [`analyze`](crate::analyze()) makes them all at once.
#[derive(Clone, Debug)]
pub struct Prover {
    text: Arc<str>,
    assumptions: Assumptions,
    before: Inspection,
    standing: Standing,
    /// The findings whose repairs are proved, and after them those that wait.
    findings: Vec<Finding>,
    /// The finding whose repairs are looked at.
    finding: usize,
    /// Its repair that comes next.
    fix: usize,
    /// How many repairs may still be looked at.
    left: usize,
    /// One mistake found in many places is mended by the same edits: they are proved once. By text,
    /// in order.
    known: Vec<(String, Standing)>,
}

impl Prover {
    /// Reads and simulates `text`, and finds what is wrong; no repair is proved yet.
    pub fn new(text: &str, assumptions: &Assumptions) -> Self {
        Prover::of(inspect(text, assumptions), text, assumptions)
    }

    /// The same, quicker, where `analysis` is of a text that begins alike, as when somebody types.
    pub fn again(analysis: &Analysis, text: &str, assumptions: &Assumptions) -> Self {
        let before = (&*analysis.dockerfile, &*analysis.build);
        Prover::of(inspect_again(text, assumptions, before), text, assumptions)
    }

    fn of(before: Inspection, text: &str, assumptions: &Assumptions) -> Self {
        // Where accounts pile up, a proof takes longer than the length alone would make it.
        let length = before.dockerfile.instructions.len().max(1);
        let mut prover = Prover {
            text: text.into(),
            assumptions: assumptions.clone(),
            standing: Standing::of(&before),
            findings: before.findings.clone(),
            before,
            finding: 0,
            fix: 0,
            left: (PROOF / length).min((400 * PROOF / length / length).max(2)),
            known: Vec::new(),
        };
        prover.begin();
        prover
    }

    /// Looks at one more repair, or at a few that are known by now. `false` where none is left.
    pub fn step(&mut self) -> bool {
        let Some(finding) = self.findings.get(self.finding) else { return false };
        let Some(fix) = finding.fixes.get(self.fix) else {
            self.end();
            return self.finding < self.findings.len();
        };
        let repaired = fix.edits.apply(&self.text);
        let holds = repaired != *self.text && {
            let known = self.known.binary_search_by(|(text, _)| text.cmp(&repaired));
            let at = known.unwrap_or_else(|at| {
                let before = (&*self.before.dockerfile, &*self.before.build);
                let after = inspect_again(&repaired, &self.assumptions, before);
                let standing = Standing::of(&after);
                self.known.insert(at, (repaired, standing));
                at
            });
            let (_, after) = &self.known[at];
            self.standing.improves_to(after, finding.rule.id, finding.severity)
        };
        if holds {
            self.fix += 1;
        } else {
            self.findings[self.finding].fixes.remove(self.fix);
        }
        true
    }

    /// The analysis as far as it is sure: findings whose repairs are not proved yet have none.
    pub fn so_far(&self) -> Analysis {
        let mut findings = self.findings.clone();
        for finding in &mut findings[self.finding..] {
            finding.fixes.clear();
        }
        self.with(findings)
    }

    /// Title of the repair that each finding may get, in the order of the findings, where one waits
    /// for its proof.
    pub fn waiting<'a>(&'a self) -> Vec<Option<&'a str>> {
        let of = |(at, finding): (usize, &'a Finding)| {
            finding.fixes.first().filter(|_| at >= self.finding).map(|fix| fix.title.as_str())
        };
        self.findings.iter().enumerate().map(of).collect()
    }

    /// Proves what is left, and gives the whole analysis.
    pub fn finish(mut self) -> Analysis {
        while self.step() {}
        let findings = std::mem::take(&mut self.findings);
        self.with(findings)
    }

    fn with(&self, findings: Vec<Finding>) -> Analysis {
        let Inspection { dockerfile, build, verdict, ignored, .. } = &self.before;
        Analysis {
            text: self.text.clone(),
            dockerfile: dockerfile.clone(),
            build: build.clone(),
            verdict: verdict.clone(),
            outside: verdict::outside(build),
            findings,
            ignored: ignored.clone(),
        }
    }

    /// Begins with the finding that comes next.
    fn begin(&mut self) {
        self.fix = 0;
        if let Some(finding) = self.findings.get_mut(self.finding) {
            finding.fixes.truncate(self.left);
            self.left -= finding.fixes.len();
        }
    }

    fn end(&mut self) {
        keep_one_preferred(&mut self.findings[self.finding].fixes);
        self.finding += 1;
        self.begin();
    }
}

/// The preferred repair may have been refused: then the first that is left takes its place.
fn keep_one_preferred(fixes: &mut [Fix]) {
    if fixes.iter().all(|fix| !fix.preferred)
        && let Some(first) = fixes.first_mut()
    {
        first.preferred = true;
    }
}
