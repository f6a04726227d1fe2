//! Accounts that a later command creates, which shows that they were not there before.

use crate::image::Family;
use crate::model::{Event, EventKind, Stage, Step, Subject};
use crate::rules::context::{Call, Context};
use dockerfile::{Body, Command};
use shell::{Connector, Simple};

/// The command after step `at` of `stage` that creates the user or group `name`, where it stops the build if the name
/// is there already. Nothing removes the name in between.
pub fn created_later<'a>(
    cx: &Context,
    stage: &'a Stage,
    at: usize,
    subject: Subject,
    name: &str,
) -> Option<&'a Event> {
    for step in &stage.steps[at + 1..] {
        for event in &step.events {
            let creates = match &event.kind {
                EventKind::UserCreated { name: made, .. } => {
                    subject == Subject::User && made == name
                }
                EventKind::GroupCreated { name: made } => subject == Subject::Group && made == name,
                EventKind::Ran(ran) if removes(&ran.call.program) && ran.call.names(name) => {
                    return None;
                }
                _ => false,
            };
            if creates {
                let call = Call::of(step, event)?;
                let refuses = refuses_what_is_there(step, &call);
                return (refuses && !event.conditional && stops_the_build(cx, step, event))
                    .then_some(event);
            }
        }
    }
    None
}

fn removes(program: &str) -> bool {
    ["userdel", "deluser", "groupdel", "delgroup", "usermod", "groupmod", "sed"].contains(&program)
}

/// Whether the command fails if there is such an account already.
fn refuses_what_is_there(step: &Step, call: &Call) -> bool {
    match call.line.program.as_str() {
        "useradd" => true,
        "groupadd" => !call.line.has("force"),
        // Debian's take a system account that is there already.
        "adduser" | "addgroup" => {
            let others = step
                .before
                .family
                .is_some_and(|family| family.is_busybox() || family == Family::Rhel);
            others || !call.line.has("system")
        }
        _ => false,
    }
}

/// Whether the build stops if the command of `event` fails: nothing catches it, and nothing after it hides its status.
pub fn stops_the_build(cx: &Context, step: &Step, event: &Event) -> bool {
    let instruction = cx.instruction(step);
    let offset = match &instruction.body {
        Body::Run(Command::Exec(_)) => return true,
        Body::Run(Command::Shell { offset, .. }) => *offset,
        _ => return false,
    };
    let shell::Script { text, list } = shell::script(instruction, offset);
    let mut errexit = step.before.shell.iter().any(|word| sets_errexit(word));
    let simple = |pipeline: &shell::Pipeline| match &pipeline.commands[..] {
        [shell::Command::Simple(simple)] if !pipeline.negated => Some(simple.clone()),
        _ => None,
    };
    let mut found = None;
    for (index, (_, pipeline)) in list.items.iter().enumerate() {
        let Some(simple) = simple(pipeline) else { continue };
        if text.span(simple.span.start, simple.span.end) == event.command {
            found = Some(index);
            break;
        }
        errexit |= is_set_e(&simple);
    }
    let Some(found) = found else { return false };
    let mut after = list.items[found + 1..].iter().map(|(connector, _)| connector);
    match errexit {
        // The chain that the command belongs to ends at `;` or a new line.
        true => after.find(|connector| **connector != Connector::And) != Some(&Connector::Or),
        false => after.all(|connector| *connector == Connector::And),
    }
}

fn is_set_e(simple: &Simple) -> bool {
    let words: Vec<_> =
        simple.words.iter().map(|word| word.literal().unwrap_or_default()).collect();
    words.first().is_some_and(|word| word == "set")
        && words[1..].iter().any(|word| sets_errexit(word))
}

/// `-e`, `-eux`
fn sets_errexit(word: &str) -> bool {
    word.strip_prefix('-').is_some_and(|letters| !letters.starts_with('-') && letters.contains('e'))
}
