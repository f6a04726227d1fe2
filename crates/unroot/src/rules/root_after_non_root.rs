//! USER goes back to root and stays there.

use super::context::{Context, Sink, finding};
use super::last_user::{last_root, switch_back};
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;

/// See `root-after-non-root.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Warning,
    guide: Section::WhenToSwitch,
    also: &["hadolint DL3002", "trivy DS-0002", "checkov CKV_DOCKER_8", "CIS 4.1"],
    supersedes: &["explicit-root"],
    ..rule!("root-after-non-root")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = last_root(cx) else { return };
    let Some((name, from)) = &last.earlier else { return };
    let message = format!(
        "The last `USER` is root again, so the container starts as root, not as `{name}`. Switch back to `{name}` once \
         root's work is done."
    );
    sink.push(
        finding(&RULE, last.span, message)
            .because(Reason::at(*from, format!("switches to `{name}`")))
            .because(Reason::at(last.span, "switches to root; nothing after it switches again"))
            .fix(switch_back(cx, last.span, name)),
    );
}
