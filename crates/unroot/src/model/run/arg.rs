//! Arguments of a command.

use dockerfile::Span;

/// One argument after expansion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Arg {
    /// Its text; `None` where it depends on something that is not known.
    pub(crate) value: Option<String>,
    /// Where it stands in the Dockerfile.
    pub(crate) span: Span,
}

impl Arg {
    /// An argument whose text is known.
    pub(crate) fn known(text: &str, span: Span) -> Self {
        Arg { value: Some(text.to_owned()), span }
    }

    /// The text, or the empty string.
    pub(crate) fn text(&self) -> &str {
        self.value.as_deref().unwrap_or_default()
    }
}
