//! Who runs each step of a stage.

use super::Material;
use super::material::label;
use std::sync::Arc;
use unroot::model::{Stage, State};

/// Who runs a step, as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Runner {
    pub(super) material: Material,
    /// In a word or two.
    pub(super) label: String,
}

impl Runner {
    /// Who a step is that ends in `state`.
    pub(super) fn of(state: &State) -> Self {
        let identity = state.identity();
        Runner { material: Material::of(&identity), label: label(&identity) }
    }
}

/// The runner of every step of `stage`. Looked up anew only where user or accounts have changed: a
/// long stage asks thousands of times.
pub(super) fn runners(stage: &Stage) -> Vec<Arc<Runner>> {
    let mut last: Option<(&State, Arc<Runner>)> = None;
    let mut all = Vec::with_capacity(stage.steps.len());
    for step in &stage.steps {
        let state = &step.after;
        let runner = match &last {
            Some((before, runner)) if same(before, state) => runner.clone(),
            _ => Arc::new(Runner::of(state)),
        };
        last = Some((state, runner.clone()));
        all.push(runner);
    }
    all
}

fn same(a: &State, b: &State) -> bool {
    a.user == b.user && Arc::ptr_eq(&a.accounts, &b.accounts)
}
