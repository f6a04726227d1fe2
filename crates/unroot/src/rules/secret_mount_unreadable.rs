//! A secret mount that the step can not read.

use super::cache_mount_owned_by_root::{is_shut, names, owned};
use super::calls::each_step;
use super::context::{Context, Sink, finding};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{EventKind, MountKind};

/// See `secret-mount-unreadable.md`.
pub static RULE: Rule = Rule {
    id: "secret-mount-unreadable",
    title: "The secret can't be read",
    severity: Severity::Warning,
    guide: Section::WhenToSwitch,
    also: &[],
    text: text!("secret-mount-unreadable.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    each_step(cx, sink, |sink, _, step| {
        let who = step.identity_before();
        for event in &step.events {
            let EventKind::Mounted(mounted) = &event.kind else { continue };
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
            let finding = finding(&RULE, event.span, message).because(because);
            sink.push(finding.fix(owned(cx, event.span, who).map(Fix::preferred)));
        }
    });
}
