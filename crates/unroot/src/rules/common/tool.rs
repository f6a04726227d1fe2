//! Commands that make users and groups and can't work where they stand.

use crate::finding::{Finding, Reason, Rule};
use crate::model::{Event, EventKind, Outcome, Step, ToolFailure};
use crate::rules::context::{Call, Context, Moment, finding};
use dockerfile::Span;

/// A command that fails.
pub struct Failing<'a> {
    pub step: &'a Step,
    pub event: &'a Event,
    pub program: &'a str,
    pub why: &'a ToolFailure,
}

/// Commands that create accounts and fail, in the stages that the target needs. What stands behind a condition
/// (`id app || adduser …`)
/// or is caught (`… || true`) was thought of, and stops nothing.
pub fn failing<'a>(cx: &Context<'a>) -> Vec<Failing<'a>> {
    let failing = cx.moments().filter_map(|Moment { step, event, .. }| match &event.kind {
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
    pub fn finding(&self, rule: &'static Rule, span: Span, message: String) -> Finding {
        let stops = matches!(self.step.outcome, Outcome::Fails(_));
        finding(rule, span, message)
            .certain_if(stops && !self.event.conditional)
            .because(Reason::at(self.event.command, "runs in this image"))
    }

    /// Where the program's name stands; the event's own words where it is not written there as it is.
    pub fn program_span(&self, cx: &Context) -> Span {
        let call = Call::of(self.step, self.event);
        let name = call.map(|call| call.line.program_span());
        name.filter(|name| name.of(cx.text) == self.program).unwrap_or(self.event.span)
    }
}
