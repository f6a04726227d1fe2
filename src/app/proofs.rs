//! Proves and makes repairs in slices of time, so that typing waits for neither.

use super::analyzed::{Analyzed, SLICE, work};
use super::workspace::Workspace;
use crate::browser::clock;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;
use unroot::finding::Rule;
use unroot::{Analysis, Prover, Repaired, Repairer};

impl Workspace {
    /// Goes on with the proofs whenever the text has become another.
    pub fn prove(self) {
        Effect::new(move || self.begun.with(|begun| go_on(self, begun)));
    }
}

/// Proves what `begun` has left, then makes all safe repairs of it, and hands both to the workspace;
/// gives up when the text becomes another.
fn go_on(workspace: Workspace, begun: &Analyzed) {
    let rest = begun.take_rest();
    let begun = begun.clone();
    match rest {
        Some(prover) => {
            in_slices(workspace, begun, prover, Prover::step, |workspace, begun, prover| {
                let proved = begun.proved(prover);
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
