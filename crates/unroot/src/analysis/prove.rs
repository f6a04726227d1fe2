//! Proves the fixes that the rules offer.

use super::Analysis;
use super::inspect::{inspect, inspect_again};
use super::score::Score;
use crate::finding::{Fix, Proof};
use crate::model::{Assumptions, Build};
use std::sync::Arc;

/// Work that the proofs of one text may take, in steps simulated where little is known of the files. Fixes that
/// are left when it is used up stay untried.
const BUDGET: usize = 2_000_000;

/// Known paths and accounts that make a step twice as much work.
const PILE: usize = 64;

/// An analysis whose fixes are being proved. What it finds is known from the start.
///
/// The proofs are the long part of an analysis. [`analyze`](crate::analyze()) makes them all at once.
#[derive(Clone, Debug)]
pub struct Prover {
    analysis: Analysis,
    score: Score,
    /// The finding whose fixes are proved; those before it are done.
    finding: usize,
    /// Its fix that comes next.
    fix: usize,
    /// Work that is left.
    left: usize,
    /// Several findings may ask for the same edits, which are proved once. By text, in order.
    known: Vec<(String, Score)>,
}

impl Prover {
    /// Reads and simulates `text`, and finds what is wrong; no fix is proved yet.
    pub fn new(text: &str, assumptions: &Assumptions) -> Self {
        Prover::of(inspect(text, assumptions))
    }

    /// Does the same in less time where the text of `before` begins alike, as while somebody types.
    pub fn again(before: &Analysis, text: &str, assumptions: &Assumptions) -> Self {
        Prover::of(inspect_again(text, assumptions, before))
    }

    fn of(analysis: Analysis) -> Self {
        let score = Score::of(&analysis);
        Prover { analysis, score, finding: 0, fix: 0, left: BUDGET, known: Vec::new() }
    }

    /// Tries one more fix, or leaves it untried where the budget is used up. `false` where none is left.
    pub fn step(&mut self) -> bool {
        let Some(finding) = self.analysis.findings.get_mut(self.finding) else { return false };
        let Some(fix) = finding.fixes.get(self.fix) else {
            keep_one_preferred(&mut finding.fixes);
            (self.finding, self.fix) = (self.finding + 1, 0);
            return self.finding < self.analysis.findings.len();
        };
        let (rule, severity) = (finding.rule.id, finding.severity);
        let fixed = fix.edits.apply(&self.analysis.text);
        let proof = if fixed == *self.analysis.text {
            None
        } else {
            match self.known.binary_search_by(|(text, _)| text.cmp(&fixed)) {
                Err(_) if self.left == 0 => Some(Proof::Untried(Proof::TOO_LONG)),
                known => {
                    let at = known.unwrap_or_else(|at| self.try_at(at, fixed));
                    let holds = self.score.improves_to(&self.known[at].1, rule, severity);
                    holds.then_some(Proof::Proved)
                }
            }
        };
        let fixes = &mut self.analysis.findings[self.finding].fixes;
        match proof {
            Some(proof) => {
                fixes[self.fix].proof = proof;
                self.fix += 1;
            }
            None => {
                fixes.remove(self.fix);
            }
        }
        true
    }

    /// Finds out how `fixed` scores, and notes it at its place `at` among what is known.
    fn try_at(&mut self, at: usize, fixed: String) -> usize {
        let before = &self.analysis;
        let after = inspect_again(&fixed, &before.build.assumptions, before);
        self.left = self.left.saturating_sub(work(&before.build, &after.build));
        self.known.insert(at, (fixed, Score::of(&after)));
        at
    }

    /// The analysis as far as it is sure: findings whose fixes are not proved yet have none.
    pub fn so_far(&self) -> Analysis {
        let mut analysis = self.analysis.clone();
        for finding in &mut analysis.findings[self.finding..] {
            finding.fixes.clear();
        }
        analysis
    }

    /// Title of the fix that each finding may get, in the order of the findings, where one waits for its
    /// proof.
    pub fn waiting(&self) -> Vec<Option<&str>> {
        let findings = self.analysis.findings.iter().enumerate();
        let first =
            findings.map(|(at, finding)| finding.fixes.first().filter(|_| at >= self.finding));
        first.map(|fix| fix.map(|fix| fix.title.as_str())).collect()
    }

    /// Proves what is left, and gives the whole analysis.
    pub fn finish(mut self) -> Analysis {
        while self.step() {}
        self.analysis
    }
}

/// What it took to make `after` where `before` was known, in steps.
fn work(before: &Build, after: &Build) -> usize {
    let mut work = 0;
    for (at, stage) in after.stages.iter().enumerate() {
        let known = before.stages.get(at).map_or(&[][..], |stage| &stage.steps);
        for (at, step) in stage.steps.iter().enumerate() {
            if !known.get(at).is_some_and(|known| Arc::ptr_eq(known, step)) {
                let state = &step.after;
                work += 1 + (state.files.len() + state.accounts.users.len()) / PILE;
            }
        }
    }
    work
}

/// The preferred fix may have been refused: then the first that is left takes its place.
fn keep_one_preferred(fixes: &mut [Fix]) {
    if fixes.iter().all(|fix| !fix.preferred)
        && let Some(first) = fixes.first_mut()
    {
        first.preferred = true;
    }
}
