//! Places as people and other tools count them.

use dockerfile::{LineIndex, Position, Span};

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Finds lines and columns in one text. A byte-order mark is no column: editors don't show it.
pub(super) struct Places<'a> {
    text: &'a str,
    lines: LineIndex,
}

/// Where a span starts and ends; the end is one past the last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) start: Position,
    pub(super) end: Position,
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Places { text, lines: LineIndex::new(text) }
    }

    /// The line on which `span` starts, from 1.
    pub(super) fn line(&self, span: Span) -> usize {
        self.position(span.start).line
    }

    pub(super) fn range(&self, span: Span) -> Range {
        let end = span.end.max(span.start);
        Range { start: self.position(span.start), end: self.position(end) }
    }

    /// The text of `line` without its ending and without a byte-order mark.
    pub(super) fn text_of(&self, line: usize) -> &'a str {
        let text = self.lines.span(line, self.text).of(self.text);
        if line == 1 { text.trim_start_matches(BYTE_ORDER_MARK) } else { text }
    }

    fn position(&self, offset: usize) -> Position {
        let at = self.lines.position(offset, self.text);
        let hidden = usize::from(at.line == 1 && self.text.starts_with(BYTE_ORDER_MARK));
        Position { column: at.column.saturating_sub(hidden).max(1), ..at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_column() {
        let text = "\u{feff}FROM a\r\nUSER é\r\n";
        let places = Places::new(text);
        let from = places.range(Span::new(3, 7));
        assert_eq!(from.start, Position { line: 1, column: 1 });
        assert_eq!(from.end, Position { line: 1, column: 5 });
        assert_eq!(places.range(Span::at(0)).start, Position { line: 1, column: 1 });
        assert_eq!(places.text_of(1), "FROM a");
        let user = text.find('é').unwrap();
        let user = places.range(Span::new(user, user + 2));
        assert_eq!(user.end, Position { line: 2, column: 7 });
    }
}
