//! `--chown` with a name that BuildKit does not find, and passes over.

use super::context::{Context, Sink, finding};
use super::owner_not_found::is_silent;
use super::repair::missing_name_fixes;
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{EventKind, Subject};

/// See `silent-chown-fallback.md`.
pub static RULE: Rule = Rule {
    id: "silent-chown-fallback",
    title: "--chown names nobody, and root gets the files",
    severity: Severity::Warning,
    guide: Section::CopiedFiles,
    also: &[],
    text: text!("silent-chown-fallback.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for stage in cx.reached() {
        for event in stage.steps.iter().flat_map(|step| &step.events) {
            let EventKind::OwnerMissing { subject, name, certain, copying } = &event.kind else {
                continue;
            };
            if !is_silent(cx, *copying) || cx.was_to_be_created(name) {
                continue;
            }
            if !*certain && !cx.knows_all_users(stage) {
                continue;
            }
            let (what, outcome) = match subject {
                Subject::User => ("user", "gives the files to root"),
                Subject::Group => ("group", "takes the user's own group"),
            };
            let message = format!(
                "No {what} is called `{name}`, so BuildKit says nothing and {outcome}. Create it before this line, or \
                 name one that exists."
            );
            let mut finding = finding(&RULE, event.span, message).certain_if(*certain);
            for (other, created) in cx.created_users() {
                finding = finding.because(Reason::at(created.span, format!("creates `{other}`")));
            }
            finding = finding.because(Reason::at(event.span, format!("looks up `{name}` in vain")));
            if *subject == Subject::User {
                finding.fixes = missing_name_fixes(cx, stage, name);
            }
            sink.push(finding);
        }
    }
}
