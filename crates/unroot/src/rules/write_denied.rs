//! After USER, a step writes where its user may not.

use super::context::{Context, Sink};
use super::denial::{Denied, denials};
use crate::finding::{Reason, Rule, Severity, describe};
use crate::guide::Section;
use crate::model::{Cause, Denial, Kind, SEEN, ancestors, is_of_system, is_within};

/// See `write-denied.md`.
pub static RULE: Rule =
    Rule { severity: Severity::Error, guide: Section::WhenToSwitch, ..rule!("write-denied") };

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for denied in denials(cx) {
        let who = denied.who;
        let says = match denied.what {
            // Where it is the working directory, a rule of its own says it better.
            Denial::Write { path } if is_in_workdir(&denied, path) => continue,
            Denial::Write { path } => format!("`{who}` runs this line and can't write `{path}`"),
            Denial::Change { path } => {
                format!("`{who}` runs this line and can't change who owns `{path}`, or its mode")
            }
            Denial::Program { .. } | Denial::Home { .. } => continue,
        };
        let advice = format!("do root's work before `USER`, or give the place to `{who}` first.");
        let owner = owner(&denied);
        denied.report(cx, sink, &RULE, (says, &advice), owner);
    }
}

fn is_in_workdir(denied: &Denied, path: &str) -> bool {
    let workdir = &denied.step().before.workdir;
    workdir.is_known_and(|workdir| workdir != "/" && is_within(path, workdir))
}

/// Who owns the place, or the nearest directory above it that is there.
fn owner(denied: &Denied) -> Option<Reason> {
    let (Denial::Write { path } | Denial::Change { path }) = denied.what else { return None };
    let files = &denied.step().before.files;
    let real = files.resolve(path, true);
    let mut places = std::iter::once(real.as_str()).chain(ancestors(&real));
    let (place, node) = places.find_map(|place| Some((place, files.get(place)?)))?;
    let what = if node.kind == Kind::Directory { "the directory " } else { "" };
    let (uid, mode) = (node.uid.known()?, node.mode.known());
    let mode = mode.map_or(String::new(), |mode| format!(" with mode {mode:04o}"));
    let mut reason = match node.uid.cause() {
        // What every root of the family has is no fact about the image; its other places are.
        Cause::Image(_) if is_of_system(place) => {
            Reason::fact("images of distributions have it so", SEEN)
        }
        cause => describe(cause),
    };
    reason.text = format!("{what}`{place}` belongs to UID {uid}{mode}: {}", reason.text);
    Some(reason)
}
