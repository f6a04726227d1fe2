//! Programs that RUN started, as rules ask for them.

use crate::finding::Reason;
use crate::model::{Stage, Step};
pub use crate::rules::context::Call;
use crate::rules::context::{Context, Sink};
use dockerfile::{Edit, Flag, Span};

/// Calls of `programs` in the stages that the image is made of, first to last.
pub fn calls<'a>(cx: &Context<'a>, programs: &[&str]) -> Vec<Call<'a>> {
    cx.calls_of(programs)
}

/// The command that puts `user` into `group`, and says so; `None` if that is the one at `made`, which made the user.
pub fn joins(cx: &Context, user: &str, group: &str, made: Span) -> Option<Reason> {
    let calls = calls(cx, &["usermod", "gpasswd", "adduser", "addgroup", "useradd"]);
    let says = |call: &&Call| {
        let mut words = call.ran.arguments.iter().filter_map(|argument| argument.value.as_deref());
        call.has(&[user]) && words.any(|word| word.split([',', '=']).any(|part| part == group))
    };
    let at = calls.iter().rfind(says).map(|call| call.event.command).filter(|at| *at != made)?;
    Some(Reason::at(at, format!("puts `{user}` into `{group}`")))
}

impl Call<'_> {
    /// Whether one of `words` is among the arguments.
    pub fn has(&self, words: &[&str]) -> bool {
        self.word(words).is_some()
    }

    /// Where one of `words` stands.
    pub fn word(&self, words: &[&str]) -> Option<Span> {
        let mut arguments = self.ran.arguments.iter();
        let found = arguments.find(|arg| arg.value.as_deref().is_some_and(|v| words.contains(&v)));
        found.map(|argument| argument.span)
    }

    /// The value of an option, attached to a long name or following, and where it stands.
    pub fn value(&self, names: &[&str]) -> Option<(&str, Span)> {
        let arguments = &self.ran.arguments;
        arguments.iter().enumerate().find_map(|(at, argument)| {
            let text = argument.value.as_deref()?;
            if names.contains(&text) {
                let next = arguments.get(at + 1)?;
                return Some((next.value.as_deref()?, next.span));
            }
            let (name, value) = text.split_once('=')?;
            names.contains(&name).then_some((value, argument.span))
        })
    }

    /// The last argument that is no option and not empty.
    pub fn operand(&self) -> Option<&str> {
        let arguments = self.ran.arguments.iter().rev();
        let mut words = arguments.filter_map(|argument| argument.value.as_deref());
        words.find(|word| !word.is_empty() && !word.starts_with('-'))
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

/// Takes a flag away, with the blank behind it.
pub fn without(cx: &Context, flag: &Flag) -> Edit {
    let line = cx.lines.span(cx.line(flag.span.end), cx.text);
    let rest = Span::new(flag.span.end, line.end).of(cx.text);
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    Edit::replace(Span::new(flag.span.start, flag.span.end + blanks), "")
}
