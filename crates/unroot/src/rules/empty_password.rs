//! An account whose password is empty.

use super::calls::calls;
use super::context::{Context, Sink, finding};
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use shell::Argument;

/// See `empty-password.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Warning,
    guide: Section::LeastPrivilege,
    also: &["dockle DKL-LI-0001", "CWE-258"],
    ..rule!("empty-password")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for call in calls(cx, &["passwd", "useradd", "usermod"]) {
        let empty = match call.line.program.as_str() {
            "passwd" => call.line.given("delete").map(|given| call.line.span_of(given)),
            _ => {
                let given = call.line.value("password");
                let is_empty = |value: &&Argument| value.value.as_deref() == Some("");
                given.filter(is_empty).map(|value| value.span)
            }
        };
        let (Some(span), Some(name)) = (empty, call.operand()) else { continue };
        let name = if name.is_empty() { "the user" } else { name };
        let message = format!(
            "`{name}` has an empty password from here on: `su {name}` asks for nothing. Lock the account instead; \
             a container needs no login."
        );
        let reason = Reason::at(call.event.command, "empties the password");
        sink.push(
            finding(&RULE, span, message).certain_if(!call.event.conditional).because(reason),
        );
    }
}
