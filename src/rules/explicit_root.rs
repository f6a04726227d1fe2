//! The last USER is root, by name, by number or through a variable.

use super::context::{Context, Sink, finding, fix};
use super::repair::run_as_fixes;
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::Cause;
use crate::source::Span;
use crate::syntax::Body;

/// See `explicit-root.md`.
pub static RULE: Rule = Rule {
    id: "explicit-root",
    title: "The last USER is root",
    severity: Severity::Warning,
    guide: Section::LeastPrivilege,
    also: &[
        "hadolint DL3002",
        "trivy DS-0002",
        "checkov CKV_DOCKER_8",
        "semgrep dockerfile.security.last-user-is-root",
        "CIS 4.1",
    ],
    text: include_str!("explicit-root.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(state) = cx.last_state() else { return };
    let Cause::At(span) = state.user.cause() else { return };
    if !state.identity().uid.is_known_and(|uid| *uid == 0) {
        return;
    }
    let spec = state.user.known().map_or("", String::as_str);
    let written = span.of(cx.text);
    let says = match spec {
        "" => format!("`{written}` is empty here, and an empty `USER` means root"),
        _ if written.contains('$') => format!("`{written}` is `{spec}`, which is root"),
        "root" => "The last `USER` is root".to_owned(),
        _ => format!("`USER {spec}` is root: its UID is 0"),
    };
    let message = format!(
        "{says}, so the container starts as root. Switch back to an ordinary user once root's work is done."
    );
    let mut finding = finding(&RULE, *span, message)
        .because(Reason::at(*span, "the last `USER`; nothing after it switches again"));
    finding.fixes = match earlier_user(cx, *span) {
        Some((name, from)) => {
            finding = finding.because(Reason::at(from, format!("`{name}` was the user before")));
            switch_back(cx, *span, &name)
        }
        None => run_as_fixes(cx, Some(*span)),
    };
    sink.push(finding);
}

/// The user that the target stage had before it switched back to root.
fn earlier_user(cx: &Context, last: Span) -> Option<(String, Span)> {
    let steps = cx.target()?.steps.iter().rev();
    let mut others = steps.filter_map(|step| match &cx.instruction(step).body {
        Body::User(word) if word.span != last => {
            let who = step.after.identity();
            let ordinary = who.missing.is_none() && who.uid.is_known_and(|uid| *uid != 0);
            let spec = step.after.user.known().filter(|_| ordinary)?;
            Some((spec.clone(), word.span))
        }
        _ => None,
    });
    others.next()
}

/// `USER` again, where the stage closes: root's work in between stays root's.
fn switch_back(cx: &Context, last: Span, name: &str) -> Vec<Fix> {
    let Some(stage) = cx.target() else { return Vec::new() };
    let position = super::repair::closing_position(cx, stage, &format!("USER {name}"));
    let works = stage
        .steps
        .iter()
        .skip_while(|step| !step.span.contains(last))
        .skip(1)
        .any(|step| matches!(cx.instruction(step).body, Body::Run(_) | Body::Workdir(_)));
    let edit = if works { position } else { crate::edit::Edit::replace(last, name) };
    fix(format!("Switch back to {name}"), vec![edit]).map(Fix::preferred).into_iter().collect()
}
