//! The last USER is root, by name, by number or through a variable.

use super::context::{Context, Sink, finding};
use super::last_user::last_root;
use super::repair::run_as_fixes;
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;

/// See `explicit-root.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Warning,
    guide: Section::LeastPrivilege,
    also: &[
        "hadolint DL3002",
        "trivy DS-0002",
        "checkov CKV_DOCKER_8",
        "semgrep dockerfile.security.last-user-is-root",
        "CIS 4.1",
    ],
    ..rule!("explicit-root")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = last_root(cx) else { return };
    let (span, spec) = (last.span, last.spec);
    let written = span.of(cx.text);
    let says = match spec {
        "" => format!("`{written}` is empty here, and an empty `USER` means root"),
        _ if written.contains('$') => format!("`{written}` is `{spec}`, which is root"),
        "root" => "The last `USER` is root".to_owned(),
        _ => format!("`USER {spec}` is root: its UID is 0"),
    };
    let message = format!(
        "{says}, so the container starts as root. Switch to an ordinary user once root's work is done."
    );
    let mut finding = finding(&RULE, span, message)
        .because(Reason::at(span, "the last `USER`; nothing after it switches again"));
    finding.fixes = run_as_fixes(cx, Some(span));
    sink.push(finding);
}
