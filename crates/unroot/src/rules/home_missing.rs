//! The user who starts has a home directory that nothing makes.

use super::calls::calls;
use super::context::{Context, Sink, finding, fix};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use dockerfile::Edit;

/// Options of `useradd` that say what is to become of the home directory.
const DECIDED: [&str; 4] = ["no-create-home", "create-home", "system", "home-dir"];

/// See `home-missing.md`.
pub static RULE: Rule =
    Rule { severity: Severity::Info, guide: Section::CreateUser, ..rule!("home-missing") };

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state() else { return };
    let who = last.starts_as();
    let (Some(name), Some(home)) = (&who.name, &who.home) else { return };
    let sets_home = last.env.iter().any(|(name, _)| name == "HOME");
    // Some distributions make it unless told otherwise.
    if who.is_root() || sets_home || last.family.is_none() {
        return;
    }
    // What a program made unseen is not listed; then it is no more than likely.
    let real = last.files.resolve(home, true);
    if last.files.within(&real).next().is_some() {
        return;
    }
    let certain = last.files.exists(&real) == Some(false);
    for call in calls(cx, &["useradd"]) {
        let made = call.operand() == Some(name);
        let decided = call.line.has_any(&DECIDED);
        if !made || decided {
            continue;
        }
        let message = format!(
            "`{name}` starts the container, and its home `{home}` does not exist: here `useradd` makes none unless told. \
             Programs that keep settings or caches in `HOME` fail. Add `--create-home`, or `--no-create-home` to say that \
             none is meant."
        );
        let at = call.event.span;
        let edit = (at.of(cx.text) == "useradd").then(|| Edit::insert(at.end, " --create-home"));
        let repair = edit.and_then(|edit| fix("Add --create-home", vec![edit]));
        let mut finding = finding(&RULE, at, message)
            .certain_if(certain && cx.is_start_certain() && !call.event.conditional)
            .because(Reason::at(call.event.command, format!("creates `{name}` without a home")));
        if let Some(span) = last.user.cause().span() {
            finding = finding.because(Reason::at(span, format!("starts as `{name}`")));
        }
        sink.push(finding.fix(repair.map(Fix::preferred)));
    }
}
