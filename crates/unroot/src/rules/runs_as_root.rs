//! Nothing sets a user and the base image starts as root.

use super::context::{Context, Sink, finding};
use super::repair::{may_step_down, parent_stays, run_as_fixes};
use crate::finding::{Reason, Rule, Severity, describe};
use crate::guide::Section;
use crate::model::{Cause, Purpose, State};
use crate::verdict;

/// See `runs-as-root.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Warning,
    guide: Section::LeastPrivilege,
    also: &[
        "trivy DS-0002",
        "checkov CKV_DOCKER_3",
        "semgrep dockerfile.security.missing-user",
        "CIS 4.1",
    ],
    ..rule!("runs-as-root")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(state) = cx.last_state() else { return };
    let from_image = state.user.cause().is_of_base();
    let root = state.identity().is_root();
    if !from_image || !root || verdict::steps_down(state).is_some() {
        return;
    }
    let Some(image) = cx.base_word() else { return };
    let name = cx.base_name().unwrap_or(&image.text);
    let so = match parent_stays(cx, state) {
        Some(user) => format!("the server's workers run as `{user}`, but its parent stays root"),
        None => "a flaw in the program is a flaw with root's rights".to_owned(),
    };
    let certain = state.user.cause().is_certain();
    let likely = if certain { "" } else { "most likely " };
    let stated = cx.build.assumptions.purpose.is_some();
    let purpose = cx.purpose().filter(|purpose| match purpose {
        // Nothing of its own starts here, so nothing runs as root yet.
        Purpose::Base | Purpose::Export => stated || !starts_something(cx, state),
        Purpose::Action | Purpose::Toolbox | Purpose::Test => true,
        _ => false,
    });
    let message = match purpose {
        Some(Purpose::Action) => format!(
            "The action {likely}starts as root, as GitHub requires. No `USER` is set, and `{name}` {likely}starts as root. \
             Keep it: another user can't access `GITHUB_WORKSPACE`."
        ),
        Some(Purpose::Toolbox) => format!(
            "The container {likely}starts as root, as Toolbox requires. No `USER` is set, and `{name}` {likely}starts as root. \
             Leave it so: Toolbox creates the user when it starts the container."
        ),
        Some(Purpose::Test) => format!(
            "The tests {likely}run as root. No `USER` is set, and `{name}` {likely}starts as root. Run them as the user that \
             the program has later, or they miss what it lacks."
        ),
        Some(_) => format!(
            "Images built on this one inherit root. No `USER` is set, and `{name}` {likely}starts as root; that is usual for \
             a base image. Set `USER` where the program is started."
        ),
        None => format!(
            "The container {likely}starts as root. Nothing sets a `USER`, and `{name}` {likely}starts as root: {so}."
        ),
    };
    let why = match state.user.cause() {
        cause @ Cause::ShowsRoot(_) => describe(cause),
        _ => Reason::at(image.span, format!("`{name}` {likely}starts as root")),
    };
    let mut finding = finding(&RULE, image.span, message)
        .certain_if(certain)
        .because(why)
        .because_if(cx.without_user());
    if let Some((command, why)) = may_step_down(cx, state) {
        finding = finding.certain_if(false).because(Reason::at(command, why));
    }
    if purpose.is_some() {
        finding = finding.severity(Severity::Info);
    }
    finding.fixes = run_as_fixes(cx, None);
    sink.push(finding);
}

/// Whether the file says what starts, or what it serves.
fn starts_something(cx: &Context, state: &State) -> bool {
    !state.exposed.is_empty() || cx.start.runs_more_than_a_prompt()
}
