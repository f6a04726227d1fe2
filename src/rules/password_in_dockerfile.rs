//! A literal password for an account.

use super::calls::calls;
use super::context::{Context, Sink, finding};
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Event, EventKind, Ran, Step};
use crate::source::Span;

/// See `password-in-dockerfile.md`.
pub static RULE: Rule = Rule {
    id: "password-in-dockerfile",
    title: "A password stands in the Dockerfile",
    severity: Severity::Warning,
    guide: Section::LeastPrivilege,
    also: &["checkov CKV2_DOCKER_17", "CWE-798"],
    text: text!("password-in-dockerfile.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for call in calls(cx, &["useradd", "usermod"]) {
        if let Some((value, span)) = call.value(&["-p", "--password"])
            // A hash that begins so matches no password: the account is locked.
            && !value.is_empty()
            && !value.starts_with(['!', '*'])
        {
            let name = call.operand().unwrap_or("the user").to_owned();
            report(sink, &name, span, call.event);
        }
    }
    for call in calls(cx, &["chpasswd"]) {
        let printed = programs_before(call.step, call.event)
            .into_iter()
            .rfind(|(_, ran)| matches!(ran.program.as_str(), "echo" | "printf"));
        let Some((event, ran)) = printed else { continue };
        let line = ran.arguments.iter().find_map(|argument| {
            let (name, password) = argument.value.as_deref()?.split_once(':')?;
            let literal = argument.span.of(cx.text).contains(password) && !password.is_empty();
            literal.then(|| (name.to_owned(), argument.span))
        });
        if let Some((name, span)) = line {
            report(sink, &name, span, event);
        }
    }
}

/// The programs that `step` started before `event`.
fn programs_before<'a>(step: &'a Step, event: &Event) -> Vec<(&'a Event, &'a Ran)> {
    let before = step.events.iter().take_while(|other| !std::ptr::eq(*other, event));
    let ran = before.filter_map(|event| match &event.kind {
        EventKind::Ran(ran) => Some((event, ran)),
        _ => None,
    });
    ran.collect()
}

fn report(sink: &mut Sink, name: &str, span: Span, event: &Event) {
    let message = format!(
        "The Dockerfile sets the password of `{name}`, and everybody who has the image can read it. A container needs no \
         passwords: leave it out, or lock the account."
    );
    let reason = Reason::at(event.command, "stays readable in the image's history");
    sink.push(finding(&RULE, span, message).certain_if(!event.conditional).because(reason));
}
