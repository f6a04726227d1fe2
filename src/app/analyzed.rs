//! From the text to an analysis, as far as one slice of time goes: what is found, and the repairs that are
//! proved by then.

use crate::browser::clock;
use std::sync::{Arc, Mutex};
use unroot::model::Assumptions;
use unroot::{Analysis, Prover};

/// Milliseconds that an analysis may take before it pauses: with the drawing, less than a frame of the
/// screen. One step may go beyond it.
pub const SLICE: f64 = 6.0;

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

    /// The proofs that are left, once: the next caller gets none.
    pub fn take_rest(&self) -> Option<Prover> {
        self.rest.lock().ok().and_then(|mut rest| rest.take())
    }

    /// The same with every repair that `prover`, which has done all its steps, proved.
    pub fn proved(self, prover: Prover) -> Self {
        Analyzed { analysis: Arc::new(prover.finish()), waiting: Arc::default(), ..self }
    }
}

/// Steps until the clock says `until`; whether there are more.
pub fn work(until: f64, mut step: impl FnMut() -> bool) -> bool {
    while clock::now() < until {
        if !step() {
            return false;
        }
    }
    true
}
