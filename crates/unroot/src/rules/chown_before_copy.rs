//! Ownership is handed over before the files arrive.

use super::context::{Context, Sink, finding, fix};
use super::handover::{handed_over_later, lands_under};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Event, EventKind, Stage, State};
use dockerfile::{Edit, Span};

/// See `chown-before-copy.md`.
pub static RULE: Rule =
    Rule { severity: Severity::Info, guide: Section::OwnWorkdir, ..rule!("chown-before-copy") };

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(stage) = cx.target() else { return };
    let root_starts = cx.last_state().is_none_or(|state| state.identity().is_root());
    if root_starts {
        return;
    }
    // `chown -R` and `chgrp -R` of the same directory are one matter.
    let mut said: Vec<Span> = Vec::new();
    for (at, step) in stage.steps.iter().enumerate() {
        for event in &step.events {
            let EventKind::OwnerSet { owner, paths, recursive: true } = &event.kind else {
                continue;
            };
            let mut late = late_copies(cx, stage, at, paths);
            late.retain(|copy| !said.contains(&copy.keyword));
            let Some((path, span)) =
                paths.iter().find(|(path, _)| late.iter().any(|copy| copy.under == *path))
            else {
                continue;
            };
            said.extend(late.iter().map(|copy| copy.keyword));
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
            let literal = owner_is_literal(cx, event, owner.text());
            let numeric = owner.is_numeric();
            let flagged = late.iter().map(|copy| {
                let owner = owner_of(copy.before, &copy.under, numeric)?;
                Some((Edit::insert(copy.keyword.end, format!(" --chown={owner}")), owner))
            });
            let flagged: Option<Vec<_>> = if literal { flagged.collect() } else { None };
            let repair = flagged.and_then(|all| {
                let (edits, owners): (Vec<_>, Vec<_>) = all.into_iter().unzip();
                fix(format!("Add --chown={} to the copy", owners[0]), edits)
            });
            sink.push(finding.fix(repair.map(Fix::preferred)));
        }
    }
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
    under: String,
}

/// Copies after step `at` that put a tree of root's under one of `paths`, and that nobody hands over. A
/// single file is often a configuration that is better left alone.
fn late_copies<'a>(
    cx: &Context,
    stage: &'a Stage,
    at: usize,
    paths: &[(String, Span)],
) -> Vec<Late<'a>> {
    let mut late = Vec::new();
    for (later, step) in stage.steps.iter().enumerate().skip(at + 1) {
        if step.triggered || !step.identity_before().is_root() {
            continue;
        }
        for event in &step.events {
            let EventKind::Copied(copied) = &event.kind else { continue };
            if copied.chown || copied.from || copied.only_files || copied.uid.known() != Some(&0) {
                continue;
            }
            let mut under = paths.iter().filter(|(path, _)| lands_under(copied, path));
            // Whether somebody hands them over takes the longest to find out.
            if let Some((path, _)) = under.next()
                && !handed_over_later(cx, stage, later, copied)
            {
                let keyword = cx.instruction(step).keyword_word.span;
                late.push(Late { keyword, before: &step.before, under: path.clone() });
            }
        }
    }
    late
}
