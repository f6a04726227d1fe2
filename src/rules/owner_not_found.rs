//! chown or --chown names somebody who does not exist.

use super::context::{Context, Sink, finding};
use super::repair::missing_name_fixes;
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Builder, Event, EventKind, Stage, Subject};

/// See `owner-not-found.md`.
pub static RULE: Rule = Rule {
    id: "owner-not-found",
    title: "Files are given to somebody who does not exist",
    severity: Severity::Error,
    guide: Section::CreateUser,
    also: &[],
    text: text!("owner-not-found.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for stage in cx.reached() {
        for event in stage.steps.iter().flat_map(|step| &step.events) {
            one(cx, sink, stage, event);
        }
    }
}

fn one(cx: &Context, sink: &mut Sink, stage: &Stage, event: &Event) {
    let EventKind::OwnerMissing { subject, name, certain, copying } = &event.kind else { return };
    if cx.was_to_be_created(name) || is_silent(cx, *copying) {
        return;
    }
    let what = subject.name();
    let message = format!(
        "No {what} is called `{name}`, so the build stops here. Create it before this line, or name one that exists."
    );
    let mut finding =
        finding(&RULE, event.span, message).certain_if(*certain && !event.conditional);
    for (other, created) in cx.created_users() {
        finding = finding.because(Reason::at(created.span, format!("creates `{other}`")));
    }
    finding = finding.because(Reason::at(event.span, format!("needs `{name}`")));
    if *subject == Subject::User {
        finding.fixes = missing_name_fixes(cx, stage, name);
    }
    sink.push(finding);
}

/// Whether the builder passes over a name that `--chown` can't find.
pub(super) fn is_silent(cx: &Context, copying: bool) -> bool {
    copying && cx.build.assumptions.builder == Builder::BuildKit
}
