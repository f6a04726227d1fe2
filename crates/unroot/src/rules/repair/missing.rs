//! Repairs for a name that nobody created.

use super::{account_for, before, create, first_work, is_login_name, is_slip};
use crate::finding::Fix;
use crate::model::{EventKind, OwnerSpec, Stage};
use crate::rules::context::{Context, fix};
use dockerfile::{Body, Edit, Span, order};

/// Create what `name` means: rename the one user that is created and never spoken of, speak of the
/// user that exists, or create `name`.
/// The user to be created gets `group`, or one of its own name.
pub fn missing_name_fixes(
    cx: &Context,
    stage: &Stage,
    name: &str,
    group: Option<&str>,
) -> Vec<Fix> {
    let mut fixes: Vec<Fix> = Vec::new();
    if !cx.offers_fixes {
        return fixes;
    }
    fixes.extend(rename_creation(cx, name));
    let meant = slip_of(cx, name).or_else(|| only_created(cx).map(|(created, _)| created));
    fixes.extend(meant.and_then(|meant| speak_of(cx, meant, name)));
    fixes.extend(create_it(cx, stage, name, group));
    if let Some(first) = fixes.first_mut() {
        first.preferred = true;
    }
    fixes
}

/// The one user that the file creates, if its name stands there as it is.
fn only_created<'a>(cx: &Context<'a>) -> Option<(&'a str, Span)> {
    match cx.created_users()[..] {
        [(name, event)] if event.span.of(cx.text) == name && !event.conditional => {
            Some((name, event.span))
        }
        _ => None,
    }
}

fn rename_creation(cx: &Context, name: &str) -> Option<Fix> {
    let (created, span) = only_created(cx)?;
    if !mentions(cx, created).is_empty() {
        return None;
    }
    let line = cx.line(span.start);
    fix(format!("Call the user {name} on line {line}"), vec![Edit::replace(span, name)])
}

/// The one user of whom `name` is a slip, among those that the file creates, or tries to.
fn slip_of<'a>(cx: &Context<'a>, name: &str) -> Option<&'a str> {
    let tried = cx.failing_calls();
    let tried = tried.into_iter().filter_map(|call| call.operand_texts().next_back());
    let created = cx.created_users().into_iter().map(|(created, _)| created);
    let mut near: Vec<&str> = created.chain(tried.filter(|word| is_login_name(word))).collect();
    near.retain(|other| is_slip(name, other));
    order::sort(&mut near, Ord::cmp);
    near.dedup();
    match near[..] {
        [only] => Some(only),
        _ => None,
    }
}

fn speak_of(cx: &Context, meant: &str, name: &str) -> Option<Fix> {
    let edits: Vec<Edit> =
        mentions(cx, name).into_iter().map(|span| Edit::replace(span, meant)).collect();
    let many = if edits.len() > 1 { " everywhere" } else { "" };
    fix(format!("Say {meant} instead of {name}{many}"), edits)
}

/// Where USER, `chown` and `--chown` speak of `name`.
fn mentions(cx: &Context, name: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    for stage in &cx.build.stages {
        for step in stage.steps.iter().filter(|step| !step.triggered) {
            let instruction = cx.instruction(step);
            if let Body::User(word) = &instruction.body {
                spans.extend(parts(cx, word.span, name));
            }
            let chown = instruction.flag("chown").and_then(|flag| flag.value.as_ref());
            if let Some(word) = chown {
                spans.extend(parts(cx, word.span, name));
            }
            for event in &step.events {
                match &event.kind {
                    EventKind::OwnerSet { .. } | EventKind::OwnerMissing { copying: false, .. } => {
                        spans.extend(parts(cx, event.span, name));
                    }
                    _ => {}
                }
            }
        }
    }
    order::sort(&mut spans, Ord::cmp);
    spans.dedup();
    spans
}

/// The user and group parts of the spec at `span` that read `name`.
fn parts(cx: &Context, span: Span, name: &str) -> Vec<Span> {
    let parts = OwnerSpec::written(span.start, span.of(cx.text)).into_iter();
    parts.filter(|(part, _)| *part == name).map(|(_, span)| span).collect()
}

/// Creates `name` before the first step that works in the stage.
fn create_it(cx: &Context, stage: &Stage, name: &str, group: Option<&str>) -> Option<Fix> {
    let first = stage.steps.first().filter(|_| is_login_name(name))?;
    let work = first_work(cx, stage)?;
    let last = &stage.steps.last()?.after;
    let mut account = account_for(cx, last, Some(name));
    account.group = group.filter(|group| is_login_name(group)).unwrap_or(name).to_owned();
    let (command, look) = create(&first.after, &account)?;
    let fix = fix(
        format!("Create {name} with UID {}", account.id),
        vec![before(cx, work, &format!("RUN {command}"))],
    )?;
    Some(match look {
        Some(look) => fix.review(look),
        None => fix,
    })
}
