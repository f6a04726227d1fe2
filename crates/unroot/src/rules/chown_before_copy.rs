//! Ownership is handed over before the files arrive.

use super::context::{Context, Sink, finding, fix};
use super::handover::{Handovers, Landed};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Event, EventKind, OwnerSpec, Stage, State};
use dockerfile::{Edit, Span, order};

/// See `chown-before-copy.md`.
pub static RULE: Rule =
    Rule { severity: Severity::Info, guide: Section::OwnWorkdir, ..rule!("chown-before-copy") };

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(stage) = cx.target() else { return };
    let root_starts = cx.last_state().is_none_or(|state| state.identity().is_root());
    if root_starts {
        return;
    }
    let handovers = Handovers::of(cx);
    let mut landed = Landed::of(cx, |landing| {
        let step = &stage.steps[landing.at];
        let roots = !step.triggered && step.identity_before().is_root();
        roots && !landing.copied.from && !handovers.come_later(landing.at, landing.copied)
    });
    for (at, step) in stage.steps.iter().enumerate() {
        for event in &step.events {
            let EventKind::OwnerSet { owner, paths, recursive: true } = &event.kind else {
                continue;
            };
            let late = late_copies(cx, stage, at, paths, &mut landed);
            let Some((path, span)) =
                paths.iter().find(|(path, _)| late.iter().any(|copy| copy.under == path))
            else {
                continue;
            };
            let line = cx.line(late[0].keyword.start);
            let message = format!(
                "`{path}` is handed to `{owner}` before the files arrive: what line {line} copies there belongs to root. \
                 If the program has to change it, give the `COPY` a `--chown`; if it only reads it, root is the better \
                 owner."
            );
            let mut finding = finding(&RULE, *span, message)
                .certain_if(cx.is_start_certain() && !event.conditional)
                .because(Reason::at(event.command, format!("gives `{path}` to `{owner}`")));
            for copy in &late {
                finding = finding.because(Reason::at(copy.keyword, "brings files as root, later"));
            }
            let repair = cx.offers_fixes.then(|| flagged(cx, event, owner, &late)).flatten();
            sink.push(finding.fix(repair.map(Fix::preferred)));
        }
    }
}

/// `--chown` on each of the copies.
fn flagged(cx: &Context, event: &Event, owner: &OwnerSpec, late: &[Late]) -> Option<Fix> {
    if !owner_is_literal(cx, event, owner.text()) {
        return None;
    }
    let flagged = late.iter().map(|copy| {
        let owner = owner_of(copy.before, copy.under, owner.is_numeric())?;
        Some((Edit::insert(copy.keyword.end, format!(" --chown={owner}")), owner))
    });
    let (edits, owners): (Vec<_>, Vec<_>) =
        flagged.collect::<Option<Vec<_>>>()?.into_iter().unzip();
    fix(format!("Add --chown={} to the copy", owners[0]), edits)
}

/// Owner and group of the directory, as the copy finds it.
fn owner_of(before: &State, path: &str, numeric: bool) -> Option<String> {
    let node = before.files.get(path)?;
    let (uid, gid) = (*node.uid.known()?, *node.gid.known()?);
    let accounts = &before.accounts;
    let user = accounts.user_by_uid(uid).found().filter(|_| !numeric);
    let group = accounts.group_by_gid(gid).found().filter(|_| !numeric);
    let user = user.map_or_else(|| uid.to_string(), |user| user.name.clone());
    Some(format!("{user}:{}", group.map_or_else(|| gid.to_string(), |group| group.name.clone())))
}

/// Whether the owner stands in the file as it is: a value that comes from a variable of the shell
/// would be frozen otherwise.
fn owner_is_literal(cx: &Context, event: &Event, owner: &str) -> bool {
    event.span.of(cx.text).trim_matches(['"', '\'']) == owner
}

struct Late<'a> {
    keyword: Span,
    before: &'a State,
    /// The path of the `chown` that the files land under.
    under: &'a str,
}

/// Copies after step `at` that put a tree of root's under one of `paths`, and that nobody hands over. A single file is often
/// a configuration that is better left alone. Each is named once: `chown -R` and `chgrp -R` of the same directory are one
/// matter, and a later one comes too late for what came before it.
fn late_copies<'a>(
    cx: &Context<'a>,
    stage: &'a Stage,
    at: usize,
    paths: &'a [(String, Span)],
    landed: &mut Landed<'a>,
) -> Vec<Late<'a>> {
    let mut late: Vec<(usize, Late)> = Vec::new();
    for (path, _) in paths.iter().filter(|(path, _)| path != "/") {
        for landing in landed.take_within(path).into_iter().filter(|landing| landing.at > at) {
            let step = &stage.steps[landing.at];
            let keyword = cx.instruction(step).keyword_word.span;
            late.push((landing.at, Late { keyword, before: &step.before, under: path }));
        }
    }
    order::sort(&mut late, |a, b| a.0.cmp(&b.0));
    late.into_iter().map(|(_, late)| late).collect()
}
