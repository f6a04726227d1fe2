//! sudo is installed in an image that starts as an ordinary user, or called by root.

use super::calls::{Call, calls};
use super::context::{Context, Sink, finding, fix};
use super::{sudo_removed, sudoers};
use crate::finding::{Finding, Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::image::Family;
use crate::model::Identity;
use dockerfile::{Edit, Span};

/// See `sudo-in-image.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Info,
    guide: Section::LeastPrivilege,
    also: &["hadolint DL3004", "trivy DS-0010", "checkov CKV2_DOCKER_1", "dockle DKL-DI-0001"],
    ..rule!("sudo-in-image")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state() else { return };
    let who = last.starts_as();
    let ordinary = who.is_ordinary();
    for call in sudo_removed::installs(cx) {
        if let (true, Some(span)) = (ordinary, call.word(&["sudo"])) {
            let name = who.name.as_deref().unwrap_or("an ordinary user");
            let carries = if call.event.conditional { "may carry" } else { "carries" };
            let what = match sudoers::names(cx, &who) {
                true => format!("a way back to root for `{name}`, who starts here"),
                false => format!(
                    "which runs as root whoever starts it: a line in `sudoers`, or a flaw, is all that `{name}` needs"
                ),
            };
            let message = format!(
                "The image {carries} `sudo`, {what}. Install it only in a stage that is thrown away, or not at all: before \
                 `USER` every line is root's anyway."
            );
            let reason = Reason::at(call.event.command, "installs it");
            sink.push(
                finding(&RULE, span, message).certain_if(!call.event.conditional).because(reason),
            );
        }
    }
    let installed = !sudo_removed::installs(cx).is_empty() || sudo_removed::is_gone(cx);
    if !installed && !who.is_root() {
        sink.findings.extend(used(cx, &who));
    }
    for call in calls(cx, &["sudo"]) {
        // As somebody else than root it does its work.
        if call.line.has_any(&["user", "group", "login"]) {
            continue;
        }
        if call.uid.is_known_and(|uid| *uid == 0) && call.event.span.of(cx.text) == "sudo" {
            sink.push(pointless(cx, &call));
        }
    }
}

/// The first step in which the user who starts becomes root by it. The base image has it, and lets that user.
fn used(cx: &Context, who: &Identity) -> Option<Finding> {
    let ordinary = |call: &Call| match (call.uid.known(), who.uid.known()) {
        (Some(runs), Some(starts)) => *runs != 0 && runs == starts,
        (None, None) => *call.uid.cause() == *who.uid.cause(),
        _ => false,
    };
    let mut calls = calls(cx, &["sudo"]).into_iter();
    let call = calls.find(|call| ordinary(call) && call.event.span.of(cx.text) == "sudo")?;
    let name = who.name.as_ref().map_or("the image's user".to_owned(), |name| format!("`{name}`"));
    let message = format!(
        "This step uses `sudo`, so {name} may become root. An attacker who takes over the program can do the same. Do root's \
         work under `USER root`, and take `sudo` out at the end."
    );
    let reason =
        Reason::at(call.event.command, format!("becomes root, as {name} who starts the container"));
    Some(finding(&RULE, call.event.span, message).certain_if(false).because(reason))
}

/// Root calls it.
fn pointless(cx: &Context, call: &Call) -> Finding {
    let busybox = matches!(call.step.before.family, Some(Family::Alpine | Family::Busybox));
    let message = match busybox && sudo_removed::installs(cx).is_empty() {
        true => {
            "As far as can be seen there is no `sudo` in this image, and then this line fails. Root runs it anyway: say the \
             command alone."
        }
        false => {
            "`sudo` does nothing here: root runs this line already. Say the command alone, and `sudo` need not be in the \
             image."
        }
    };
    finding(&RULE, call.event.span, message)
        .certain_if(!call.event.conditional)
        .because(Reason::at(call.event.command, "runs as root"))
        .fix(alone(cx, call).map(Fix::preferred))
}

/// The command without `sudo`, where no option stands between.
fn alone(cx: &Context, call: &Call) -> Option<Fix> {
    let first = call.line.arguments().first()?;
    let started = call.line.operand(0) == Some(first);
    let plain = started && first.value.as_deref().is_some_and(|word| !word.contains('='));
    let word = call.event.span;
    if !plain || word.of(cx.text) != "sudo" || first.span.start <= word.end {
        return None;
    }
    let edit = Edit::replace(Span::new(word.start, first.span.start), "");
    fix("Leave sudo out", vec![edit])
}
