//! `RUN chown -R` over files that COPY has just brought.

use super::context::{Call, Context, Sink, finding, fix};
use super::handover::{Landed, Landing};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Contents, Event, EventKind, OwnerSpec, Stage, Step};
use dockerfile::{Body, Edit, Keyword, Span};
use std::sync::Arc;

/// See `chown-doubles-layer.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Info,
    guide: Section::CopiedFiles,
    also: &["tally prefer-copy-chown"],
    ..rule!("chown-doubles-layer")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(stage) = cx.target() else { return };
    let landed = Landed::of(cx, |_| true);
    for (at, step) in stage.steps.iter().enumerate() {
        for event in &step.events {
            let EventKind::OwnerSet { owner, paths, recursive: true } = &event.kind else {
                continue;
            };
            let user = owner.user().unwrap_or_default();
            let [(path, _)] = &paths[..] else { continue };
            if matches!(user, "" | "root" | "0") {
                continue; // `chgrp`, or root's files given to root.
            }
            let mut copies = landed.within(path);
            copies.retain(|copy| copy.at < at);
            let Some(first) = copies.first() else { continue };
            if !cx.offers_fixes {
                sink.push(finding(&RULE, event.command, ""));
                continue;
            }
            let first_step = &stage.steps[first.at];
            let word = &cx.instruction(first_step).keyword_word.text;
            let made_here = || cx.created_users().iter().any(|(name, _)| *name == user);
            let earlier = match exists(&first_step.before, owner) {
                true => String::new(),
                false if made_here() => format!("Make `{user}` before the `{word}`; then "),
                // It may be the base image's.
                false => format!("If `{user}` exists by then, "),
            };
            // A mode that is set afterwards stores them just as well.
            let also = match chmods(step, path) {
                true => {
                    " The `chmod` in this step stores them again, too: `--chmod` there does not."
                }
                false => "",
            };
            let message = format!(
                "This stores the copied files a second time: a layer keeps each file whole that changes its owner. \
                 {earlier}`{word} --chown={owner}` gives them away as they come.{also}"
            );
            let repair = copied_as_theirs(cx, stage, at, event, owner, path, &copies);
            sink.push(
                finding(&RULE, event.command, message)
                    .certain_if(!event.conditional)
                    .because(Reason::at(
                        first.event.command,
                        "brings the files in a layer of its own",
                    ))
                    .because(Reason::at(event.command, "changes the owner of all of them"))
                    .fix(repair.map(Fix::preferred)),
            );
        }
    }
}

/// Whether the step sets the modes of the whole tree.
fn chmods(step: &Step, path: &str) -> bool {
    step.events.iter().any(|event| match &event.kind {
        EventKind::ModeSet { paths, recursive: true, .. } => paths.iter().any(|(to, _)| to == path),
        _ => false,
    })
}

/// `--chown` on the copies, and `chown` for the directory alone.
fn copied_as_theirs(
    cx: &Context,
    stage: &Stage,
    at: usize,
    event: &Event,
    owner: &OwnerSpec,
    path: &str,
    copies: &[Landing],
) -> Option<Fix> {
    let first = copies.first()?.at;
    let between = &stage.steps[first..at];
    let works = |step: &Arc<Step>| cx.instruction(step).keyword == Keyword::Run;
    if between.iter().any(works) || stage.steps[first..=at].iter().any(|step| step.triggered) {
        return None;
    }
    let before = &stage.steps[first].before;
    if !was_empty(before, path) || !exists(before, owner) {
        return None;
    }
    let flagged = |at: usize| {
        let instruction = cx.instruction(&stage.steps[at]);
        let copy = matches!(instruction.body, Body::Copy(_) | Body::Add(_));
        (copy && instruction.flag("link").is_none())
            .then(|| Edit::insert(instruction.keyword_word.span.end, format!(" --chown={owner}")))
    };
    let mut edits: Vec<Edit> =
        copies.iter().map(|copy| flagged(copy.at)).collect::<Option<Vec<Edit>>>()?;
    edits.dedup();
    edits.push(not_recursive(cx, &stage.steps[at], event)?);
    let fix = fix(format!("Copy with --chown={owner}"), edits)?;
    Some(fix.consequence("the files are stored once"))
}

/// Takes `-R` away, with the blank behind it, where it is a word of its own.
fn not_recursive(cx: &Context, step: &Step, event: &Event) -> Option<Edit> {
    let call = Call::of(step, event)?;
    let option = call.line.span_of(call.line.given("recursive")?);
    let with_blank = Span::new(option.start, option.end + 1);
    let alone = matches!(with_blank.of(cx.text), "-R " | "--recursive ");
    alone.then(|| Edit::replace(with_blank, ""))
}

/// Whether nothing is in the directory yet that the `chown` would hand over as well.
fn was_empty(before: &crate::model::State, path: &str) -> bool {
    let mut inside = before.files.within(path);
    inside.all(|(known, node)| known == path && node.contents == Contents::Listed)
}

/// Whether the names in `owner` are there already.
fn exists(before: &crate::model::State, owner: &OwnerSpec) -> bool {
    let plain = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
    let (user, group) = (owner.user().unwrap_or_default(), owner.group().unwrap_or_default());
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let accounts = &before.accounts;
    let user_known = number(user) || accounts.user(user).found().is_some();
    let group_known = number(group) || accounts.group(group).found().is_some();
    plain(user) && plain(group) && !user.is_empty() && user_known && group_known
}
