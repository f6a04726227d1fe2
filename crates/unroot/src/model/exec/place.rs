//! Where a piece of script stands in the Dockerfile.

use dockerfile::{Joined, Span};

/// Where a piece of script stands in the Dockerfile.
pub(super) enum Place {
    /// The script is joined from lines of the Dockerfile.
    Joined(Joined),
    /// The script stands inside this word, escaped or substituted.
    Within(Span),
}

impl Place {
    /// The source of the script's bytes `span`.
    pub(super) fn source(&self, span: Span) -> Span {
        match self {
            Place::Joined(joined) => joined.span(span.start, span.end),
            Place::Within(whole) => *whole,
        }
    }
}
