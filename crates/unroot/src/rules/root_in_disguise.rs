//! A user whose UID is 0 under another name.

use super::context::{Context, Sink, finding};
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::EventKind;

/// See `root-in-disguise.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Warning,
    guide: Section::CreateUser,
    also: &["CWE-250"],
    ..rule!("root-in-disguise")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for (_, event) in cx.chain_events() {
        let EventKind::UserCreated { name, uid } = &event.kind else { continue };
        if name == "root" || !uid.is_known_and(|uid| *uid == 0) {
            continue;
        }
        let message = format!(
            "`{name}` is root under another name: its UID is 0, and the kernel looks at nothing else. Give it a \
             number of its own."
        );
        let reason = Reason::at(event.command, format!("makes `{name}` with UID 0"));
        sink.push(
            finding(&RULE, event.span, message).certain_if(!event.conditional).because(reason),
        );
    }
}
