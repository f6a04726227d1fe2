//! After USER, a step that needs root.

use super::context::{Context, Sink, finding, fix};
use super::repair::{closing_position, own_line};
use crate::edit::Edit;
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Denial, Event, EventKind, Outcome, Stage, Step, is_within};
use crate::syntax::{Instruction, Keyword};

/// See `root-needed.md`.
pub static RULE: Rule = Rule {
    id: "root-needed",
    title: "A step after USER needs root",
    severity: Severity::Error,
    guide: Section::WhenToSwitch,
    also: &[],
    text: include_str!("root-needed.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for stage in cx.reached() {
        for (at, step) in stage.steps.iter().enumerate() {
            for event in &step.events {
                if let EventKind::Denied { what, fails } = &event.kind {
                    one(cx, sink, stage, at, event, what, fails);
                }
            }
        }
    }
}

fn one(
    cx: &Context,
    sink: &mut Sink,
    stage: &Stage,
    at: usize,
    event: &Event,
    what: &Denial,
    fails: &Outcome,
) {
    let step = &stage.steps[at];
    if let Denial::Write { path } = what
        && is_in_workdir(step, path)
    {
        return; // workdir-owned-by-root says it better.
    }
    let who = user_of(step);
    let needs = match what {
        Denial::Program { name } => format!("`{name}` needs root, but `{who}` runs this line"),
        Denial::Write { path } => format!("`{who}` runs this line and can't write `{path}`"),
        Denial::Change { path } => {
            format!("`{who}` runs this line and can't change who owns `{path}`, or its mode")
        }
    };
    let certain = matches!(fails, Outcome::Fails(_)) && !event.conditional;
    let stops = if certain { "the build stops here" } else { "the build may stop here" };
    let message = format!("{needs}. So {stops}: do root's work before `USER`, or switch later.");
    let mut finding = finding(&RULE, event.span, message).certain_if(certain);
    if let Some(span) = step.before.user.cause().span() {
        finding = finding.because(Reason::at(span, format!("switches to `{who}`")));
    }
    finding = finding.because(Reason::at(event.command, "runs after the switch"));
    let user = user_instruction(cx, stage, at);
    let repairs = user.map_or(Vec::new(), |user| repairs(cx, stage, at, user));
    finding.fixes = repairs;
    sink.push(finding);
}

fn is_in_workdir(step: &Step, path: &str) -> bool {
    step.before.workdir.is_known_and(|workdir| workdir != "/" && is_within(path, workdir))
}

fn user_of(step: &Step) -> String {
    let who = step.before.identity();
    who.name.or(who.uid.known().map(u32::to_string)).unwrap_or_else(|| "another user".into())
}

/// The USER of this stage in force at step `at`.
fn user_instruction<'a>(cx: &Context<'a>, stage: &'a Stage, at: usize) -> Option<&'a Instruction> {
    let earlier = stage.steps[..at].iter().rev().filter(|step| !step.triggered);
    earlier
        .map(|step| cx.instruction(step))
        .find(|instruction| instruction.keyword == Keyword::User)
}

fn repairs(cx: &Context, stage: &Stage, at: usize, user: &Instruction) -> Vec<Fix> {
    let is_last = stage
        .steps
        .iter()
        .rfind(|step| cx.instruction(step).keyword == Keyword::User)
        .is_some_and(|step| cx.instruction(step).span == user.span);
    let was_root = stage
        .steps
        .iter()
        .find(|step| step.span == user.span)
        .is_some_and(|step| step.before.identity().uid.known() == Some(&0));
    let line = user.span.of(cx.text);
    let single_line = !line.contains('\n');
    let mut fixes = Vec::new();
    if is_last && was_root && single_line {
        let edits = vec![Edit::replace(own_line(cx, user), ""), closing_position(cx, stage, line)];
        let moved = fix("Move USER down, to where the stage closes", edits);
        fixes.extend(moved.map(|fix| {
            fix.preferred()
                .consequence("the steps in between run as root, and what they make is root's")
        }));
    }
    let step = cx.instruction(&stage.steps[at]);
    if !stage.steps[at].triggered && step.keyword == Keyword::Run {
        let edits = vec![
            super::repair::before(cx, step, "USER root"),
            super::repair::after(cx, step, line),
        ];
        fixes.extend(fix("Run this line alone as root", edits));
    }
    if let Some(first) = fixes.first_mut() {
        first.preferred = true;
    }
    fixes
}
