//! A NOPASSWD line is written to sudoers.

use super::context::{Context, Sink, finding};
use super::sudo_removed;
use super::sudoers::{self, Line};
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;

/// See `sudoers-without-password.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Warning,
    guide: Section::LeastPrivilege,
    also: &["CWE-250"],
    ..rule!("sudoers-without-password")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    if sudo_removed::is_gone(cx) {
        return;
    }
    let root = cx.last_state().is_some_and(|last| last.starts_as().is_root());
    for line in sudoers::lines(cx).into_iter().filter(Line::is_open) {
        let (severity, what) = match root {
            true => (
                Severity::Info,
                "The container starts as root anyway; to step down from there does not help",
            ),
            false => (RULE.severity, "`USER` takes nothing away from them"),
        };
        let message = format!(
            "Whoever this line names becomes root with `sudo` and without a password. {what}. Leave `sudo` out, and do \
             root's work before `USER`."
        );
        let reason = Reason::at(line.command, "writes the rule");
        sink.push(
            finding(&RULE, line.span, message)
                .severity(severity)
                .certain_if(!line.conditional)
                .because(reason),
        );
    }
}
