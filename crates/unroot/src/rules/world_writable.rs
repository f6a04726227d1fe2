//! chmod 777, a+w, o+w, and a list of users that its users may write.

use super::context::{Context, Sink, finding, fix};
use super::group_zero;
use super::named::named;
use super::repair::spec_for_files;
use crate::finding::{Finding, Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Cause, Event, EventKind, Mode, OwnerSpec, Stage, Step, Value, is_of_system};
use dockerfile::{Edit, Span};

const PASSWD: &str = "/etc/passwd";

/// See `world-writable.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Warning,
    guide: Section::OwnWorkdir,
    also: &["tally world-writable-state-path-workaround", "CWE-732"],
    ..rule!("world-writable")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for stage in cx.reached() {
        for step in &stage.steps {
            for event in &step.events {
                let EventKind::ModeSet { mode, paths, recursive } = &event.kind else { continue };
                if !mode.opens_to_everybody() {
                    continue;
                }
                let open = |path: &&str| {
                    !is_gone(stage, step, path) && (*recursive || stays_open(stage, step, path))
                };
                let left: Vec<&str> =
                    paths.iter().map(|(path, _)| path.as_str()).filter(open).collect();
                // Without a path there is one that can't be read.
                let what = match (&left[..], &paths[..]) {
                    ([], []) => "this".to_owned(),
                    ([], _) => continue,
                    _ => named(&left),
                };
                let message = format!(
                    "Everybody may write {what}: mode `{mode}` gives it to every user, not only to the one that needs it. \
                     Give it to that user instead."
                );
                let finding = finding(&RULE, event.span, message)
                    .certain_if(!event.conditional)
                    .because(Reason::at(event.command, format!("opens {what} to every user")));
                sink.push(match cx.offers_fixes {
                    true => repairs(cx, step, event, (mode, &left), finding),
                    false => finding,
                });
            }
        }
    }
    passwd(cx, sink);
}

/// Whether everybody may still write to `path` when the stage ends, as far as anybody knows.
fn stays_open(stage: &Stage, step: &Step, path: &str) -> bool {
    let end = stage.steps.last().map_or(&step.after, |end| &end.after);
    let (now, end) = (step.after.files.get(path), end.files.get(path));
    // What was not listed when it was opened was not closed by what is seen of it later.
    let mode = now.and(end).and_then(|node| node.mode.known());
    mode.is_none_or(|mode| mode & 0o2 != 0 && mode & 0o1000 == 0)
}

fn is_gone(stage: &Stage, step: &Step, path: &str) -> bool {
    let end = stage.steps.last().map_or(&step.after.files, |end| &end.after.files);
    let was = step.before.files.get(path).or(step.after.files.get(path)).is_some();
    end.get(path).is_none() && (was || end.exists(path) == Some(false))
}

/// The user who starts may write the list of users, as where it is opened to group 0.
fn passwd(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state() else { return };
    let who = last.starts_as();
    let Some(node) = last.files.get(PASSWD).filter(|_| who.is_ordinary()) else { return };
    let (Cause::At(span), Some(name)) = (node.mode.cause(), who.label()) else { return };
    let bits = node.mode.known().map_or(0, |mode| mode & 0o022);
    let member =
        node.gid.is_known_and(|gid| who.gid.known() == Some(gid) || who.groups.contains(gid));
    if bits != 0o020 || !member {
        return;
    }
    let message = format!(
        "`{name}` may write `{PASSWD}`: a line with UID 0 there, and `su` makes root of it. OpenShift 4 gives its UIDs \
         a name by itself, so the file can stay root's."
    );
    let certain = cx.is_start_certain() && last.files.is_settled(PASSWD);
    let reason = Reason::at(*span, "opens the list of users");
    sink.push(finding(&RULE, *span, message).certain_if(certain).because(reason));
}

fn repairs(
    cx: &Context,
    step: &Step,
    event: &Event,
    (mode, paths): (&Mode, &[&str]),
    finding: Finding,
) -> Finding {
    let owned = owner_instead(cx, step, event, paths);
    let preferred_owner = owned.is_some();
    let narrower = mode.without_others_writing();
    let literal = event.span.of(cx.text) == mode.text();
    let narrower = narrower.filter(|_| literal).and_then(|narrow| {
        let edit = Edit::replace(event.span, narrow.as_str());
        let fix = fix(format!("Keep others from writing: {narrow}"), vec![edit])?;
        Some(fix.review("whoever else has to write there can't any more"))
    });
    let narrower = narrower.map(|fix| if preferred_owner { fix } else { fix.preferred() });
    finding.fix(owned.map(Fix::preferred)).fix(narrower)
}

/// `chown user:group` in place of `chmod 777`, where root runs the line and the container's user
/// exists by then.
fn owner_instead(cx: &Context, step: &Step, event: &Event, paths: &[&str]) -> Option<Fix> {
    let last = cx.last_state()?;
    let (Value::Known(spec, _), Some(uid)) = (&last.user, last.identity().uid.known().copied())
    else {
        return None;
    };
    let spec = OwnerSpec::parse(spec, event.span);
    let name = spec.user().unwrap_or_default();
    let exists = name.parse::<u32>().is_ok() || step.before.accounts.user(name).found().is_some();
    let theirs = |path: &&str| {
        let node = step.after.files.get(path);
        node.is_some_and(|node| node.uid.known() == Some(&uid))
    };
    if uid == 0
        || !exists
        || !step.identity_before().is_root()
        || paths.iter().all(theirs)
        || paths.iter().any(|path| is_of_system(path))
    {
        return None;
    }
    let program = Span::new(event.command.start, event.command.start + "chmod".len());
    if program.of(cx.text) != "chmod" {
        return None;
    }
    let owner = spec_for_files(last)?;
    let edits = vec![Edit::replace(program, "chown"), Edit::replace(event.span, owner.as_str())];
    let fix = fix(format!("Give it to {owner} instead"), edits)?;
    Some(match group_zero::is_open(cx) {
        true => fix.review("the image looks made for any UID in group 0, which `chgrp 0` and `chmod g=u` open it to"),
        false => fix,
    })
}
