//! A logical line: what is left of an instruction's physical lines once continuations, the comments
//! and blank lines between them and line endings are gone, with the way back to the source.

use crate::Span;

/// Text joined from several pieces of the source, such as the lines of one instruction.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Joined {
    text: String,
    /// (offset in `text`, offset in the source) of each piece, ascending.
    pieces: Vec<(usize, usize)>,
    /// One past the last source byte.
    end: usize,
}

impl Joined {
    /// Appends `piece`, which stands at the byte `at` of the source.
    pub fn push(&mut self, piece: &str, at: usize) {
        self.pieces.push((self.text.len(), at));
        self.text.push_str(piece);
        self.end = at + piece.len();
    }

    /// The joined text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The joined text from the byte `from` on.
    pub fn slice(&self, from: usize) -> Joined {
        let mut slice = Joined::default();
        for (at, (start, source)) in self.pieces.iter().enumerate() {
            let end = self.pieces.get(at + 1).map_or(self.text.len(), |next| next.0);
            let skip = from.saturating_sub(*start);
            if start + skip < end {
                slice.push(&self.text[start + skip..end], source + skip);
            }
        }
        slice
    }

    /// Appends all of `other`.
    pub fn append(&mut self, other: &Joined) {
        let base = self.text.len();
        self.pieces.extend(other.pieces.iter().map(|(start, source)| (base + start, *source)));
        self.text.push_str(&other.text);
        self.end = other.end;
    }

    /// Where the byte `offset` of the joined text stands in the source. At a seam this is the
    /// place in the later piece.
    pub fn source(&self, offset: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, _)| *start <= offset);
        match piece.checked_sub(1).map(|at| self.pieces[at]) {
            Some((start, source)) => (source + offset - start).min(self.end.max(source)),
            None => self.end,
        }
    }

    /// The source span of the bytes `start..end` of the joined text. It covers whatever was left
    /// out between the pieces; it never reaches over the seam after its last byte.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let from = self.source(start);
        if end <= start {
            return Span::at(from);
        }
        Span::new(from, self.source(end - 1) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_find_their_way_back_over_a_continuation() {
        let source = "RUN a \\\n  # why\n  && b";
        let mut joined = Joined::default();
        joined.push("RUN a ", 0);
        joined.push("  && b", 16);
        assert_eq!(joined.text(), "RUN a   && b");
        let at = joined.text().find("&&").unwrap();
        assert_eq!(joined.span(at, at + 2).of(source), "&&");
        assert_eq!(joined.span(4, 12).of(source), &source[4..]);
        assert_eq!(joined.span(4, 6).of(source), "a ");
        assert_eq!(joined.span(12, 12), Span::at(source.len()));
        let tail = joined.slice(8);
        assert_eq!((tail.text(), tail.span(0, 2).of(source)), ("&& b", "&&"));
        let mut twice = joined.slice(4);
        twice.append(&tail);
        assert_eq!((twice.text(), twice.source(8)), ("a   && b&& b", 18));
    }
}
