//! After USER, a program that needs root.

use super::context::{Context, Sink};
use super::denial::denials;
use crate::finding::{Rule, Severity};
use crate::guide::Section;
use crate::model::Denial;

/// See `root-needed.md`.
pub static RULE: Rule =
    Rule { severity: Severity::Error, guide: Section::WhenToSwitch, ..rule!("root-needed") };

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for denied in denials(cx) {
        let Denial::Program { name } = denied.what else { continue };
        let says = format!("`{name}` needs root, but `{}` runs this line", denied.who);
        let advice = "do root's work before `USER`, or switch later.";
        denied.report(cx, sink, &RULE, (says, advice), None);
    }
}
