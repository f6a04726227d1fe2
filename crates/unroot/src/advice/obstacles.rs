//! What stands in the way of running it so, and what can't be told.

use super::facts::Facts;
use super::{Choice, RunAdvice, who};
use crate::image;
use crate::model::{EventKind, StageBase};
use crate::program;
use crate::verdict::{Answer, Verdict};

/// Adds to `advice.first` and `advice.doubts`.
pub(super) fn look(facts: &Facts, verdict: &Verdict, advice: &mut RunAdvice) {
    before_running(facts, verdict, advice);
    base(facts, advice);
    identity(advice);
    start_scripts(facts, advice);
}

fn before_running(facts: &Facts, verdict: &Verdict, advice: &mut RunAdvice) {
    let who = facts.state.starts_as();
    if verdict.builds == Answer::No {
        advice.first.push(format!("Repair the Dockerfile: it does not build. {}", verdict.because));
    } else if who.missing.is_some() {
        advice
            .first
            .push(format!("Repair the Dockerfile: {}", uncapitalised(verdict.because.clone())));
    }
    if advice.run_as.choice == Choice::Root {
        let repair = match (&verdict.drops_to, facts.start.calls(program::steps_down)) {
            (Some(to), Some(tool)) => format!(
                "Let it start as `{to}`: it starts as root and steps down with `{tool}`, which is why \
                 it gets capabilities back. `USER {to}` and a start command without `{tool}` spare it \
                 that."
            ),
            (Some(to), None) => format!(
                "Look at the base image's documentation: its start script begins as root and steps \
                 down to `{to}`, which is why it gets capabilities back. Some work with `USER {to}` too."
            ),
            (None, _) => {
                "Repair the Dockerfile: the image starts as root, and nobody is known as whom \
                          it would work. A `USER` of its own is the way out; with `--user` and a \
                          number at a guess it may fail on what only root can read or write."
                    .to_owned()
            }
        };
        advice.first.push(repair);
    }
    if let (true, Some(program)) =
        (who::may_start(&facts.state, &who) == Some(false), facts.start.program())
    {
        advice.first.push(format!(
            "Let `{}` run `{program}`: without capabilities its modes, and those of the \
             directories above it, keep it from starting.",
            who.label().unwrap_or_default()
        ));
    }
    if let Some(why) = &advice.gains_privileges {
        advice.first.push(format!(
            "Do without gaining privileges: {why}, so `no-new-privileges` is left out, and with it \
             the best guard against setuid programs."
        ));
    }
}

fn uncapitalised(mut text: String) -> String {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    text
}

/// What the base image may have that is not known.
fn base(facts: &Facts, advice: &mut RunAdvice) {
    let distribution = match facts.chain().last().map(|stage| &stage.base) {
        Some(StageBase::Image { facts: Some(row), .. }) => image::is_distribution(row),
        _ => false,
    };
    if distribution || facts.service.is_some() {
        return;
    }
    let name = facts.base.map_or("the base image".to_owned(), |name| format!("`{name}`"));
    advice.doubts.push(format!(
        "Which volumes and ports {name} declares itself: `docker image inspect --format \
         '{{{{json .Config}}}}' IMAGE` shows them."
    ));
}

fn identity(advice: &mut RunAdvice) {
    let run_as = &advice.run_as;
    if run_as.choice == Choice::Root {
        return;
    }
    if run_as.choice == Choice::Unknown || run_as.uid.is_none() {
        advice.doubts.push(
            "Which numbers the user has: `docker run --rm --entrypoint id IMAGE` prints them, where \
             the image has `id`."
                .into(),
        );
    }
}

/// Tools for stepping down that are installed, with no line that shows who calls them.
fn start_scripts(facts: &Facts, advice: &mut RunAdvice) {
    let calls = facts.start.calls(program::is_made_for_images).is_some();
    if calls || facts.start.inherits_entrypoint() || advice.run_as.choice == Choice::Image {
        return;
    }
    let chain = facts.chain();
    let events = chain.iter().flat_map(|stage| &stage.steps).flat_map(|step| &step.events);
    let words = events.filter_map(|event| match &event.kind {
        EventKind::Ran(ran) => Some(ran.call.arguments()),
        _ => None,
    });
    let mut words = words.flatten().filter_map(|argument| argument.value.as_deref());
    if let Some(tool) = words.find(|word| program::is_made_for_images(word)) {
        advice.doubts.push(format!(
            "Whether the start script steps down with `{tool}`, which is installed. If it does, and \
             does so only when it is root, `--user` spares it that; if it always does, it has to \
             start as root with `SETUID` and `SETGID`."
        ));
    }
}
