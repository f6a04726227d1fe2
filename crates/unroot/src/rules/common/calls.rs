//! Programs that RUN started, as rules ask for them.

use crate::finding::Reason;
use crate::model::{Stage, Step};
pub use crate::rules::context::Call;
use crate::rules::context::{Context, Sink};
use dockerfile::{Edit, Span};

/// Calls of `programs` in the stages that the image is made of, first to last.
pub fn calls<'a>(cx: &Context<'a>, programs: &[&str]) -> Vec<Call<'a>> {
    cx.calls_of(programs)
}

/// The command that puts `user` into `group`, and says so; `None` if that is the one at `made`, which made the user.
pub fn joins(cx: &Context, user: &str, group: &str, made: Span) -> Option<Reason> {
    let calls = calls(cx, &["usermod", "gpasswd", "adduser", "addgroup", "useradd"]);
    let says = |call: &&Call| call.line.names(user) && call.line.names(group);
    let at = calls.iter().rfind(says).map(|call| call.event.command).filter(|at| *at != made)?;
    Some(Reason::at(at, format!("puts `{user}` into `{group}`")))
}

impl Call<'_> {
    /// The last operand that is known and not empty: the account that it is about.
    pub fn operand(&self) -> Option<&str> {
        self.line.operand_texts().rfind(|word| !word.is_empty())
    }

    /// Where one of `words` stands among the operands.
    pub fn word(&self, words: &[&str]) -> Option<Span> {
        let operands = self.line.operands();
        let found = operands.iter().find(|arg| words.contains(&arg.text()));
        found.map(|arg| arg.span)
    }
}

/// Calls `go` for every step of every stage that the target needs.
pub fn each_step(cx: &Context, sink: &mut Sink, go: impl Fn(&mut Sink, &Stage, &Step)) {
    for stage in cx.reached() {
        for step in &stage.steps {
            go(sink, stage, step);
        }
    }
}

/// Takes a word away, with the blank behind it.
pub fn without(cx: &Context, word: Span) -> Edit {
    let line = cx.lines.span(cx.line(word.end), cx.text);
    let rest = Span::new(word.end, line.end).of(cx.text);
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    Edit::replace(Span::new(word.start, word.end + blanks), "")
}
