//! A user is created, and the container starts as root all the same.

use super::context::{Context, Sink, finding};
use super::repair::{created_by_rank, may_step_down, run_as_fixes};
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::verdict;

/// See `created-never-used.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Warning,
    guide: Section::WhenToSwitch,
    also: &["tally user-created-but-never-used"],
    ..rule!("created-never-used")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(state) = cx.last_state() else { return };
    let root_by_default = state.user.cause().is_of_base();
    if !root_by_default || !state.identity().is_root() || verdict::steps_down(state).is_some() {
        return;
    }
    // The one that the repair takes.
    let usable = |(name, _): &(&str, _)| {
        state.accounts.user(name).found().is_none_or(|user| user.uid.known() != Some(&0))
    };
    let Some((name, event)) = created_by_rank(cx, state).into_iter().find(usable) else { return };
    let message = format!(
        "`{name}` is created, but the container starts as root all the same: no `USER` switches to it."
    );
    // A start program that can't be seen may step down by itself.
    let unseen = state.entrypoint.is_some() || verdict::unseen_program(state).is_some();
    let mut finding = finding(&RULE, event.span, message)
        .certain_if(!event.conditional && !unseen && state.user.cause().is_certain())
        .because(Reason::at(event.command, format!("creates `{name}`")))
        .because_if(cx.without_user());
    if let Some((command, why)) = may_step_down(cx, state) {
        finding = finding.severity(Severity::Info).because(Reason::at(command, why));
    }
    finding.fixes = run_as_fixes(cx, None);
    sink.push(finding);
}
