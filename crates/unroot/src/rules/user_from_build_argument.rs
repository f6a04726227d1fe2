//! USER is a build argument that nothing checks: `--build-arg` can make it root.

use super::context::{Context, Sink, finding};
use super::created_later::stops_the_build;
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Cause, Step};
use dockerfile::{Body, Span};
use std::sync::Arc;

/// See `user-from-build-argument.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Info,
    guide: Section::WhenToSwitch,
    ..rule!("user-from-build-argument")
};

/// Programs that fail for a name or number that is taken, as root's is.
const MAKERS: [&str; 2] = ["useradd", "adduser"];
/// Programs that may check a value.
const CHECKS: [&str; 3] = ["[", "[[", "test"];

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state() else { return };
    let Cause::At(span) = *last.user.cause() else { return };
    if !last.starts_as().is_ordinary() {
        return;
    }
    let user = span.of(cx.text).split(':').next().unwrap_or_default();
    let Some((name, declared)) = variable(user).and_then(|name| argument(cx, name)) else { return };
    if is_guarded(cx, name) || is_guarded(cx, variable(user).unwrap_or_default()) {
        return;
    }
    let number =
        last.user.known().is_some_and(|user| user.starts_with(|c: char| c.is_ascii_digit()));
    let root = if number { "0" } else { "root" };
    let message = format!(
        "With `--build-arg {name}={root}` the container starts as root, and no line refuses that: check the value in a `RUN`, \
         or write the user out."
    );
    sink.push(
        finding(&RULE, span, message)
            .certain_if(false)
            .because(Reason::at(
                declared,
                format!("declares `{name}`, which `--build-arg` can change"),
            ))
            .because(Reason::at(span, "starts as that user")),
    );
}

/// The name in `$name` and `${name}`; `None` for other words.
fn variable(word: &str) -> Option<&str> {
    let rest = word.trim_matches(['"', '\'']).strip_prefix('$')?;
    let name = rest.strip_prefix('{').map_or(Some(rest), |rest| rest.strip_suffix('}'))?;
    let plain = |char: char| char.is_ascii_alphanumeric() || char == '_';
    (!name.is_empty() && name.chars().all(plain)).then_some(name)
}

/// The build argument with a default that `name` gets its value from, and where that is declared.
fn argument<'a>(cx: &Context<'a>, name: &'a str) -> Option<(&'a str, Span)> {
    let mut name = name;
    let steps = cx.chain().into_iter().flat_map(|stage| stage.steps.iter().rev()).map(Arc::as_ref);
    for step in steps.filter(|step: &&Step| !step.triggered) {
        match &cx.instruction(step).body {
            Body::Env(pairs) => {
                let set = pairs.iter().rfind(|(set, _)| set.text == name);
                if let Some((_, value)) = set {
                    name = variable(&value.text)?;
                }
            }
            Body::Arg(pairs) => {
                let set = pairs.iter().rfind(|(set, _)| set.text == name);
                match set {
                    Some((set, Some(_))) => return Some((name, set.span)),
                    // Declared before FROM, with its default there.
                    Some((set, None)) => return is_global(cx, name).then_some((name, set.span)),
                    None => {}
                }
            }
            _ => {}
        }
    }
    None
}

fn is_global(cx: &Context, name: &str) -> bool {
    let bodies = cx.dockerfile.instructions.iter().map(|instruction| &instruction.body);
    let mut globals = bodies.take_while(|body| !matches!(body, Body::From { .. }));
    globals.any(|body| match body {
        Body::Arg(pairs) => pairs.iter().any(|(set, value)| set.text == name && value.is_some()),
        _ => false,
    })
}

/// Whether the build stops for root's name and number: a command makes the account, or something checks the value.
fn is_guarded(cx: &Context, name: &str) -> bool {
    let [short, long] = [format!("${name}"), format!("${{{name}}}")];
    let names = |span: Span| {
        let text = span.of(cx.text);
        text.contains(&long)
            || text.match_indices(&short).any(|(at, _)| {
                let next = text[at + short.len()..].chars().next();
                !next.is_some_and(|char| char.is_ascii_alphanumeric() || char == '_')
            })
    };
    cx.all_calls().any(|call| {
        let program = call.line.program.as_str();
        let makes = MAKERS.contains(&program)
            && !call.line.has("non-unique")
            && !call.event.conditional
            && stops_the_build(cx, call.step, call.event);
        (makes || CHECKS.contains(&program)) && names(call.event.command)
    })
}
