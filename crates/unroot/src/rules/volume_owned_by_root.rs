//! A VOLUME that the container can not write.

use super::context::{Context, Sink, finding, fix};
use super::repair::{before, spec_for_files};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Contents, State, is_of_system, may_write};
use dockerfile::{Body, Keyword};

/// See `volume-owned-by-root.md`.
pub static RULE: Rule =
    Rule { severity: Severity::Info, guide: Section::BindMounts, ..rule!("volume-owned-by-root") };

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state() else { return };
    let who = last.starts_as();
    if !who.is_ordinary() || who.missing.is_some() {
        return;
    }
    let name = who.label().unwrap_or_default();
    for (path, span) in last.volumes.iter() {
        let real = last.files.resolve(path, true);
        let absent = last.files.exists(&real) == Some(false);
        let missing = absent || is_most_likely_missing(cx, last, &real);
        if !missing
            && (last.files.get(&real).is_none()
                || may_write(&who, &real, &last.files) != Some(false))
        {
            continue;
        }
        let how = match (absent, missing) {
            (true, _) => "does not exist in the image",
            (false, true) => "most likely does not exist in the image",
            _ => "is not writable for it in the image",
        };
        let advice = match (is_of_system(&real), missing) {
            (true, _) => "The directory is the system's own: declare one below it instead",
            (_, true) => "Make it and give it away before `VOLUME`",
            _ => "Give it away before `VOLUME`",
        };
        let message = format!(
            "`{name}` starts the container and can't write the volume `{path}`: the path {how}, and a new volume gets \
             the owner that the image has there, or root. {advice}."
        );
        let reason = Reason::at(*span, "declares the volume");
        let settled = absent || !missing && last.files.is_settled(&real);
        sink.push(
            finding(&RULE, *span, message)
                .certain_if(cx.is_start_certain() && settled)
                .because(reason)
                .fix(repair(cx, path)),
        );
    }
}

/// Whether nothing is known to make a directory that would lie in `/` of a distribution's own image: packages put nothing
/// there, no code that nobody read ran as root, and no line names it.
fn is_most_likely_missing(cx: &Context, last: &State, path: &str) -> bool {
    let makes = |keyword: Keyword| matches!(keyword, Keyword::Run | Keyword::Copy | Keyword::Add);
    let mut steps = cx.chain().into_iter().flat_map(|stage| &stage.steps);
    let named = steps
        .any(|step| makes(cx.instruction(step).keyword) && step.span.of(cx.text).contains(path));
    if named || !cx.target().is_some_and(|target| cx.knows_all_users(target)) {
        return false;
    }
    let files = &last.files;
    let in_root =
        files.above(path).is_some_and(|(above, node)| above == "/" && node.is_directory());
    let unlisted = files.get(path).is_none() && !is_of_system(path);
    in_root && unlisted && files.unread.is_none() && *files.may_hold(path) == Contents::Listed
}

/// The directory, made and given away in a line before VOLUME, where root runs that line.
fn repair(cx: &Context, path: &str) -> Option<Fix> {
    let last = cx.last_state()?;
    let owner = spec_for_files(last)?;
    let stage = cx.target()?;
    let step = stage.steps.iter().find(|step| {
        matches!(cx.instruction(step).body, Body::Volume(_))
            && step.after.volumes.iter().any(|v| v.0 == path)
    })?;
    let root = step.identity_before().is_root();
    let user = owner.split(':').next().unwrap_or_default();
    let exists = user.parse::<u32>().is_ok() || step.before.accounts.user(user).found().is_some();
    let files = &step.before.files;
    let real = files.resolve(path, true);
    if !(shell::is_plain(path) && root && exists) || is_of_system(&real) {
        return None;
    }
    let make = match files.exists(&real) {
        Some(true) => String::new(),
        _ => format!("mkdir -p {path} && "),
    };
    let line = format!("RUN {make}chown {owner} {path}");
    let edit = before(cx, cx.instruction(step), &line);
    fix(format!("Give {path} to {owner}"), vec![edit]).map(Fix::preferred)
}
