//! A literal password, token or key.

use super::calls::{Call, calls};
use super::context::{Context, Sink, finding};
use super::secrets::{Secret, secret};
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Event, EventKind, Step};
use dockerfile::{Body, Span, Word};
use shell::Invocation;

/// See `password-in-dockerfile.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Warning,
    guide: Section::LeastPrivilege,
    also: &["checkov CKV2_DOCKER_17", "CWE-798"],
    ..rule!("password-in-dockerfile")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for call in calls(cx, &["useradd", "usermod"]) {
        let name = call.operand().unwrap_or("the user");
        let Some(given) = call.line.value("password") else { continue };
        let said = match given.value.as_deref() {
            // A hash that begins so matches no password: the account is locked.
            Some(value) => !value.is_empty() && !value.starts_with(['!', '*']),
            None => is_hashed_here(&call, given.span),
        };
        if said {
            report(sink, name, given.span, call.event);
        }
    }
    for call in calls(cx, &["chpasswd", "passwd"]) {
        let root = call.line.program == "passwd";
        if root && !call.line.has("stdin") {
            continue;
        }
        let printed = programs_before(call.step, call.event)
            .into_iter()
            .rfind(|(_, line)| matches!(line.program.as_str(), "echo" | "printf"));
        let Some((event, printed)) = printed else { continue };
        let line = printed.arguments().iter().find_map(|argument| {
            let text = argument.value.as_deref()?;
            let (name, password) = match root {
                true => (call.operand().unwrap_or("the user"), text),
                false => text.split_once(':')?,
            };
            // A value that is given from outside is not in the file.
            let here = || call.step.span.of(cx.text).contains(password);
            let literal = !password.is_empty() && (here() || cx.mentions(password) > 0);
            (literal && !password.starts_with('-')).then(|| (name.to_owned(), argument.span))
        });
        if let Some((name, span)) = line {
            report(sink, &name, span, event);
        }
    }
    variables(cx, sink);
}

/// `-p "$(echo secret | openssl passwd -1 -stdin)"`: the hash is not known, what it is made of stands there.
fn is_hashed_here(call: &Call, value: Span) -> bool {
    let inside = programs_before(call.step, call.event);
    inside.into_iter().any(|(event, line)| {
        let says = matches!(line.program.as_str(), "echo" | "printf" | "openssl" | "mkpasswd");
        let last = line.arguments().last().and_then(|argument| argument.value.as_deref());
        let word = last.is_some_and(|word| !word.starts_with('-') && word != "passwd");
        says && word && value.contains(event.command)
    })
}

/// `ENV` and `ARG` that hold a password, a token or a key.
fn variables(cx: &Context, sink: &mut Sink) {
    for step in cx.chain().into_iter().flat_map(|stage| &stage.steps) {
        let instruction = cx.instruction(step);
        let pairs: Vec<(&Word, &Word)> = match &instruction.body {
            Body::Env(pairs) => pairs.iter().map(|(name, value)| (name, value)).collect(),
            Body::Arg(pairs) => {
                pairs.iter().filter_map(|(name, value)| Some((name, value.as_ref()?))).collect()
            }
            _ => continue,
        };
        let kept = matches!(instruction.body, Body::Env(_));
        for (name, value) in pairs {
            let text = value.text.trim_matches(['"', '\'']);
            let found = (!text.contains('$')).then(|| secret(&name.text, text)).flatten();
            let Some(found) = found else { continue };
            let what = match found {
                Secret::OfAccount | Secret::Password => "a password",
                Secret::Generated | Secret::Other => "a secret",
            };
            // An argument is only in the image's history, and often there to be replaced.
            let sure = kept && matches!(found, Secret::Password | Secret::Generated);
            let certain = found == Secret::OfAccount;
            let message = format!(
                "`{}` holds {what}, and everyone who has the image can read it. Pass it when the container starts, best as a \
                 mounted file.",
                name.text
            );
            let stays = if kept {
                "stays readable in the image"
            } else {
                "stays readable in the image's history"
            };
            let severity = if certain || sure { Severity::Warning } else { Severity::Info };
            sink.push(
                finding(&RULE, name.span, message)
                    .severity(severity)
                    .certain_if(certain)
                    .because(Reason::at(step.span, stays)),
            );
        }
    }
}

/// The programs that `step` started before `event`.
fn programs_before<'a>(step: &'a Step, event: &Event) -> Vec<(&'a Event, &'a Invocation)> {
    let before = step.events.iter().take_while(|other| !std::ptr::eq(*other, event));
    let ran = before.filter_map(|event| match &event.kind {
        EventKind::Ran(ran) => Some((event, &*ran.call)),
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

#[cfg(test)]
mod tests {
    use crate::model::Assumptions;

    fn found(command: &str) -> Vec<String> {
        let text = format!("FROM debian:12\nRUN {command}\nUSER app\n");
        let findings = crate::analyze(&text, &Assumptions::default()).findings;
        let own = findings.iter().filter(|finding| finding.rule.id == super::RULE.id);
        own.map(|finding| finding.span.of(&text).to_owned()).collect()
    }

    #[test]
    fn a_password_is_seen_in_every_shape() {
        for command in [
            "useradd -p secret app",
            "useradd -psecret app",
            "useradd -mpsecret app",
            "useradd --password secret app",
            "useradd --password=secret app",
            "useradd --pass=secret app",
            "useradd app && usermod -psecret app",
        ] {
            assert_eq!(found(command), ["secret"], "{command}");
        }
        for command in ["useradd -p! app", "useradd -m app", "useradd -c -psecret app"] {
            assert!(found(command).is_empty(), "{command}");
        }
    }
}
