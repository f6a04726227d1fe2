//! After USER, a program that needs root.

use super::context::{Context, Sink, finding};
use super::denial::{denials, runner};
use super::repair::switch_later_fixes;
use crate::finding::{Rule, Severity};
use crate::guide::Section;
use crate::model::Denial;

/// See `root-needed.md`.
pub static RULE: Rule = Rule {
    id: "root-needed",
    title: "A step after USER needs root",
    severity: Severity::Error,
    guide: Section::WhenToSwitch,
    also: &[],
    text: text!("root-needed.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for denied in denials(cx) {
        let Denial::Program { name } = denied.what else { continue };
        let who = runner(denied.step());
        let stops = denied.outcome_words();
        let message = format!(
            "`{name}` needs root, but `{who}` runs this line. So {stops}: do root's work before `USER`, or switch later."
        );
        let mut finding =
            finding(&RULE, denied.event.span, message).certain_if(denied.is_certain());
        finding.because = denied.reasons(&who);
        finding.fixes = switch_later_fixes(cx, denied.stage, denied.at);
        sink.push(finding);
    }
}
