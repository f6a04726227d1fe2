//! An account whose password is empty.

use super::calls::calls;
use super::context::{Context, Sink, finding};
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;

/// See `empty-password.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Warning,
    guide: Section::LeastPrivilege,
    also: &["dockle DKL-LI-0001", "CWE-258"],
    ..rule!("empty-password")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for call in calls(cx, &["passwd", "useradd", "usermod"]) {
        let empty = match call.ran.program.as_str() {
            "passwd" => call.word(&["-d", "--delete"]),
            _ => {
                call.value(&["-p", "--password"]).filter(|(value, _)| value.is_empty()).map(|v| v.1)
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
