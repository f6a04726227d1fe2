//! What the user who runs a command may not do.

use crate::finding::{Finding, Reason, Rule, Severity, describe};
use crate::model::{Cause, Denial, Event, EventKind, Outcome, Stage, Step, Stop};
use crate::rules::context::{Context, Moment, Sink, finding};
use crate::rules::repair::switch_later_fixes;

/// Something that is refused to step `at` of `stage`.
pub struct Denied<'a> {
    pub stage: &'a Stage,
    pub at: usize,
    pub event: &'a Event,
    pub what: &'a Denial,
    /// Who runs the command, by name or by number.
    pub who: &'a str,
    fails: &'a Outcome,
}

/// Everything that is refused to a step, in the stages that the target needs.
pub fn denials<'a>(cx: &Context<'a>) -> Vec<Denied<'a>> {
    let denied = cx.moments().filter_map(|Moment { stage, at, event, .. }| match &event.kind {
        EventKind::Denied { what, who, fails } => {
            Some(Denied { stage, at, event, what, who, fails })
        }
        _ => None,
    });
    denied.collect()
}

impl<'a> Denied<'a> {
    /// The step.
    pub fn step(&self) -> &'a Step {
        &self.stage.steps[self.at]
    }

    /// Pushes what `rule` says of it: `says`, then what becomes of the build, then `advice`. Its repairs let root do it.
    pub fn report(
        self,
        cx: &Context,
        sink: &mut Sink,
        rule: &'static Rule,
        (says, advice): (String, &str),
        reason: Option<Reason>,
    ) {
        let mut finding = self.finding(cx, rule, (says, advice), reason);
        // Who is somebody else than USER says stays so wherever USER stands.
        if self.is_the_steps_own() {
            finding.fixes = switch_later_fixes(cx, self.stage, self.at);
        }
        sink.push(finding);
    }

    /// The same without repairs.
    pub fn finding(
        &self,
        cx: &Context,
        rule: &'static Rule,
        (says, advice): (String, &str),
        reason: Option<Reason>,
    ) -> Finding {
        let conditional = self.event.conditional;
        let certain = matches!(self.fails, Outcome::Fails(_)) && !conditional;
        let (stops, may_stop) = match self.step().outcome {
            Outcome::Fails(_) => (true, true),
            Outcome::Unknown(Cause::Undecided(_)) => (false, true),
            _ => (false, conditional),
        };
        let first = matches!(cx.stop, Some(Stop::Step(step, _)) if std::ptr::eq(step, self.step()));
        let outcome = match (certain, may_stop) {
            (true, true) if stops && first => "So the build stops here",
            (true, true) if stops => "So it would stop the build too",
            (_, true) => "So the build may stop here",
            (true, false) => "The command fails, but the build goes on",
            (false, false) => "The command may fail, but the build goes on",
        };
        let message = format!("{says}. {outcome}: {advice}");
        let mut finding = finding(rule, self.event.span, message).certain_if(certain);
        if !may_stop {
            finding.severity = Severity::Info;
        }
        finding.because = self.reasons();
        finding.because.extend(reason);
        finding
    }

    /// Whether it is refused to whom USER names, and not to whom the command switches to.
    pub fn is_the_steps_own(&self) -> bool {
        self.step().identity_before().label().as_deref() == Some(self.who)
    }

    /// Where the step's user comes from, and the command.
    fn reasons(&self) -> Vec<Reason> {
        let who = self.who;
        let from = match self.step().before.user.cause() {
            _ if !self.is_the_steps_own() => None,
            Cause::At(span) => Some(Reason::at(*span, format!("switches to `{who}`"))),
            cause if cause.is_of_base() => {
                let text = format!("the base image starts as `{who}`");
                Some(Reason { text, ..describe(cause) })
            }
            _ => None,
        };
        let runs = Reason::at(self.event.command, format!("runs as `{who}`"));
        from.into_iter().chain([runs]).collect()
    }
}
