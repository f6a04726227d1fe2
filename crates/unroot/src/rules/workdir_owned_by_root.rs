//! The user can't write to its own working directory, where something writes there.

use super::context::{Call, Context, Sink, finding, fix};
use super::repair::{after, before, spec_for_files};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Denial, Event, EventKind, Outcome, Stage, Step, is_within};
use dockerfile::{Body, Instruction, Keyword, Span};

/// See `workdir-owned-by-root.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Error,
    guide: Section::OwnWorkdir,
    also: &["tally ruby/state-paths-not-writable-as-non-root"],
    ..rule!("workdir-owned-by-root")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for stage in cx.reached() {
        let mut reported: Vec<Span> = Vec::new();
        for (at, step) in stage.steps.iter().enumerate() {
            let denied = step.events.iter().find_map(|event| match &event.kind {
                EventKind::Denied { what: Denial::Write { path }, who, fails } => {
                    Some((event, path, who, fails))
                }
                _ => None,
            });
            let Some((event, path, name, fails)) = denied else { continue };
            let Some(directory) =
                step.before.workdir.known().filter(|dir| *dir != "/" && is_within(path, dir))
            else {
                continue;
            };
            let Some((workdir, word)) = workdir_of(cx, stage, at) else { continue };
            if reported.contains(&word) {
                continue;
            }
            reported.push(word);
            one(cx, sink, Place { stage, step, workdir, word, directory, name }, event, fails);
        }
    }
}

struct Place<'a> {
    stage: &'a Stage,
    step: &'a Step,
    workdir: &'a Instruction,
    word: Span,
    directory: &'a str,
    /// Who writes there.
    name: &'a str,
}

/// The WORKDIR in force at step `at`, and where its path stands.
fn workdir_of<'a>(cx: &Context<'a>, stage: &Stage, at: usize) -> Option<(&'a Instruction, Span)> {
    let earlier = stage.steps[..at].iter().rev().filter(|step| !step.triggered);
    earlier.map(|step| cx.instruction(step)).find_map(|instruction| match &instruction.body {
        Body::Workdir(word) => Some((instruction, word.span)),
        _ => None,
    })
}

fn one(cx: &Context, sink: &mut Sink, place: Place, event: &Event, fails: &Outcome) {
    let Place { stage, step, workdir, word, directory, name } = place;
    let certain = matches!(fails, Outcome::Fails(_)) && !event.conditional;
    let (has, fails) = if certain { ("has to", "fails") } else { ("may have to", "may fail") };
    let command = named(cx, step, event);
    let line = cx.line(event.command.start);
    let message = format!(
        "`{directory}` belongs to root, but `{name}` {has} write there. So `{command}` on line {line} {fails}. \
         Give the directory to `{name}` while root is still in charge."
    );
    let mut finding = finding(&RULE, word, message).certain_if(certain);
    if let Some(node) = step.before.files.get(directory)
        && let Some(span) = node.uid.cause().span()
    {
        finding = finding.because(Reason::at(span, "creates it as root"));
    }
    if let Some(span) = step.before.user.cause().span() {
        finding = finding.because(Reason::at(span, format!("switches to `{name}`")));
    }
    finding = finding.because(Reason::at(event.command, "writes there"));
    let repair = spec_for_files(&step.before).and_then(|owner| {
        let line = format!("RUN chown {owner} {directory}");
        let was_root = |instruction: &Instruction| {
            stage
                .steps
                .iter()
                .find(|step| step.span == instruction.span)
                .is_some_and(|step| step.identity_after().is_root())
        };
        let edit = if was_root(workdir) {
            after(cx, workdir, &line)
        } else {
            // WORKDIR comes after the switch: hand over what is there before the switch.
            let user = stage.steps.iter().map(|step| cx.instruction(step)).find(|instruction| {
                instruction.keyword == Keyword::User
                    && step
                        .before
                        .user
                        .cause()
                        .span()
                        .is_some_and(|span| instruction.span.contains(span))
            })?;
            before(cx, user, &line)
        };
        fix(format!("Give {directory} to {name}"), vec![edit])
    });
    sink.push(finding.fix(repair.map(Fix::preferred)));
}

/// The command as people would name it: the program that is refused and its first word, without the
/// variables before it.
fn named(cx: &Context, step: &Step, refused: &Event) -> String {
    let words: Vec<&str> = match Call::of(step, refused) {
        Some(call) => {
            let words = call.line.words.iter().take(2);
            words.map(|word| word.value.as_deref().unwrap_or(word.span.of(cx.text))).collect()
        }
        // The shell opens the file of a redirection before it starts the program.
        None => refused.command.of(cx.text).split_whitespace().take(2).collect(),
    };
    words.join(" ")
}
