//! Programs that RUN started, as rules ask for them.

use super::context::{Context, Sink};
use crate::finding::Reason;
use crate::model::{Event, EventKind, Stage, Step, Value};
use dockerfile::{Edit, Flag, Span};
use shell::Invocation;

/// A program that was started.
pub(super) struct Call<'a> {
    pub(super) step: &'a Step,
    pub(super) event: &'a Event,
    /// Its command line.
    pub(super) line: &'a Invocation,
    /// Who runs it.
    pub(super) uid: &'a Value<u32>,
}

/// Calls of `programs` in the stages that the image is made of, first to last.
pub(super) fn calls<'a>(cx: &Context<'a>, programs: &[&str]) -> Vec<Call<'a>> {
    let events = cx.chain_events();
    let calls = events.filter_map(|(step, event)| match &event.kind {
        EventKind::Ran(ran) if programs.contains(&ran.call.program.as_str()) => {
            Some(Call { step, event, line: &ran.call, uid: &ran.uid })
        }
        _ => None,
    });
    calls.collect()
}

/// The command that puts `user` into `group`, and says so; `None` if that is the one at `made`, which made the user.
pub(super) fn joins(cx: &Context, user: &str, group: &str, made: Span) -> Option<Reason> {
    let calls = calls(cx, &["usermod", "gpasswd", "adduser", "addgroup", "useradd"]);
    let says = |call: &&Call| call.line.names(user) && call.line.names(group);
    let at = calls.iter().rfind(says).map(|call| call.event.command).filter(|at| *at != made)?;
    Some(Reason::at(at, format!("puts `{user}` into `{group}`")))
}

impl Call<'_> {
    /// The last operand that is known and not empty: the account that it is about.
    pub(super) fn operand(&self) -> Option<&str> {
        self.line.operand_texts().rfind(|word| !word.is_empty())
    }

    /// Where one of `words` stands among the operands.
    pub(super) fn word(&self, words: &[&str]) -> Option<Span> {
        let operands = self.line.operands();
        let found = operands.iter().find(|arg| words.contains(&arg.text()));
        found.map(|arg| arg.span)
    }
}

/// Calls `go` for every step of every stage that the target needs.
pub(super) fn each_step(cx: &Context, sink: &mut Sink, go: impl Fn(&mut Sink, &Stage, &Step)) {
    for stage in cx.reached() {
        for step in &stage.steps {
            go(sink, stage, step);
        }
    }
}

/// Takes a flag away, with the blank behind it.
pub(super) fn without(cx: &Context, flag: &Flag) -> Edit {
    let rest = &cx.text[flag.span.end..];
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    Edit::replace(Span::new(flag.span.start, flag.span.end + blanks), "")
}
