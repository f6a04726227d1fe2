//! The image that goals ask about: what holds when the target stage ends, and whom the program runs as.

use crate::Reached;
use dockerfile::LineIndex;
use shell::{Argument, Invocation};
use unroot::Analysis;
use unroot::model::{Cause, Identity, Node, State, Value, behind_inits, start_commands};
use unroot::verdict::Answer;

/// The end of a build that is not known to stop.
pub(crate) struct Image<'a> {
    pub(crate) state: &'a State,
    /// Who runs in the container once it works: whom the start command steps down to, if it does.
    pub(crate) who: Identity,
    text: &'a str,
}

/// The image of `analysis`; else what a goal about it comes to.
pub(crate) fn of(analysis: &Analysis) -> Result<Image<'_>, Reached> {
    let verdict = &analysis.verdict;
    let last = analysis.build.target_stage().and_then(|target| target.steps.last());
    match last {
        None => Err(Reached::Missed(verdict.because.clone())),
        Some(_) if verdict.builds == Answer::No => {
            Err(Reached::Missed("This image does not build.".into()))
        }
        Some(last) => {
            let state = &last.after;
            let who = match &verdict.drops_to {
                Some(user) => stepped_down(state, user),
                None => state.starts_as(),
            };
            Ok(Image { state, who, text: &analysis.text })
        }
    }
}

/// Who `user` is, whom the start command of `state` steps down to.
fn stepped_down(state: &State, user: &str) -> Identity {
    let as_user = |user: String| {
        let user = Value::Known(user, Cause::Default);
        State { user, ..state.clone() }.starts_as()
    };
    let who = as_user(user.to_owned());
    let calls = start_commands(state);
    let Some(setpriv) = calls.iter().find_map(setpriv) else { return who };
    // It has options of its own for groups, and keeps root's without them.
    match setpriv.value("regid").map(Argument::text) {
        Some(group) if setpriv.has("clear-groups") => as_user(format!("{user}:{group}")),
        Some(group) if setpriv.has("init-groups") => {
            Identity { groups: who.groups, ..as_user(format!("{user}:{group}")) }
        }
        _ => Identity { gid: Value::Unknown(Cause::Default), groups: Vec::new(), ..who },
    }
}

/// The command line of `setpriv`, if `call` starts it, perhaps behind an init.
fn setpriv(call: &Invocation) -> Option<Invocation> {
    let call = behind_inits(call);
    (call.program == "setpriv").then_some(call)
}

impl<'a> Image<'a> {
    /// What is known of `path`, symbolic links followed; else what a goal about it comes to.
    pub(crate) fn node(&self, path: &str) -> Result<&'a Node, Reached> {
        let real = self.existing(path)?;
        self.state.files.get(&real).ok_or_else(|| hidden(path))
    }

    /// `path` with symbolic links followed, if there is something; else what a goal about it comes to.
    pub(crate) fn existing(&self, path: &str) -> Result<String, Reached> {
        let files = &self.state.files;
        let real = files.resolve(path, true);
        match files.exists(&real) {
            Some(true) => Ok(real),
            Some(false) => Err(Reached::Missed(format!("`{path}` does not exist."))),
            None => Err(hidden(path)),
        }
    }

    /// That something can't be told, and what hides it.
    pub(super) fn unknown(&self, what: &str, cause: &Cause) -> Reached {
        let why = unroot::finding::describe(cause).text;
        Reached::Unknown(match cause.span() {
            Some(span) => {
                let line = LineIndex::new(self.text).line(span.start);
                format!("{what} can't be told: {why} (line {line}).")
            }
            None => format!("{what} can't be told."),
        })
    }
}

fn hidden(path: &str) -> Reached {
    Reached::Unknown(format!("Whether `{path}` exists can't be told."))
}
