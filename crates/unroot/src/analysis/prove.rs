//! Proves the fixes that the rules offer.

use super::Analysis;
use super::bench::Bench;
use super::inspect::{Draft, inspect, inspect_again};
use super::score::Score;
use crate::finding::{Applicability, Finding, Fix, Proof};
use crate::model::{Assumptions, Build, State, Step};
use crate::start::Grade;
use dockerfile::Edits;
use std::sync::Arc;

/// Work that the proofs of one text may take, in steps simulated where little is known of the files: some microseconds
/// each. Fixes that are left when it is used up stay untried.
const BUDGET: usize = 1_000_000;

/// Known paths and accounts that make a step twice as much work.
const PILE: usize = 1_000;

/// Steps that the rules look at in the time in which one is simulated; half as many are taken over with other files.
const LOOKED_AT: usize = 10;

/// An analysis whose fixes are being proved. What it finds is known from the start.
///
/// The proofs are the long part of an analysis. [`analyze`](crate::analyze()) makes them all at once.
#[derive(Clone, Debug)]
pub struct Prover {
    analysis: Analysis,
    /// What the analysis was made from.
    plain: Draft,
    score: Score,
    /// Where fixes are tried, once one was; nothing where that is the text itself.
    bench: Option<Option<Box<Bench>>>,
    /// The finding whose fixes are proved; those before it are done.
    finding: usize,
    /// Its fix that comes next.
    fix: usize,
    /// Work that is left.
    left: usize,
    /// Several findings may ask for the same edits, which are proved once. By text, in order.
    known: Vec<Tried>,
}

