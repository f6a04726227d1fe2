//! The words of one instruction: each is expanded once, which also shows whether the builder can.

use super::expand::{Expanded, expand};
use super::{Cause, Environment, Value};
use dockerfile::{Span, Word};
use std::cell::Cell;

/// Expands the words of an instruction in the order in which the builder does, and notes the first that stops
/// the build.
pub(super) struct Words {
    escape: char,
    refused: Cell<Option<Span>>,
}

impl Words {
    /// For an instruction of a file whose escape character is `escape`.
    pub(super) fn new(escape: char) -> Self {
        Words { escape, refused: Cell::new(None) }
    }

    /// Expands `word`.
    pub(super) fn expand(&self, word: &Word, env: &Environment) -> Expanded {
        let expanded = expand(&word.text, env, self.escape, word.span);
        if expanded.is_err() && self.refused.get().is_none() {
            self.refused.set(Some(word.span));
        }
        expanded
    }

    /// Expands `word`; unknown where the builder can't.
    pub(super) fn value(&self, word: &Word, env: &Environment) -> Value<String> {
        self.expand(word, env).unwrap_or(Value::Unknown(Cause::Unreadable(word.span)))
    }

    /// The first word that the builder can't expand.
    pub(super) fn refused(&self) -> Option<Span> {
        self.refused.get()
    }
}
