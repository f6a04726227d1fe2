//! A line that Docker refuses before anything runs.

use super::context::{Context, Sink, finding};
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Cause, Outcome};
use dockerfile::Body;

/// See `unreadable-line.md`.
pub static RULE: Rule =
    Rule { severity: Severity::Error, guide: Section::WhenToSwitch, ..rule!("unreadable-line") };

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let problems = cx.dockerfile.problems.iter();
    let mut all: Vec<_> =
        problems.map(|problem| (problem.span, problem.message.to_string(), PARSER)).collect();
    for step in cx.reached().flat_map(|stage| &stage.steps) {
        let Outcome::Fails(Cause::Unreadable(span)) = step.outcome else { continue };
        let written = span.of(cx.text);
        all.push(match cx.instruction(step).body {
            Body::Unknown => continue,
            Body::From { .. } => {
                (span, format!("`{written}` is no name that an image can have."), NAME)
            }
            _ => (span, format!("Docker can't read `{written}`."), WORD),
        });
    }
    for (at, (span, message, why)) in all.into_iter().enumerate() {
        let stops =
            if at == 0 { "The build stops here." } else { "The build would stop here too." };
        sink.push(
            finding(&RULE, span, format!("{message} {stops}")).because(Reason::at(span, why)),
        );
    }
}

const PARSER: &str = "BuildKit's parser stops here";
const NAME: &str = "names of images are in lower case, with a tag behind a colon, and a variable needs an `ARG` above";
const WORD: &str = "a quote stays open, or this is no substitution or value that the builder knows";
