//! Text, lines and offsets. Everything inside the crate counts in bytes; editors count in UTF-16
//! code units and people in characters, and this is the one place that converts.

use std::ops::Range;

/// A half-open range of bytes in the text that was analyzed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end` (bytes).
    pub const fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// The empty span at `at`.
    pub const fn at(at: usize) -> Self {
        Span::new(at, at)
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether `other` lies inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The bytes as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The text under the span; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }
}

/// A place in the text as people count: line and column from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode characters, from 1.
    pub column: usize,
}

/// Where the lines of a text start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Indexes `text`; a line ends after each `\n`.
    pub fn new(text: &str) -> Self {
        let newlines = text.match_indices('\n');
        let starts = std::iter::once(0).chain(newlines.map(|(at, _)| at + 1));
        LineIndex { starts: starts.collect() }
    }

    /// The line that holds the byte `offset`, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }

    /// The span of `line` (from 1) without its line ending; empty past the end of the text.
    pub fn span(&self, line: usize, text: &str) -> Span {
        let Some(start) = line.checked_sub(1).and_then(|at| self.starts.get(at)) else {
            return Span::at(text.len());
        };
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        let content = text[*start..end].trim_end_matches('\n').trim_end_matches('\r');
        Span::new(*start, start + content.len())
    }

    /// Line and column of the byte `offset`. An offset inside a character counts as its start.
    pub fn position(&self, offset: usize, text: &str) -> Position {
        let offset = floor_char_boundary(text, offset);
        let line = self.line(offset);
        let start = self.starts[line - 1];
        Position { line, column: text[start..offset].chars().count() + 1 }
    }

    /// How many lines there are; the empty text has one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }
}

/// Offsets in one text as the editor counts them, for asking often: in UTF-16 code units, and a
/// line ending is one unit, `\r\n` too. Most of a Dockerfile is ASCII, so only what is not, and
/// carriage returns, cost anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditorIndex {
    /// (byte after a character of more bytes than units, bytes beyond units up to there), ascending.
    surplus: Vec<(usize, usize)>,
    length: usize,
}

impl EditorIndex {
    /// Indexes `text`.
    pub fn new(text: &str) -> Self {
        let units = |at: usize, char: char| match char {
            '\r' if text[at..].starts_with("\r\n") => 0,
            char => char.len_utf16(),
        };
        let mut sum = 0;
        let surplus = text.char_indices().filter_map(|(at, char)| {
            let more = char.len_utf8() - units(at, char);
            sum += more;
            (more > 0).then_some((at + char.len_utf8(), sum))
        });
        EditorIndex { surplus: surplus.collect(), length: text.len() }
    }

    /// The editor's offset of the byte `offset`, which stands between two characters.
    pub fn offset(&self, offset: usize) -> usize {
        let offset = offset.min(self.length);
        let before = self.surplus.partition_point(|(after, _)| *after <= offset);
        offset - before.checked_sub(1).map_or(0, |at| self.surplus[at].1)
    }
}

fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let text = "FROM a\r\nRUN é🐳x\n";
        let index = LineIndex::new(text);
        assert_eq!(index.count(), 3);
        assert_eq!(index.span(1, text).of(text), "FROM a");
        let x = text.find('x').unwrap();
        assert_eq!(index.position(x, text), Position { line: 2, column: 7 });
        assert_eq!(index.position(999, text), Position { line: 3, column: 1 });
        assert_eq!(index.span(9, text), Span::at(text.len()));
    }

    #[test]
    fn the_editor_counts_utf16_units_and_a_line_ending_as_one() {
        let text = "aé🐳\n𝕏\r\nz\r";
        let index = EditorIndex::new(text);
        let lines = text.replace("\r\n", "\n");
        for (at, _) in text.char_indices().filter(|(at, _)| !text[*at..].starts_with("\n")) {
            let before = text[..at].replace("\r\n", "\n");
            assert_eq!(index.offset(at), before.encode_utf16().count(), "{at}");
        }
        let [cr, lf] = ["\r\n", "\nz"].map(|end| text.find(end).unwrap());
        assert_eq!(index.offset(lf), index.offset(cr));
        assert_eq!(index.offset(99), lines.encode_utf16().count());
    }
}
