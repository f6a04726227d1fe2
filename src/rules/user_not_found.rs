//! USER names somebody who is never created here.

use super::context::{Context, Sink, finding};
use super::repair::missing_name_fixes;
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Stage, Step, Subject};
use crate::source::Span;
use crate::syntax::{Body, Keyword};

/// See `user-not-found.md`.
pub static RULE: Rule = Rule {
    id: "user-not-found",
    title: "USER names somebody who does not exist",
    severity: Severity::Error,
    guide: Section::CreateUser,
    also: &["tally named-identity-in-passwdless-stage"],
    text: include_str!("user-not-found.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for stage in cx.reached() {
        let ends_here = cx.target().is_some_and(|target| target.index == stage.index);
        for (at, step) in stage.steps.iter().enumerate() {
            if let Body::User(word) = &cx.instruction(step).body {
                one(cx, sink, stage, at, word.span, ends_here);
            }
        }
    }
}

fn one(cx: &Context, sink: &mut Sink, stage: &Stage, at: usize, span: Span, ends_here: bool) {
    // The name counts where something looks it up: the next RUN before another USER, or the start.
    let later = &stage.steps[at + 1..];
    let is_user = |step: &&Step| cx.instruction(step).keyword == Keyword::User;
    let until = later.iter().position(|step| is_user(&step)).unwrap_or(later.len());
    let run = later[..until].iter().find(|step| cx.instruction(step).keyword == Keyword::Run);
    let starts = until == later.len() && ends_here;
    let state = match run {
        Some(run) => &run.before,
        None if starts => later.last().map_or(&stage.steps[at].after, |step| &step.after),
        None => return,
    };
    let who = if run.is_some() { state.identity() } else { state.starts_as() };
    let Some(missing) = who.missing else { return };
    let name = &missing.name;
    // A comment behind the name has a rule of its own.
    if cx.was_to_be_created(name) || super::comment_in_user::name(name).is_some() {
        return;
    }
    let what = match missing.subject {
        Subject::User => "user",
        Subject::Group => "group",
    };
    let fails = match run {
        Some(run) => format!("the `RUN` on line {} fails", cx.line(run.span.start)),
        None => "the container can't start".to_owned(),
    };
    let created = cx.created_users();
    let instead = match &created[..] {
        [] => String::new(),
        [(other, event)] => {
            format!(" Line {} creates `{other}` instead.", cx.line(event.span.start))
        }
        _ => " Other names are created, this one is not.".to_owned(),
    };
    let message = format!("No {what} is called `{name}`, so {fails}.{instead}");
    let span = exact(span, name, cx.text);
    let mut finding = finding(&RULE, span, message).certain_if(missing.certain);
    for (other, event) in &created {
        finding = finding.because(Reason::at(event.span, format!("creates `{other}`")));
    }
    let looks = match run {
        Some(run) => Reason::at(run.span, format!("looks up `{name}`")),
        None => Reason::of(format!("the start of the container looks up `{name}`")),
    };
    finding = finding.because(looks);
    if let Some(image) = cx.chain().last().and_then(|stage| cx.image_word(stage)) {
        let text = format!("`{}` ships no such {what}, as far as is known", image.text);
        finding = finding.because(Reason::at(image.span, text));
    }
    if missing.subject == Subject::User {
        finding.fixes = missing_name_fixes(cx, stage, name);
    }
    sink.push(finding);
}

/// The place of `name` inside the words of USER, where it stands there as it is.
fn exact(span: Span, name: &str, text: &str) -> Span {
    match span.of(text).find(name) {
        Some(at) => Span::new(span.start + at, span.start + at + name.len()),
        None => span,
    }
}
