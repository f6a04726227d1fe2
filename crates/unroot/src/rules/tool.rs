//! Commands that make users and groups and can't work where they stand.

use super::context::{Context, finding};
use crate::finding::{Finding, Reason, Rule};
use crate::model::{Event, EventKind, Outcome, Step, ToolFailure};
use dockerfile::Span;

/// A command that fails.
pub(super) struct Failing<'a> {
    pub(super) step: &'a Step,
    pub(super) event: &'a Event,
    pub(super) program: &'a str,
    pub(super) why: &'a ToolFailure,
}

/// Those of the stages that the target needs. What stands behind a condition (`id app || adduser …`)
/// or is caught (`… || true`) was thought of, and stops nothing.
pub(super) fn failing<'a>(cx: &Context<'a>) -> Vec<Failing<'a>> {
    let steps = cx.reached().flat_map(|stage| &stage.steps);
    let events = steps.flat_map(|step| step.events.iter().map(move |event| (step, event)));
    let failing = events.filter_map(|(step, event)| match &event.kind {
        EventKind::ToolFails { program, why }
            if !event.conditional && step.outcome != Outcome::Succeeds =>
        {
            Some(Failing { step, event, program, why })
        }
        _ => None,
    });
    failing.collect()
}

impl Failing<'_> {
    /// A finding of `rule` at `span`.
    pub(super) fn finding(&self, rule: &'static Rule, span: Span, message: String) -> Finding {
        let stops = matches!(self.step.outcome, Outcome::Fails(_));
        finding(rule, span, message)
            .certain_if(stops && !self.event.conditional)
            .because(Reason::at(self.event.command, "runs in this image"))
    }

    /// The program's name at the head of the command; the event's own words where it is not there.
    pub(super) fn program_span(&self, cx: &Context) -> Span {
        let start = self.event.command.start;
        let head = Span::new(start, start + self.program.len());
        let fits = head.end <= self.event.command.end && cx.text.is_char_boundary(head.end);
        if fits && head.of(cx.text) == self.program { head } else { self.event.span }
    }
}
