//! A secret mount that the step can not read.

use super::context::{Context, Sink, finding};
use super::mounts::{is_shut, names, owned};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::MountKind;

/// See `secret-mount-unreadable.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Warning,
    guide: Section::WhenToSwitch,
    ..rule!("secret-mount-unreadable")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for (moment, mounted) in cx.mounts() {
        let (who, event) = (moment.step.identity_before(), moment.event);
        let secret = mounted.kind == MountKind::Secret && !mounted.as_variable;
        if !secret || !is_shut(mounted, who, 0o004) {
            continue;
        }
        let (target, name) = names(mounted, who);
        let message = format!(
            "`{name}` runs this step and can't read `{target}`: a secret is root's with mode 0400. Give the mount \
             `uid=`, or let `env=` hand it over as a variable."
        );
        let because = Reason::at(event.span, "belongs to root unless it says otherwise");
        let certain = moment.step.before.user.cause().is_certain();
        let finding = finding(&RULE, event.span, message).certain_if(certain).because(because);
        sink.push(finding.fix(owned(cx, event.span, who).map(Fix::preferred)));
    }
}
