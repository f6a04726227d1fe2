//! The program that starts can be rewritten by the user whom it runs as.

use super::calls::without;
use super::context::{Context, Sink, finding, fix};
use super::started::{argv, run_by_starter};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Event, EventKind, Identity, Kind, State, Step, Value, is_within, may_write};
use dockerfile::Body;
use std::sync::Arc;

/// See `code-writable-by-runtime-user.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Info,
    guide: Section::CopiedFiles,
    also: &["CWE-732"],
    ..rule!("code-writable-by-runtime-user")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state() else { return };
    let who = last.starts_as();
    if !who.is_ordinary() || who.missing.is_some() {
        return;
    }
    for started in run_by_starter(&argv(cx, last)) {
        let Some(path) = started.place(last) else { continue };
        if !is_writable(last, &who, &path) {
            continue;
        }
        let name = who.label().unwrap_or_default();
        let message = format!(
            "`{path}` is what the container starts, and it belongs to `{name}`, who runs it: whoever takes the program over \
             can change it for good. Let root own what only has to be read."
        );
        let certain = cx.is_start_certain() && last.files.is_settled(&path);
        let mut finding = finding(&RULE, started.word.span, message).certain_if(certain);
        let copied = copied_to(cx, &path);
        let given = copied.map(|step| step.span);
        if let Some(span) = given {
            finding = finding.because(Reason::at(span, format!("gives it to `{name}`")));
        }
        if let Some(span) = last.user.cause().span() {
            finding = finding.because(Reason::at(span, format!("runs it as `{name}`")));
        }
        let repair = copied.and_then(|step| as_roots(cx, step));
        sink.push(finding.fix(repair.map(Fix::preferred)));
    }
}

/// Whether the program at `path` is open to `who`. What the base image gave its own user is its affair; of a tree that was
/// given away as a whole nobody knows which of its files only have to be read.
fn is_writable(last: &State, who: &Identity, path: &str) -> bool {
    // The owner may give itself the right to write at any time.
    let owns = |uid: &Value<u32>| uid.known().is_some() && uid.known() == who.uid.known();
    last.files.get(path).is_some_and(|node| {
        // What COPY brings under that name may be a directory for all that is known; a directory could not be started.
        let is_file = matches!(node.kind, Kind::File | Kind::Unknown);
        is_file && (may_write(who, path, &last.files) == Some(true) || owns(&node.uid))
    })
}

/// The step that copied the file there.
fn copied_to<'a>(cx: &Context<'a>, path: &str) -> Option<&'a Step> {
    let steps = cx.chain().into_iter().flat_map(|stage| stage.steps.iter().rev()).map(Arc::as_ref);
    let brings = |event: &Event| match &event.kind {
        EventKind::Copied(copied) => copied.destination.is_known_and(|to| is_within(path, to)),
        _ => false,
    };
    steps.filter(|step| !step.triggered).find(|step| step.events.iter().any(brings))
}

/// COPY of that file without `--chown`.
fn as_roots(cx: &Context, step: &Step) -> Option<Fix> {
    let instruction = cx.instruction(step);
    let (Body::Copy(copy) | Body::Add(copy)) = &instruction.body else { return None };
    let flag = instruction.flag("chown").filter(|_| copy.sources.len() == 1)?;
    let fix = fix("Let root own it", vec![without(cx, flag.span)])?;
    Some(
        fix.review("others must be able to read and run the file: mode 0755, or 0644 for a script"),
    )
}
