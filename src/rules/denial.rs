//! What the identity of a step may not do.

use super::context::Context;
use crate::finding::Reason;
use crate::model::{Denial, Event, EventKind, Outcome, Stage, Step};

/// Something that is refused to step `at` of `stage`.
pub(super) struct Denied<'a> {
    pub(super) stage: &'a Stage,
    pub(super) at: usize,
    pub(super) event: &'a Event,
    pub(super) what: &'a Denial,
    fails: &'a Outcome,
}

/// All of them, in the stages that the target needs.
pub(super) fn denials<'a>(cx: &Context<'a>) -> Vec<Denied<'a>> {
    let mut all = Vec::new();
    for stage in cx.reached() {
        for (at, step) in stage.steps.iter().enumerate() {
            for event in &step.events {
                if let EventKind::Denied { what, fails } = &event.kind {
                    all.push(Denied { stage, at, event, what, fails });
                }
            }
        }
    }
    all
}

impl<'a> Denied<'a> {
    /// The step.
    pub(super) fn step(&self) -> &'a Step {
        &self.stage.steps[self.at]
    }

    /// Whether the build stops for certain.
    pub(super) fn is_certain(&self) -> bool {
        matches!(self.fails, Outcome::Fails(_)) && !self.event.conditional
    }

    /// "the build stops here", if that is certain.
    pub(super) fn outcome_words(&self) -> &'static str {
        if self.is_certain() { "the build stops here" } else { "the build may stop here" }
    }

    /// Where the step's user `who` comes from, and the command.
    pub(super) fn reasons(&self, who: &str) -> Vec<Reason> {
        let cause = self.step().before.user.cause().span();
        let switch = cause.map(|span| Reason::at(span, format!("switches to `{who}`")));
        switch
            .into_iter()
            .chain([Reason::at(self.event.command, format!("runs as `{who}`"))])
            .collect()
    }
}

/// Who runs `step`, by name or by number.
pub(super) fn runner(step: &Step) -> String {
    let who = step.before.identity();
    who.label().unwrap_or_else(|| "another user".into())
}
