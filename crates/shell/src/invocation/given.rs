//! The options of a command.

use super::Argument;

/// An option as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Its long name, or its letter where it has no long name; `None` for one that the table of
    /// the program lacks.
    pub name: Option<&'static str>,
    /// Where its word stands, in [`Invocation::words`](super::Invocation::words).
    pub word: usize,
    /// Its value, attached or the next word. The span is the value's own where that can be told.
    pub value: Option<Argument>,
}
