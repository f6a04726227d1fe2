//! How BuildKit's parser splits the rest of an instruction into words.

use std::ops::Range;

/// The blanks that separate keyword, arguments and old-style names: no Unicode spaces.
pub(super) fn is_blank(char: char) -> bool {
    matches!(char, '\t' | '\x0b' | '\x0c' | '\r' | ' ')
}

/// `range` of `text` without white space at either end.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let start = range.end - piece.trim_start().len();
    let end = start + text[start..range.end].trim_end().len();
    start..end
}

/// Cuts `range` of `text` at its first run of blanks.
pub(super) fn split_once(text: &str, range: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let at = range.start + text[range.clone()].find(is_blank)?;
    let rest = text[at..range.end].trim_start_matches(is_blank);
    Some((range.start..at, range.end - rest.len()..range.end))
}

/// The pieces of `range` between runs of blanks; quotes mean nothing here.
pub(super) fn split(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut rest = range;
    while let Some((piece, after)) = split_once(text, rest.clone()) {
        pieces.push(piece);
        rest = after;
    }
    if !rest.is_empty() || !pieces.is_empty() {
        pieces.push(rest);
    }
    pieces
}

/// The words of `range`, where quotes and the escape character protect white space. They stay in
/// the word; an escape character at the very end does not.
pub(super) fn words(text: &str, range: Range<usize>, escape: char) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut chars = text[range.clone()].char_indices().peekable();
    let mut start = None;
    let mut quote = None;
    let mut end = range.end;
    while let Some((offset, char)) = chars.next() {
        let at = range.start + offset;
        if quote.is_none() && char.is_whitespace() {
            if let Some(start) = start.take() {
                found.push(start..at);
            }
            continue;
        }
        start.get_or_insert(at);
        if char == escape && quote != Some('\'') {
            // Whatever follows is part of the word, a blank or a quote too.
            if chars.next().is_none() {
                end = at;
            }
        } else if quote == Some(char) {
            quote = None;
        } else if quote.is_none() && matches!(char, '\'' | '"') {
            quote = Some(char);
        }
    }
    if let Some(start) = start.filter(|start| *start < end) {
        found.push(start..end);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        words(text, 0..text.len(), '\\').into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn quotes_and_escapes_protect_blanks_and_stay() {
        assert_eq!(read(r#"a="b c" d='e \' f=g\ h"#), [r#"a="b c""#, r"d='e \'", r"f=g\ h"]);
        assert_eq!(read(r#""a \" b" c"#), [r#""a \" b""#, "c"]);
        assert_eq!(read("\u{a0}a\u{2003}b "), ["a", "b"]);
    }

    #[test]
    fn the_last_escape_is_dropped_and_an_open_quote_runs_on() {
        assert_eq!(read(r"a b\"), ["a", "b"]);
        assert_eq!(read(r"a \"), ["a"]);
        assert_eq!(read("a 'b c"), ["a", "'b c"]);
        assert!(read("").is_empty());
    }

    #[test]
    fn plain_splitting_knows_only_blanks() {
        let text = "\"a b\"\t\u{b}c\u{a0}d";
        let pieces: Vec<_> = split(text, 0..text.len()).into_iter().map(|r| &text[r]).collect();
        assert_eq!(pieces, ["\"a", "b\"", "c\u{a0}d"]);
        assert!(split("", 0..0).is_empty());
    }
}
