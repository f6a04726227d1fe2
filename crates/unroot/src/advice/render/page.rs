//! The text under construction, with what it is made of.

use super::{Flag, Rendered};
use crate::advice::RunAdvice;
use dockerfile::Span;
use std::borrow::Cow;

/// Lines with their indentation, some of them explained.
pub(super) struct Page {
    text: String,
    /// What ends each line but the last: ` \` in a shell.
    continued: &'static str,
    flags: Vec<Flag>,
    pub(super) own_directory: Vec<Flag>,
    pub(super) first: Vec<Cow<'static, str>>,
    pub(super) doubts: Vec<Cow<'static, str>>,
}

/// An explanation: what it does and why, where that was read, the place that asks for it.
pub(super) struct Why(
    pub(super) Cow<'static, str>,
    pub(super) Option<&'static str>,
    pub(super) Option<Span>,
);

impl<T: Into<Cow<'static, str>>> From<(T, &'static str)> for Why {
    fn from((why, source): (T, &'static str)) -> Self {
        Why(why.into(), Some(source), None)
    }
}

impl Page {
    pub(super) fn new(continued: &'static str) -> Self {
        Page {
            text: String::new(),
            continued,
            flags: Vec::new(),
            own_directory: Vec::new(),
            first: Vec::new(),
            doubts: Vec::new(),
        }
    }

    /// Lines that need no explanation of their own.
    pub(super) fn plain(&mut self, depth: usize, text: &str) {
        for line in text.lines() {
            if !self.text.is_empty() {
                self.text.push_str(self.continued);
                self.text.push('\n');
            }
            for _ in 0..depth {
                self.text.push_str("  ");
            }
            self.text.push_str(line);
        }
    }

    /// Lines that belong together, with their explanation. Those after the first have the
    /// indentation that `text` gives them, on top of `depth`.
    pub(super) fn flag(&mut self, depth: usize, text: impl Into<String>, why: impl Into<Why>) {
        self.explained(depth, text.into(), why.into());
    }

    fn explained(&mut self, depth: usize, text: String, why: Why) {
        self.plain(depth, &text);
        let Why(why, source, span) = why;
        self.flags.push(Flag { text, why, source, span });
    }

    pub(super) fn finish(self, advice: &RunAdvice) -> Rendered {
        let mut first: Vec<Cow<str>> = advice.first.iter().cloned().map(Cow::Owned).collect();
        first.extend(self.first);
        let mut doubts: Vec<Cow<str>> = advice.doubts.iter().cloned().map(Cow::Owned).collect();
        doubts.extend(self.doubts);
        Rendered {
            text: self.text,
            flags: self.flags,
            own_directory: self.own_directory,
            first,
            doubts,
        }
    }
}
