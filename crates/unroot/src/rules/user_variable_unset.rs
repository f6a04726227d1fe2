//! USER is a variable without a value.

use super::context::{Context, Sink, finding, fix};
use super::last_user::{last_root, switch_back};
use super::repair::{before, run_as_fixes};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Cause, State};
use dockerfile::{Body, Span, Word};

/// See `user-variable-unset.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Warning,
    guide: Section::WhenToSwitch,
    also: &["BuildKit UndefinedVar"],
    supersedes: &["explicit-root", "root-after-non-root"],
    ..rule!("user-variable-unset")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(state) = cx.last_state() else { return };
    let empty = last_root(cx).filter(|last| last.is_unset_variable(cx));
    let span = match (&empty, state.user.cause()) {
        (Some(last), _) => last.span,
        // The base image might give it a value, though nothing says so.
        (None, Cause::Variable(_, span)) if last_user(cx) == Some(*span) => *span,
        _ => return,
    };
    let global = global_argument(cx, state, span.of(cx.text));
    if empty.is_none() && global.is_none() {
        return;
    }
    let written = span.of(cx.text);
    let why = match global {
        Some(_) => "its `ARG` stands before `FROM`, where only `FROM` can see it",
        None => "nothing gives it a value",
    };
    let message = format!(
        "`{written}` is empty here: {why}. An empty `USER` means root, so the container starts as root, and no builder \
         stops."
    );
    let mut finding = finding(&RULE, span, message).certain_if(empty.is_some());
    if let Some((name, _)) = global {
        finding = finding.because(Reason::at(name.span, "declares it for `FROM` lines alone"));
    }
    finding = finding.because(Reason::at(span, "expands to nothing, which resets the user"));
    finding.fixes.extend(global.and_then(|(name, default)| {
        let default = default.filter(|default| !default.text.is_empty())?;
        declared_again(cx, span, name, default)
    }));
    finding.fixes.extend(match empty.and_then(|last| last.earlier) {
        Some((name, _)) => switch_back(cx, span, &name).into_iter().collect(),
        None => run_as_fixes(cx, Some(span)),
    });
    for (at, fix) in finding.fixes.iter_mut().enumerate() {
        fix.preferred = at == 0;
    }
    sink.push(finding);
}

/// The words of the target's last USER.
fn last_user(cx: &Context) -> Option<Span> {
    let steps = cx.target()?.steps.iter().rev();
    let mut users = steps.filter_map(|step| match &cx.instruction(step).body {
        Body::User(word) => Some(word.span),
        _ => None,
    });
    users.next()
}

/// The ARG before the first FROM that declares a variable of `written` which the stage does not
/// have: its name and its default.
fn global_argument<'a>(
    cx: &Context<'a>,
    state: &State,
    written: &str,
) -> Option<(&'a Word, Option<&'a Word>)> {
    let is_name = |char: char| char.is_ascii_alphanumeric() || char == '_';
    let names: Vec<&str> = written
        .split('$')
        .skip(1)
        .filter_map(|rest| rest.trim_start_matches('{').split(|char| !is_name(char)).next())
        .filter(|name| !is_declared(state, name))
        .collect();
    let bodies = cx.dockerfile.instructions.iter().map(|instruction| &instruction.body);
    let globals = bodies.take_while(|body| !matches!(body, Body::From { .. }));
    let pairs = globals.flat_map(|body| match body {
        Body::Arg(pairs) => &pairs[..],
        _ => &[],
    });
    let mut found = pairs.filter(|(name, _)| names.contains(&name.text.as_str()));
    found.next().map(|(name, default)| (name, default.as_ref()))
}

/// Whether the stage has the variable, by its own lines.
fn is_declared(state: &State, name: &str) -> bool {
    state.env.iter().any(|(known, _)| known == name)
}

/// `ARG` once more, before USER, where its default is seen.
fn declared_again(cx: &Context, span: Span, name: &Word, default: &Word) -> Option<Fix> {
    let step = cx.target()?.steps.iter().find(|s| !s.triggered && s.span.contains(span))?;
    let edit = before(cx, cx.instruction(step), &format!("ARG {}", name.text));
    let title = format!("Declare {} in this stage, {} by default", name.text, default.text);
    fix(title, vec![edit])
}
