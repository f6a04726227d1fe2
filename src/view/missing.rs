//! What keeps the verdict from being told, where the reader may know it.

use dockerfile::Body;
use unroot::Analysis;
use unroot::model::{Cause, State, Value};
use unroot::verdict::{Answer, RunsAs};

/// Something that the Dockerfile does not say and the reader may state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// What the base image starts as, or is made from.
    BaseImage,
    /// The value of this build argument.
    Argument(String),
    /// Which stage is built: the one that was named is not there.
    Target,
}

/// What to state, so that more can be told of what the container starts as; `None` where all is
/// known, or where no statement helps.
pub fn missing(analysis: &Analysis) -> Option<Missing> {
    let build = &analysis.build;
    let Some(stage) = build.target_stage() else {
        return (!build.stages.is_empty()).then_some(Missing::Target);
    };
    let verdict = &analysis.verdict;
    let open = verdict.runs_as == RunsAs::Unknown || verdict.uid.is_none();
    let state = &stage.steps.last()?.after;
    let guessed = state.user.cause().is_guess();
    if verdict.builds == Answer::No || !(open || guessed) {
        return None;
    }
    match cause(state).or(guessed.then(|| state.user.cause().clone()))? {
        Cause::UnknownImage(..) => Some(Missing::BaseImage),
        cause if cause.is_guess() => Some(Missing::BaseImage),
        Cause::Variable(name, _) if is_declared(analysis, &name) => {
            Some(Missing::Argument(name.to_string()))
        }
        _ => None,
    }
}

/// What hides the user, else the user's number.
fn cause(state: &State) -> Option<Cause> {
    if let Value::Unknown(cause) = &state.user {
        return Some(cause.clone());
    }
    match state.starts_as().uid {
        Value::Unknown(cause) => Some(cause),
        Value::Known(..) => None,
    }
}

fn is_declared(analysis: &Analysis, name: &str) -> bool {
    analysis.dockerfile.instructions.iter().any(|instruction| match &instruction.body {
        Body::Arg(pairs) => pairs.iter().any(|(known, _)| known.text == name),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use unroot::model::Assumptions;

    fn asked(text: &str, target: Option<&str>) -> Option<Missing> {
        let target = target.map(str::to_owned);
        missing(&unroot::analyze(text, &Assumptions { target, ..Assumptions::default() }))
    }

    #[test]
    fn what_is_missing_is_named_and_nothing_else() {
        let argument = |name: &str| Some(Missing::Argument(name.to_owned()));
        let cases = [
            ("FROM nobody/knows-it\n", None, Some(Missing::BaseImage)),
            ("FROM nobody/knows-it\nUSER app\n", None, Some(Missing::BaseImage)),
            ("FROM nobody/knows-it\nUSER 1000\n", None, None),
            ("FROM nobody/knows-it\nRUN apt-get update\n", None, Some(Missing::BaseImage)),
            ("FROM nobody/knows-it\nRUN sudo true\n", None, Some(Missing::BaseImage)),
            ("ARG BASE\nFROM $BASE\n", None, argument("BASE")),
            ("FROM node:22\nARG WHO\nUSER $WHO\n", None, argument("WHO")),
            // No field can give it.
            ("FROM node:22\nUSER $TARGETARCH\n", None, None),
            ("FROM node:22 AS a\n", Some("b"), Some(Missing::Target)),
            ("FROM node:22\n", None, None),
            ("", Some("b"), None),
        ];
        for (text, target, expected) in cases {
            assert_eq!(asked(text, target), expected, "{text}");
        }
    }
}
