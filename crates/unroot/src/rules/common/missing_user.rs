//! USER lines whose name is looked up in vain.

use crate::image::Family;
use crate::model::{Missing, Stage, State, Step};
use crate::rules::context::Context;
use dockerfile::{Body, Keyword, Span};
use std::sync::Arc;

/// A name that nobody made, and where it is looked up.
pub struct MissingUser<'a> {
    pub stage: &'a Stage,
    /// The words of USER.
    pub span: Span,
    pub missing: Missing,
    /// The RUN that looks it up; `None` for the start of the container.
    pub run: Option<&'a Step>,
    /// What holds there.
    pub state: &'a State,
}

/// Users and groups that `USER` names and that do not exist, in the stages that the target needs. Names that a
/// failing command was meant to create are left out.
pub fn missing_users<'a>(cx: &Context<'a>) -> Vec<MissingUser<'a>> {
    let mut all = Vec::new();
    for stage in cx.reached() {
        let ends_here = cx.target().is_some_and(|target| target.index == stage.index);
        for (at, step) in stage.steps.iter().enumerate() {
            if let Body::User(word) = &cx.instruction(step).body {
                all.extend(one(cx, stage, at, word.span, ends_here));
            }
        }
    }
    all
}

fn one<'a>(
    cx: &Context<'a>,
    stage: &'a Stage,
    at: usize,
    span: Span,
    ends_here: bool,
) -> Option<MissingUser<'a>> {
    // The name counts where something looks it up: the next RUN before another USER, or the start.
    let later = &stage.steps[at + 1..];
    let is_user = |step: &Arc<Step>| cx.instruction(step).keyword == Keyword::User;
    let until = later.iter().position(is_user).unwrap_or(later.len());
    let run = later[..until].iter().find(|step| cx.instruction(step).keyword == Keyword::Run);
    let starts = until == later.len() && ends_here;
    let state = match run {
        Some(run) => &run.before,
        None if starts => later.last().map_or(&stage.steps[at].after, |step| &step.after),
        None => return None,
    };
    let who = if run.is_some() { state.identity() } else { state.starts_as() };
    let missing = who.missing?;
    // A command that fails to create the name is what to talk about.
    let found = MissingUser { stage, span, missing, run: run.map(Arc::as_ref), state };
    (!cx.was_to_be_created(&found.missing.name)).then_some(found)
}

impl MissingUser<'_> {
    /// Whether the image is one in which no command can make the name.
    pub fn has_no_shell(&self) -> bool {
        let bare = matches!(self.state.family, Some(Family::Scratch | Family::Distroless));
        bare || self.state.has_shell == Some(false)
    }

    /// Whether it is certain that nobody has the name, and that it is looked up.
    pub fn is_certain(&self) -> bool {
        self.missing.certain && self.state.user.cause().is_certain()
    }

    /// "user" or "group".
    pub fn what(&self) -> &'static str {
        self.missing.subject.name()
    }

    /// What happens: "the `RUN` on line 4 fails".
    pub fn outcome(&self, cx: &Context) -> String {
        match self.run {
            Some(run) => format!("the `RUN` on line {} fails", cx.line(run.span.start)),
            None => "the container can't start".to_owned(),
        }
    }

    /// The place of the name inside the words of USER, where it stands there as it is.
    pub fn place(&self, cx: &Context) -> Span {
        cx.place_of(self.span, &self.missing.name)
    }
}
