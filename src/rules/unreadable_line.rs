//! A line that BuildKit refuses.

use super::context::{Context, Sink, finding};
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;

/// See `unreadable-line.md`.
pub static RULE: Rule = Rule {
    id: "unreadable-line",
    title: "Docker can't read this line",
    severity: Severity::Error,
    guide: Section::WhenToSwitch,
    also: &[],
    text: text!("unreadable-line.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for problem in &cx.dockerfile.problems {
        let message = format!("{} The build stops here.", problem.message);
        let reason = Reason::at(problem.span, "BuildKit's parser stops here");
        sink.push(finding(&RULE, problem.span, message).because(reason));
    }
}
