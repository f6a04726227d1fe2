//! A command's argument.

use crate::source::Span;

/// An argument after expansion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Arg {
    /// The text; `None` where it can't be told, such as a word with an unknown variable in it.
    pub value: Option<String>,
    /// Where it stands in the Dockerfile.
    pub span: Span,
}
