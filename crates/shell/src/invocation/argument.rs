//! The arguments of a command.

use dockerfile::Span;

/// One argument after expansion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Its text; `None` where it depends on something that is not known.
    pub value: Option<String>,
    /// Where it stands in the Dockerfile.
    pub span: Span,
    /// `*`, `?` and brackets in it still stand for others: what they match is unknown.
    pub pattern: bool,
}

impl Argument {
    /// An argument whose text is known.
    pub fn known(text: &str, span: Span) -> Self {
        Argument { value: Some(text.to_owned()), span, pattern: false }
    }

    /// The text, or the empty string where it is not known.
    pub fn text(&self) -> &str {
        self.value.as_deref().unwrap_or_default()
    }

    /// What follows the byte `at` of the text. Its span is its own if the word stands in the file
    /// as it is, without quotes or variables; else it is the whole word's.
    pub(super) fn tail(&self, at: usize) -> Argument {
        let text = self.text();
        let plain = self.span.end - self.span.start == text.len();
        let span = if plain { Span::new(self.span.start + at, self.span.end) } else { self.span };
        Argument { value: Some(text[at..].to_owned()), span, pattern: self.pattern }
    }
}
