//! Physical lines, and the logical line that continuations make of them.

use super::{Comment, Joined};
use crate::Span;

/// BuildKit reads the file through a buffer of this many bytes a line, its ending included.
const LONGEST_LINE: usize = 64 * 1024;

/// A physical line.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// From 1.
    pub number: usize,
    /// First byte in the source.
    pub start: usize,
    /// Without the line ending; BuildKit drops any run of `\r` and `\n` at the end.
    pub text: &'a str,
}

impl Line<'_> {
    /// One past the last byte before the line ending.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// The line without leading blanks, and where that starts in the source.
    pub fn trimmed(&self) -> (&str, usize) {
        let text = self.text.trim_start();
        (text, self.end() - text.len())
    }

    /// The comment on this line, if it is one.
    pub fn comment(&self) -> Option<Comment> {
        let (text, start) = self.trimmed();
        text.starts_with('#').then(|| Comment { span: Span::new(start, self.end()) })
    }
}

/// Reads the source line by line.
#[derive(Clone, Copy)]
pub(super) struct Lines<'a> {
    source: &'a str,
    at: usize,
    number: usize,
}

impl<'a> Lines<'a> {
    /// Starts after the byte-order mark, if there is one.
    pub fn new(source: &'a str) -> Self {
        let at = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Lines { source, at, number: 0 }
    }

    /// Starts at the byte `at`, where a line starts; `number` lines are above it.
    pub fn from(source: &'a str, at: usize, number: usize) -> Self {
        Lines { source, at, number }
    }

    /// The whole source.
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// Where the next line starts.
    pub fn at(&self) -> usize {
        self.at
    }

    /// How many lines were read.
    pub fn number(&self) -> usize {
        self.number
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let rest = &self.source[self.at..];
        if rest.is_empty() {
            return None;
        }
        let length = rest.find('\n').map_or(rest.len(), |at| at + 1);
        let start = self.at;
        self.at += length;
        self.number += 1;
        let text = rest[..length].trim_end_matches(['\r', '\n']);
        Some(Line { number: self.number, start, text })
    }
}

/// The first line that is too long for BuildKit.
pub(super) fn too_long(source: &str) -> Option<Span> {
    if source.len() < LONGEST_LINE {
        return None;
    }
    let mut start = 0;
    source.split_inclusive('\n').find_map(|line| {
        let span = Span::new(start, start + line.len());
        start = span.end;
        (line.trim_end_matches('\n').len() >= LONGEST_LINE).then_some(span)
    })
}

/// The lines of one instruction, joined.
pub(super) struct Logical {
    pub joined: Joined,
    pub first_line: usize,
    pub last_line: usize,
    /// One past the last byte of the last line, without the line ending.
    pub end: usize,
}

/// Reads on from `first` to the end of its logical line. Comment lines in between go to
/// `comments`.
pub(super) fn logical<'a>(
    first: Line<'a>,
    lines: &mut Lines<'a>,
    escape: char,
    comments: &mut Vec<Comment>,
) -> Logical {
    let mut joined = Joined::default();
    let (text, start) = first.trimmed();
    let mut last = first;
    let mut continued = strip_continuation(text, escape);
    joined.push(continued.unwrap_or(text), start);
    while continued.is_some() {
        let Some(line) = lines.next() else { break };
        last = line;
        if let Some(comment) = line.comment() {
            comments.push(comment);
        } else if !line.text.trim_start().is_empty() {
            continued = strip_continuation(line.text, escape);
            joined.push(continued.unwrap_or(line.text), line.start);
        }
    }
    Logical { joined, first_line: first.number, last_line: last.number, end: last.end() }
}

/// The line without its continuation mark. Two escape characters in a row are none: BuildKit's
/// pattern asks for another character before the mark.
fn strip_continuation(line: &str, escape: char) -> Option<&str> {
    let body = line.trim_end_matches([' ', '\t']).strip_suffix(escape)?;
    (!body.ends_with(escape)).then_some(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(source: &str, escape: char) -> (String, usize, usize) {
        let mut lines = Lines::new(source);
        let first = lines.next().unwrap();
        let mut comments = Vec::new();
        let line = logical(first, &mut lines, escape, &mut comments);
        (line.joined.text().to_owned(), line.last_line, comments.len())
    }

    #[test]
    fn a_doubled_escape_does_not_continue() {
        assert_eq!(join("RUN a \\\\\nUSER b\n", '\\'), ("RUN a \\\\".into(), 1, 0));
        assert_eq!(join("RUN a \\\\\\\nUSER b\n", '\\').1, 1);
    }

    #[test]
    fn blanks_after_the_escape_and_crlf_are_no_obstacle() {
        assert_eq!(join("RUN a \\ \t\r\n  b\r\nUSER c", '\\'), ("RUN a   b".into(), 2, 0));
        assert_eq!(join("RUN a \\\r\r\nb", '\\').0, "RUN a b");
    }

    #[test]
    fn comments_and_blank_lines_inside_are_skipped() {
        let (text, last, comments) = join("RUN a \\\n\n  # why\n \t\n\tb\nUSER c", '\\');
        assert_eq!((text.as_str(), last, comments), ("RUN a \tb", 5, 1));
    }

    #[test]
    fn the_escape_character_can_be_a_backtick() {
        assert_eq!(join("RUN a `\nb \\\nc", '`'), ("RUN a b \\".into(), 2, 0));
    }

    #[test]
    fn a_continuation_at_the_end_of_the_file_is_harmless() {
        assert_eq!(join("RUN a \\", '\\'), ("RUN a ".into(), 1, 0));
        assert_eq!(join("\\", '\\').0, "");
    }

    #[test]
    fn a_line_that_fills_the_buffer_is_too_long() {
        let fits = "a".repeat(LONGEST_LINE - 1) + "\n";
        assert_eq!(too_long(&fits), None);
        assert_eq!(too_long(&format!("x\na{fits}")), Some(Span::new(2, LONGEST_LINE + 3)));
    }
}
