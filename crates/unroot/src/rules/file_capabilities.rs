//! setcap gives a file capabilities.

use super::calls::calls;
use super::context::{Context, Sink, finding};
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;

/// See `file-capabilities.md`.
pub static RULE: Rule =
    Rule { severity: Severity::Info, guide: Section::LeastPrivilege, ..rule!("file-capabilities") };

/// What Docker leaves to a container's root (moby daemon/pkg/oci/caps/defaults.go).
const DEFAULT: [&str; 14] = [
    "audit_write",
    "chown",
    "dac_override",
    "fowner",
    "fsetid",
    "kill",
    "mknod",
    "net_bind_service",
    "net_raw",
    "setfcap",
    "setgid",
    "setpcap",
    "setuid",
    "sys_chroot",
];

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let root = cx.last_state().is_some_and(|last| last.starts_as().is_root());
    for call in calls(cx, &["setcap"]) {
        // It only asks whether the file has them.
        if call.line.has("v") {
            continue;
        }
        let words: Vec<&str> = call.line.operand_texts().collect();
        let [.., capabilities, path] = words[..] else { continue };
        // Nobody but root may do it: that this fails is another rule's matter.
        if !capabilities.contains("cap_") || call.uid.is_known_and(|uid| *uid != 0) {
            continue;
        }
        let (names, how) = capabilities.split_at(capabilities.find(['+', '=']).unwrap_or(0));
        let beyond = |name: &&str| {
            let bare = name.strip_prefix("cap_");
            bare.is_some_and(|bare| !DEFAULT.contains(&bare))
        };
        let what = match (how.contains('e'), names.split(',').find(beyond)) {
            (true, Some(beyond)) => &format!(
                "Docker gives `{beyond}` to no container by itself: without `--cap-add` the program can't be started at all"
            ),
            (true, None) if names.contains("net_bind_service") => {
                "Docker lets every user bind low ports since version 20.10, so it may not be needed; a container that drops \
                 it can't start the program at all"
            }
            (true, None) => "A container that drops it can't start the program at all",
            (false, _) => {
                "Without it the program starts all the same: it has to raise it by itself"
            }
        };
        let who = match root {
            true => "The container starts as root, who needs no `setcap`",
            false => "Under `no-new-privileges` it has no effect",
        };
        let message = format!("`{path}` gets `{capabilities}`, whoever starts it. {what}. {who}.");
        let reason = Reason::at(call.event.command, "gives the capability");
        sink.push(
            finding(&RULE, call.event.span, message)
                .certain_if(!call.event.conditional && cx.is_start_certain())
                .because(reason),
        );
    }
}
