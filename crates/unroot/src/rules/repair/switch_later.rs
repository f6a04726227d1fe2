//! Repairs for a step that comes after USER and needs root.

use super::{after, before, closing_position, own_line};
use crate::finding::Fix;
use crate::model::Stage;
use crate::rules::context::{Context, fix};
use dockerfile::{Edit, Instruction, Keyword};

/// Repairs for step `at` of `stage`: USER later, or root for this line alone.
pub fn switch_later_fixes(cx: &Context, stage: &Stage, at: usize) -> Vec<Fix> {
    if !cx.offers_fixes {
        return Vec::new();
    }
    match user_instruction(cx, stage, at) {
        Some(user) => repairs(cx, stage, at, user),
        None => Vec::from_iter(as_root(cx, stage, at).map(Fix::preferred)),
    }
}

/// Root for step `at`, where no line of this stage set the user: up to the USER that comes later, or for
/// this line alone.
fn as_root(cx: &Context, stage: &Stage, at: usize) -> Option<Fix> {
    let spec = stage.steps[at].before.user.known().filter(|spec| !spec.is_empty())?;
    let step = Some(&stage.steps[at]).filter(|step| !step.triggered)?;
    let mut later = stage.steps[at + 1..].iter().filter(|step| !step.triggered);
    let switches = later.any(|step| cx.instruction(step).keyword == Keyword::User);
    let line = cx.instruction(step);
    let mut edits = vec![before(cx, line, "USER root")];
    if !switches {
        edits.push(after(cx, line, &format!("USER {spec}")));
    }
    fix(
        if switches { "Switch to root before this line" } else { "Run this line alone as root" },
        edits,
    )
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
        .is_some_and(|step| step.identity_before().is_root());
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
        let edits = vec![before(cx, step, "USER root"), after(cx, step, line)];
        fixes.extend(fix("Run this line alone as root", edits));
    }
    if let Some(first) = fixes.first_mut() {
        first.preferred = true;
    }
    fixes
}
