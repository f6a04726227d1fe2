//! BusyBox's adduser, passwd and their like ask for a password.

use super::context::{Context, Sink, fix};
use super::tool::failing;
use crate::finding::{Fix, Rule, Severity};
use crate::guide::Section;
use crate::model::ToolFailure;
use dockerfile::Edit;

/// See `interactive-adduser.md`.
pub static RULE: Rule =
    Rule { severity: Severity::Error, guide: Section::CreateUser, ..rule!("interactive-adduser") };

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for failing in failing(cx) {
        if *failing.why != ToolFailure::Prompts {
            continue;
        }
        let program = failing.program;
        let adds = program == "adduser";
        let advice = if adds { "`-D` creates the user without one." } else { "Leave it out." };
        let message = format!(
            "`{program}` asks for a password, and nobody answers in a build: it stops here. {advice}"
        );
        let span = failing.program_span(cx);
        let edit = (adds && span.of(cx.text) == program).then(|| Edit::insert(span.end, " -D"));
        let repair = edit.and_then(|edit| fix("Add -D", vec![edit]));
        sink.push(failing.finding(&RULE, span, message).fix(repair.map(Fix::preferred)));
    }
}
