//! chmod u+s, chmod 4755, install -m 4755.

use super::context::{Context, Sink, finding};
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{EventKind, Kind};

/// See `setuid-bit.md`.
pub static RULE: Rule = Rule {
    id: "setuid-bit",
    title: "A file is made setuid",
    severity: Severity::Warning,
    guide: Section::Breakout,
    also: &["dockle CIS-DI-0008", "CIS 4.8"],
    text: text!("setuid-bit.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state() else { return };
    for (_, event) in cx.chain_events() {
        let EventKind::ModeSet { mode, paths, .. } = &event.kind else { continue };
        if !sets_setuid(mode) {
            continue;
        }
        // On a directory the bit means nothing.
        let file = paths
            .iter()
            .find(|(path, _)| last.files.get(path).is_none_or(|node| node.kind != Kind::Directory));
        let Some((path, _)) = file else { continue };
        let owner = last.files.get(path).and_then(|node| node.uid.known().copied());
        if owner.is_some_and(|uid| uid != 0) {
            continue;
        }
        let message = format!(
            "`{path}` runs with its owner's rights, whoever starts it: `{mode}` sets the setuid bit. A flaw in it \
             leads back to root. Leave the bit out, or give the program just the capability it needs."
        );
        let reason = Reason::at(event.command, format!("makes `{path}` setuid"));
        sink.push(
            finding(&RULE, event.span, message).certain_if(!event.conditional).because(reason),
        );
    }
}

fn sets_setuid(mode: &str) -> bool {
    if mode.bytes().all(|b| b.is_ascii_digit()) {
        return u32::from_str_radix(mode, 8).is_ok_and(|bits| bits & 0o4000 != 0);
    }
    mode.split(',').any(|clause| {
        let Some(at) = clause.find(['+', '=']) else { return false };
        let who = &clause[..at];
        (who.is_empty() || who.contains(['u', 'a'])) && clause[at..].contains('s')
    })
}
