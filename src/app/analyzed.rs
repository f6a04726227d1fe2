//! From the text to an analysis, in slices: what is found is shown at once, the repairs when they are
//! proved, and whoever types waits for neither.

use super::workspace::Workspace;
use crate::browser::clock;
use leptos::prelude::*;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use unroot::finding::Rule;
use unroot::model::Assumptions;
use unroot::{Analysis, Prover, Repaired, Repairer};

/// Milliseconds that an analysis may take before it pauses: with the drawing, less than a frame of the
/// screen. One step may go beyond it.
const SLICE: f64 = 6.0;

/// An analysis as far as it has come.
#[derive(Clone)]
pub struct Analyzed {
    /// The analysis; findings whose repairs are not proved yet have none.
    pub analysis: Arc<Analysis>,
    /// For each finding the title of the repair that waits for its proof.
    pub waiting: Arc<[Option<String>]>,
    /// Milliseconds from the text to the findings.
    pub took: f64,
    rest: Arc<Mutex<Option<Prover>>>,
}

impl Analyzed {
    /// What is found in `text`, and the repairs that are proved within one slice; `before` is of the
    /// text before it.
    pub fn begin(text: &str, assumptions: &Assumptions, before: Option<&Analyzed>) -> Self {
        let began = clock::now();
        let mut prover = match before {
            Some(before) => Prover::again(&before.analysis, text, assumptions),
            None => Prover::new(text, assumptions),
        };
        let took = clock::now() - began;
        // A proof takes about as long again.
        let more = work(began + SLICE - took, || prover.step());
        let waiting = prover.waiting().into_iter().map(|title| title.map(str::to_owned)).collect();
        let analysis = Arc::new(prover.so_far());
        Analyzed { analysis, waiting, took, rest: Arc::new(Mutex::new(more.then_some(prover))) }
    }

    /// Whether this is of the very text that `other` is of.
    pub fn is_of(&self, other: &Analysis) -> bool {
        Arc::ptr_eq(&self.analysis.text, &other.text)
    }
}

/// Proves what `begun` has left, then makes all safe repairs of it, and hands both to the workspace;
/// gives up when the text becomes another.
pub fn go_on(workspace: Workspace, begun: &Analyzed) {
    let rest = begun.rest.lock().ok().and_then(|mut rest| rest.take());
    let begun = begun.clone();
    match rest {
        Some(prover) => {
            in_slices(workspace, begun, prover, Prover::step, |workspace, begun, prover| {
                let proved = Analyzed {
                    analysis: Arc::new(prover.finish()),
                    waiting: Arc::default(),
                    ..begun
                };
                workspace.proved.set(Some(proved.clone()));
                mend(workspace, proved);
            })
        }
        None => mend(workspace, begun),
    }
}

fn mend(workspace: Workspace, proved: Analyzed) {
    let repairer = Repairer::new(&proved.analysis, None);
    in_slices(workspace, proved, repairer, Repairer::step, |workspace, proved, repairer| {
        let of = proved.analysis.text.clone();
        workspace.mended.set(Some((of, Arc::new(repairer.finish()))));
    });
}

/// Takes steps of `task`, a slice at a time and with pauses, as long as the text is the one of
/// `analyzed`, and calls `then` when none is left.
fn in_slices<T: 'static>(
    workspace: Workspace,
    analyzed: Analyzed,
    mut task: T,
    step: fn(&mut T) -> bool,
    then: fn(Workspace, Analyzed, T),
) {
    let slice = move || {
        if !workspace.begun.try_read_untracked().is_some_and(|now| now.is_of(&analyzed.analysis)) {
            return;
        }
        match work(clock::now() + SLICE, || step(&mut task)) {
            true => in_slices(workspace, analyzed, task, step, then),
            false => then(workspace, analyzed, task),
        }
    };
    set_timeout(slice, Duration::ZERO);
}

/// Steps until the clock says `until`; whether there are more.
fn work(until: f64, mut step: impl FnMut() -> bool) -> bool {
    while clock::now() < until {
        if !step() {
            return false;
        }
    }
    true
}

/// The analysis as it is now, with all its repairs: those that wait for their proof get it now.
pub fn settled(workspace: Workspace) -> Arc<Analysis> {
    let now = workspace.analyzed.get_untracked();
    match now.waiting.iter().all(Option::is_none) {
        true => now.analysis,
        false => Arc::new(unroot::analyze(&now.analysis.text, &now.analysis.build.assumptions)),
    }
}

/// Makes the safe repairs of `rule` in slices, and hands them to `then` unless the text has become
/// another.
pub fn rule_mended(workspace: Workspace, rule: &'static Rule, then: fn(Workspace, Repaired)) {
    let now = workspace.analyzed.get_untracked();
    let task = (Repairer::new(&settled(workspace), Some(rule)), then);
    in_slices(
        workspace,
        now,
        task,
        |(repairer, _)| repairer.step(),
        |workspace, _, (repairer, then)| then(workspace, repairer.finish()),
    );
}

/// The repairs that were made of `analysis`, or are made now if nobody had the time yet.
pub fn mended(workspace: Workspace, analysis: &Analysis) -> Arc<Repaired> {
    let made = workspace.mended.get_untracked();
    let made = made.filter(|(of, _)| Arc::ptr_eq(of, &analysis.text)).map(|(_, made)| made);
    made.unwrap_or_else(|| Arc::new(unroot::fix_all(analysis)))
}
