//! A NOPASSWD line is written to sudoers.

use super::calls::calls;
use super::context::{Context, Sink, finding};
use super::sudo_removed;
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::EventKind;
use crate::source::Span;

/// See `sudoers-without-password.md`.
pub static RULE: Rule = Rule {
    id: "sudoers-without-password",
    title: "sudo without a password",
    severity: Severity::Warning,
    guide: Section::LeastPrivilege,
    also: &["CWE-250"],
    text: text!("sudoers-without-password.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    if sudo_removed::is_gone(cx) {
        return;
    }
    let mut lines: Vec<(Span, Span, bool)> = Vec::new();
    for (step, event) in cx.chain_events() {
        if let EventKind::Wrote { path, text: Some(text) } = &event.kind
            && path.starts_with("/etc/sudoers")
            && text.contains("NOPASSWD")
            && !sudo_removed::files_are_gone(cx, step)
        {
            lines.push((event.span, event.command, event.conditional));
        }
    }
    for call in calls(cx, &["sed", "echo", "printf"]) {
        let script = call.ran.arguments.iter().find(|argument| {
            argument.value.as_deref().is_some_and(|text| text.contains("NOPASSWD"))
        });
        let Some(script) = script else { continue };
        let to_sudoers = call.event.command.of(cx.text).contains("/etc/sudoers")
            || (call.ran.program != "sed" && call.step.span.of(cx.text).contains("/etc/sudoers"));
        let said = lines.iter().any(|(_, command, _)| command.contains(script.span));
        if to_sudoers && !said && !sudo_removed::files_are_gone(cx, call.step) {
            lines.push((script.span, call.event.command, call.event.conditional));
        }
    }
    for (span, command, conditional) in lines {
        let message = "Whoever this line names becomes root with `sudo` and without a password: `USER` takes nothing \
                       away from them. Leave `sudo` out, and do root's work before `USER`.";
        let reason = Reason::at(command, "writes the rule");
        sink.push(finding(&RULE, span, message).certain_if(!conditional).because(reason));
    }
}
