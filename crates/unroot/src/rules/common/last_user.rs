//! The last USER of the target, where it means root.

use crate::finding::Fix;
use crate::model::{Cause, State};
use crate::rules::context::Context;
use crate::rules::context::fix;
use crate::verdict;
use dockerfile::{Body, Edit, Span};

/// A last USER that is root.
pub struct LastRoot<'a> {
    /// The words of USER.
    pub span: Span,
    /// What they expand to.
    pub spec: &'a str,
    /// The ordinary user that the target stage had before, and where USER names it.
    pub earlier: Option<(String, Span)>,
}

impl LastRoot<'_> {
    /// Whether a variable without a value made it root.
    pub fn is_unset_variable(&self, cx: &Context) -> bool {
        self.span.of(cx.text).contains('$') && self.spec.split(':').next() == Some("")
    }
}

/// The last USER, if the container starts as root because of it and nothing steps down.
pub fn last_root<'a>(cx: &Context<'a>) -> Option<LastRoot<'a>> {
    let state = cx.last_state()?;
    let Cause::At(span) = state.user.cause() else { return None };
    if !is_root(state) || verdict::steps_down(state).is_some() {
        return None;
    }
    let spec = state.user.known().map_or("", String::as_str);
    Some(LastRoot { span: *span, spec, earlier: earlier_user(cx, *span) })
}

fn is_root(state: &State) -> bool {
    state.starts_as().is_root()
}

/// The user that the target stage had before it switched back to root.
fn earlier_user(cx: &Context, last: Span) -> Option<(String, Span)> {
    let steps = cx.target()?.steps.iter().rev();
    let mut others = steps.filter_map(|step| match &cx.instruction(step).body {
        Body::User(word) if word.span != last => {
            let who = step.identity_after();
            let ordinary = who.missing.is_none() && who.is_ordinary();
            let spec = step.after.user.known().filter(|_| ordinary)?;
            Some((spec.clone(), word.span))
        }
        _ => None,
    });
    others.next()
}

/// The user from before again: without the line that left it, where nothing comes after that needs
/// root; else with `USER` where the stage closes, and root's work in between stays root's.
pub fn switch_back(cx: &Context, last: Span, name: &str) -> Option<Fix> {
    let stage = cx.target()?;
    let step = stage.steps.iter().find(|step| step.span.contains(last) && !step.triggered);
    let left = step.filter(|step| step.before.user.is_known_and(|user| user == name));
    let edit = crate::rules::repair::user_edit(cx, stage, name, Some(last));
    let edit = match left {
        Some(step) if edit.span == last => {
            Edit::replace(crate::rules::repair::own_line(cx, cx.instruction(step)), "")
        }
        _ => edit,
    };
    fix(format!("Switch back to {name}"), vec![edit]).map(Fix::preferred)
}
