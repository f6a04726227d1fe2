//! useradd with a high UID writes a sparse file of that size.

use super::calls::calls;
use super::context::{Context, Sink, finding, fix};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use dockerfile::Edit;

/// Above this the log of last logins, 292 bytes a UID, has tens of megabytes.
const HIGH: u32 = 100_000;

/// See `high-uid-without-no-log-init.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Info,
    guide: Section::CreateUser,
    also: &["hadolint DL3046"],
    ..rule!("high-uid-without-no-log-init")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for call in calls(cx, &["useradd"]) {
        let Some(value) = call.line.value("uid") else { continue };
        let Some(uid) = value.text().parse::<u32>().ok().filter(|uid| *uid >= HIGH) else {
            continue;
        };
        if call.line.has("no-log-init") {
            continue;
        }
        let message = format!(
            "`useradd` writes the logs of last and failed logins up to UID {uid}: files of that size, full of holes, \
             which some builders store in full. Add `--no-log-init`."
        );
        let at = call.event.span;
        let edit = (at.of(cx.text) == "useradd").then(|| Edit::insert(at.end, " --no-log-init"));
        let repair = edit.and_then(|edit| fix("Add --no-log-init", vec![edit])).map(Fix::preferred);
        sink.push(
            finding(&RULE, at, message)
                .certain_if(!call.event.conditional)
                .because(Reason::at(call.event.command, format!("takes UID {uid}")))
                .fix(repair),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Assumptions;

    fn is_found(command: &str) -> bool {
        let text = format!("FROM debian:12\nRUN {command}\nUSER app\n");
        let findings = crate::analyze(&text, &Assumptions::default()).findings;
        findings.iter().any(|finding| finding.rule.id == super::RULE.id)
    }

    #[test]
    fn the_options_are_read_in_every_shape() {
        for command in [
            "useradd -u 100000 app",
            "useradd -u100000 app",
            "useradd -mu100000 app",
            "useradd --uid=100000 app",
            "useradd app -u 100000",
        ] {
            assert!(is_found(command), "{command}");
        }
        for command in [
            "useradd -ml -u 100000 app",
            "useradd -lu100000 app",
            "useradd --no-log -u 100000 app",
            "useradd -u 100000 --no-log-init app",
            "useradd -u 1000 app",
            "useradd -c -u100000 app",
        ] {
            assert!(!is_found(command), "{command}");
        }
    }
}
