//! RUN --security=insecure.

use super::calls::{each_step, without};
use super::context::{Context, Sink, finding, fix};
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;

/// See `insecure-run.md`.
pub static RULE: Rule =
    Rule { severity: Severity::Warning, guide: Section::Breakout, ..rule!("insecure-run") };

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    each_step(cx, sink, |sink, _, step| {
        let Some(flag) = cx.instruction(step).flag("security") else { return };
        if flag.value.as_ref().is_none_or(|value| value.text != "insecure") {
            return;
        }
        let who = step.identity_before();
        let even = match who.uid.known() {
            Some(0) | None => String::new(),
            Some(uid) => format!(" UID {uid} does not help: the capabilities are ambient."),
        };
        let message = format!(
            "This step runs with every capability and without a sandbox.{even} What it downloads can break out into the \
             machine that builds. Leave the flag out, or do the work elsewhere."
        );
        let repair = fix("Leave the flag out", vec![without(cx, flag.span)])
            .map(|fix| fix.review("the step may need what the flag allows").preferred());
        let reason = Reason::at(flag.span, "asks for an unconfined process");
        sink.push(finding(&RULE, flag.span, message).because(reason).fix(repair));
    });
}
