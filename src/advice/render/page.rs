//! The text under construction, with what it is made of.

use super::{Flag, Rendered};
use crate::advice::RunAdvice;
use crate::source::Span;
use std::borrow::Cow;

/// Lines with their indentation, some of them explained.
pub(super) struct Page {
    lines: Vec<(usize, String)>,
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
            lines: Vec::new(),
            continued,
            flags: Vec::new(),
            own_directory: Vec::new(),
            first: Vec::new(),
            doubts: Vec::new(),
        }
    }

    /// Lines that need no explanation of their own.
    pub(super) fn plain(&mut self, depth: usize, text: impl Into<String>) {
        self.lines.extend(text.into().lines().map(|line| (depth, line.to_owned())));
    }

    /// Lines that belong together, with their explanation. Those after the first have the
    /// indentation that `text` gives them, on top of `depth`.
    pub(super) fn flag(&mut self, depth: usize, text: impl Into<String>, why: impl Into<Why>) {
        let text = text.into();
        self.lines.extend(text.lines().map(|line| (depth, line.to_owned())));
        let Why(why, source, span) = why.into();
        self.flags.push(Flag { text, why, source, span });
    }

    pub(super) fn finish(self, advice: &RunAdvice) -> Rendered {
        let mut text = String::new();
        let count = self.lines.len();
        for (at, (depth, line)) in self.lines.into_iter().enumerate() {
            text.extend(std::iter::repeat_n("  ", depth));
            text.push_str(&line);
            if at + 1 < count {
                text.push_str(self.continued);
                text.push('\n');
            }
        }
        let mut first: Vec<Cow<str>> = advice.first.iter().cloned().map(Cow::Owned).collect();
        first.extend(self.first);
        let mut doubts: Vec<Cow<str>> = advice.doubts.iter().cloned().map(Cow::Owned).collect();
        doubts.extend(self.doubts);
        Rendered { text, flags: self.flags, own_directory: self.own_directory, first, doubts }
    }
}
