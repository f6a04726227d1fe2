//! Replace this: what the rule objects to, in one line.

use super::context::{Context, Sink, finding};
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;

/// See `template.md`.
pub static RULE: Rule =
    Rule { severity: Severity::Info, guide: Section::LeastPrivilege, ..rule!("template") };

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    // Replace this question: docs/rule-questions.md lists what a rule can ask.
    for call in cx.calls("replace-this") {
        let message = "Replace this: what is so, why it matters here, and what to do.";
        let reason = Reason::at(call.event.command, "replace this: what happens there");
        sink.push(finding(&RULE, call.event.span, message).because(reason));
    }
}