/// A text that some fix leads to.
#[derive(Clone, Debug)]
struct Tried {
    text: String,
    score: Score,
    /// Whether the container still works, where a fix takes root from it.
    grade: Grade,
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
        let plain = Draft::from(&analysis);
        Prover {
            analysis,
            plain,
            score,
            bench: None,
            finding: 0,
            fix: 0,
            left: BUDGET,
            known: Vec::new(),
        }
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
        let edits = fix.edits.clone();
        let fixed = edits.apply(&self.analysis.text);
        let proof = if fixed == *self.analysis.text {
            None
        } else {
            match self.known.binary_search_by(|tried| tried.text.cmp(&fixed)) {
                Err(_) if self.left == 0 => Some(Proof::Untried(Proof::TOO_LONG)),
                known => {
                    let at = known.unwrap_or_else(|at| self.try_at(at, &edits, fixed));
                    let tried = &self.known[at];
                    let holds = self.score.improves_to(&tried.score, rule, severity);
                    let finding = &mut self.analysis.findings[self.finding];
                    let kept = holds && takes(finding, self.fix, &tried.grade);
                    kept.then_some(Proof::Proved)
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

    /// Finds out how `fixed` scores, the text after `edits`, and notes it at its place `at` among what is known.
    fn try_at(&mut self, at: usize, edits: &Edits, fixed: String) -> usize {
        let bench =
            self.bench.get_or_insert_with(|| Bench::of(&self.analysis, &self.score).map(Box::new));
        let text = &self.analysis.text;
        let on_bench =
            bench.as_ref().and_then(|bench| Some((&bench.draft, bench.apply(edits, text)?)));
        let assumptions = &self.analysis.build.assumptions;
        let (before, after) = match on_bench {
            Some((draft, text)) => (draft, draft.again(&text, assumptions)),
            None => (&self.plain, self.plain.again(&fixed, assumptions)),
        };
        self.left = self.left.saturating_sub(work(&before.build, &after.build));
        let score = after.score();
        let grade = after.grade(&self.score, &score);
        self.known.insert(at, Tried { text: fixed, score, grade });
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

/// Grades fix number `at` of `finding`, which makes the container start as another user; `false` if it is not to be
/// offered.
fn takes(finding: &mut Finding, at: usize, grade: &Grade) -> bool {
    match grade {
        Grade::Safe => true,
        Grade::Refused(why) => {
            finding.no_fix.get_or_insert_with(|| why.clone());
            false
        }
        Grade::Review(says) => {
            let fix = &mut finding.fixes[at];
            let mut says = says.iter();
            if fix.applicability == Applicability::Safe
                && let Some(first) = says.next()
            {
                fix.applicability = Applicability::NeedsReview(first.clone());
            }
            fix.consequences.extend(says.cloned());
            true
        }
    }
}

/// What it took to make `after` and to judge it where `before` was known, in steps that are simulated.
fn work(before: &Build, after: &Build) -> usize {
    let (mut work, mut looked_at) = (1, 0);
    for (at, stage) in after.stages.iter().enumerate() {
        let known = before.stages.get(at).map_or(&[][..], |stage| &stage.steps);
        let same = |(new, old): &(&Arc<Step>, &Arc<Step>)| Arc::ptr_eq(new, old);
        let first = stage.steps.iter().zip(known).take_while(same).count();
        let (new, old) = (&stage.steps[first..], &known[first..]);
        let last = new.iter().rev().zip(old.iter().rev()).take_while(same).count();
        let other = new[..new.len() - last].iter().enumerate();
        for (at, step) in other {
            let replayed = old.get(at).is_some_and(|old| old.events.is_copy_of(&step.events));
            if replayed { looked_at += 2 } else { work += weight(&step.after) }
        }
        if stage.reached {
            looked_at += stage.steps.len();
        }
    }
    work + looked_at / LOOKED_AT
}

/// What it takes to simulate a step that leaves `state`: the more is known, the more there is to look through.
fn weight(state: &State) -> usize {
    1 + (state.files.len() + state.accounts.users.len()) / PILE
}

/// The preferred fix may have been refused: then the first that is left takes its place.
fn keep_one_preferred(fixes: &mut [Fix]) {
    if fixes.iter().all(|fix| !fix.preferred)
        && let Some(first) = fixes.first_mut()
    {
        first.preferred = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fix_all;
    use crate::start;

    /// A stage of about `lines` lines in which every tenth has a fault with a fix.
    fn faulty(lines: usize) -> String {
        let mut text = "FROM debian:12\nRUN useradd -m -u 1200 app\n".to_owned();
        for number in 0..lines / 10 {
            text += &format!(
                "WORKDIR /srv/{number}\nCOPY --chown=app:app src{number}/ /srv/{number}/\n\
                 RUN chmod 777 /srv/{number}\nENV PORT{number}={number}\nRUN make -C /srv/{number}\n\
                 RUN apt-get update && apt-get install -y pack{number}\nEXPOSE {number}\n\
                 RUN ./configure --prefix=/usr/local\nLABEL number={number}\nRUN make install\n"
            );
        }
        text + "USER app\nCMD [\"./run\"]\n"
    }

    fn fixes(analysis: &Analysis) -> Vec<&Fix> {
        analysis.findings.iter().flat_map(|finding| &finding.fixes).collect()
    }

    #[test]
    fn two_thousand_lines_lose_no_fix() {
        let text = faulty(2_000);
        assert!(text.lines().count() >= 2_000);
        let mut prover = Prover::new(&text, &Assumptions::default());
        let offered = fixes(&prover.analysis).len();
        assert!(offered >= 200, "{offered}");
        while prover.step() {}
        let tried = prover.known.len();
        let analysis = prover.finish();
        let kept = fixes(&analysis);
        assert!(kept.iter().all(|fix| fix.proof == Proof::Proved));
        // Findings that ask for the same edits share a proof.
        assert!(tried >= 200 && kept.len() >= 200, "{tried} tried, {} kept", kept.len());
    }

    #[test]
    fn where_the_budget_ends_everything_says_so() {
        let text = faulty(200);
        let assumptions = Assumptions::default();
        let all = Prover::new(&text, &assumptions).finish();
        let mut prover = Prover::new(&text, &assumptions);
        prover.left = 300;
        let some = prover.finish();
        assert_eq!(some.findings.len(), all.findings.len());
        let without = |analysis: &Analysis| {
            analysis.findings.iter().filter(|finding| finding.fixes.is_empty()).count()
        };
        assert!(without(&some) <= without(&all), "a finding says that it has no fix");
        let untried = |fix: &&&Fix| fix.proof == Proof::Untried(Proof::TOO_LONG);
        let (kept, proved) = (fixes(&some), fixes(&all).len());
        let left = kept.iter().filter(untried).count();
        assert!(
            left >= 10 && left < kept.len() && kept.len() >= proved,
            "{left} of {}",
            kept.len()
        );
        assert!(kept.iter().filter(untried).all(|fix| !fix.is_safe() && !fix.is_automatic()));
        // One that the budget did not reach is proved by "fix all", on the text that it is applied to, or not made.
        let first = kept.iter().filter(|fix| fix.is_automatic()).count();
        assert!(fix_all(&some).applied.len() >= first);
        let mut none = some.clone();
        let all_fixes = none.findings.iter_mut().flat_map(|finding| &mut finding.fixes);
        all_fixes.for_each(|fix| fix.proof = Proof::Untried(Proof::TOO_LONG));
        assert!(fix_all(&none).applied.is_empty());
    }

    /// Stages in a row, each made from others and with several faults.
    fn staged(stages: usize) -> String {
        let stage = |number: usize| {
            let before = number.saturating_sub(1);
            format!(
                "# stage {number}\nFROM debian:12 AS s{number}\nRUN useradd -m -u 1200 app\nCOPY src/ /srv/a/\n\
                 RUN chown -R app:app /srv/a\nWORKDIR /srv/b\nRUN chmod 777 /srv/b\nENV V=x\n\
                 COPY --from=s{before} /srv/a /srv/c\nUSER app # not root\nCOPY --chown=ap . /x\n\
                 # unroot ignore=write-denied reason=\"none\"\nCMD [\"./run\"]\n"
            )
        };
        (0..stages).map(stage).collect()
    }

    #[test]
    fn a_fix_scores_on_the_bench_what_it_scores_in_the_text() {
        for end in ["", "FROM s3\nRUN rm -rf /srv\nUSER root\n"] {
            let text = staged(7) + end;
            let mut prover = Prover::new(&text, &Assumptions::default());
            let before = prover.analysis.clone();
            while prover.step() {}
            let bench = prover.bench.flatten().expect("there are several stages");
            let before_score = Score::of(&before);
            let on_bench = |fix: &&&Fix| bench.apply(&fix.edits, &text).is_some();
            assert!(fixes(&before).iter().filter(on_bench).count() >= 6);
            assert!(prover.known.len() >= 6, "{}", prover.known.len());
            for Tried { text: fixed, score, grade } in &prover.known {
                let after = inspect(fixed, &Assumptions::default());
                assert_eq!(Score::of(&after), *score, "{fixed}");
                if before_score.loses_root(score) {
                    let known = start::grade(&after.start, &after.build, &after.dockerfile, fixed);
                    assert_eq!(known, *grade, "{fixed}");
                }
            }
        }
    }
}
