//! A user is created, and the container starts as root all the same.

use super::context::{Context, Sink, finding};
use super::repair::run_as_fixes;
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::Cause;
use crate::verdict;

/// See `created-never-used.md`.
pub static RULE: Rule = Rule {
    id: "created-never-used",
    title: "A user is created, but never used",
    severity: Severity::Warning,
    guide: Section::WhenToSwitch,
    also: &["tally user-created-but-never-used"],
    text: text!("created-never-used.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(state) = cx.last_state() else { return };
    let root_by_default =
        matches!(state.user.cause(), Cause::Image(_) | Cause::Default | Cause::Assumed);
    if !root_by_default || !state.identity().is_root() || verdict::steps_down(state).is_some() {
        return;
    }
    let Some((name, event)) = cx.created_users().into_iter().next_back() else { return };
    let message = format!(
        "`{name}` is created, but the container starts as root all the same: no `USER` switches to it."
    );
    // A start script that can't be seen may step down by itself.
    let mut finding = finding(&RULE, event.span, message)
        .certain_if(!event.conditional && state.entrypoint.is_none())
        .because(Reason::at(event.command, format!("creates `{name}`")));
    if let Some(step) = cx.target().and_then(|stage| stage.steps.last()) {
        finding =
            finding.because(Reason::at(step.span, "the stage ends here, and no `USER` was set"));
    }
    finding.fixes = run_as_fixes(cx, None);
    sink.push(finding);
}
