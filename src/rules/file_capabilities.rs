//! setcap gives a file capabilities.

use super::calls::calls;
use super::context::{Context, Sink, finding};
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;

/// See `file-capabilities.md`.
pub static RULE: Rule = Rule {
    id: "file-capabilities",
    title: "A program gets capabilities",
    severity: Severity::Info,
    guide: Section::LeastPrivilege,
    also: &[],
    text: text!("file-capabilities.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for call in calls(cx, &["setcap"]) {
        let words: Vec<&str> =
            call.ran.arguments.iter().filter_map(|argument| argument.value.as_deref()).collect();
        let [.., capabilities, path] = words[..] else { continue };
        if !capabilities.contains("cap_") {
            continue;
        }
        let what = match capabilities.contains("net_bind_service") {
            true => {
                "Docker lets every user bind low ports since version 20.10, so it may not be needed"
            }
            false => "It is part of root's power, for whoever starts the program",
        };
        let message = format!(
            "`{path}` gets `{capabilities}` whoever starts it. {what}; under `no-new-privileges` it has no effect, \
             and a container without that capability can't start the program at all."
        );
        let reason = Reason::at(call.event.command, "gives the capability");
        sink.push(
            finding(&RULE, call.event.span, message)
                .certain_if(!call.event.conditional)
                .because(reason),
        );
    }
}
