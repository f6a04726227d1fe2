//! Here-documents: the markers in a logical line, and the bodies in the lines after it.

use super::lex::{Keep, lex};
use super::lines::Lines;
use super::{Heredoc, Joined, Keyword};
use crate::{Span, order};

/// `<<EOF` as it was announced.
#[derive(Debug)]
pub(super) struct Marker {
    pub name: String,
    pub fd: u32,
    pub chomp: bool,
    pub expand: bool,
    /// Where it stands in the text that was searched (bytes).
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

/// A name that BuildKit can't make sense of.
#[derive(Debug)]
pub(super) struct BadName;

/// The markers of a logical line, in order.
pub(super) fn markers(line: &str) -> Result<Vec<Marker>, BadName> {
    if !line.contains("<<") {
        return Ok(Vec::new());
    }
    let words = lex(line, Keep { quotes: true, escapes: true }).unwrap_or_default();
    let found = words.into_iter().map(|word| {
        let place = |marker| Marker { start: word.start, end: word.end, ..marker };
        marker(&word.text).map(|marker| marker.map(place))
    });
    found.filter_map(Result::transpose).collect()
}

/// Reads one word; `None` if it is no marker.
pub(super) fn marker(word: &str) -> Result<Option<Marker>, BadName> {
    let unnumbered = word.trim_start_matches(|char: char| char.is_ascii_digit());
    let Some(rest) = unnumbered.strip_prefix("<<") else { return Ok(None) };
    let (chomp, rest) = match rest.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let rest = rest.trim_start_matches(['\t', '\n', '\x0c', '\r', ' ']);
    if rest.is_empty() || rest.contains('<') {
        return Ok(None);
    }
    let mut names = lex(rest, Keep { quotes: false, escapes: false }).ok_or(BadName)?;
    let (Some(name), true) = (names.pop(), names.is_empty()) else { return Ok(None) };
    let raw = lex(rest, Keep { quotes: true, escapes: false }).ok_or(BadName)?;
    let [raw] = raw.as_slice() else { return Err(BadName) };
    let quotes = |text: &str| text.matches(['\'', '"']).count();
    let digits = &word[..word.len() - unnumbered.len()];
    // Only overflow can make this fail, since there are only digits.
    let fd = if digits.is_empty() { 0 } else { digits.parse().unwrap_or(u32::MAX) };
    let expand = quotes(&name.text) == quotes(&raw.text);
    Ok(Some(Marker { name: name.text, fd, chomp, expand, start: 0, end: word.len() }))
}

/// Finds the lines that end here-documents.
#[derive(Default)]
pub(super) struct Terminators<'a> {
    /// Where each line of the source starts, as it is and without leading tabs, in the order of
    /// their texts. Made when a terminator was missing for the first time: without it, a file of
    /// unterminated here-documents would be searched from each of them to its end.
    starts: Option<[Vec<(&'a str, usize)>; 2]>,
}

impl<'a> Terminators<'a> {
    /// Reads the body of `marker` and its terminator from `lines`. `None`, and nothing read, if
    /// there is no terminator.
    pub fn body(&mut self, marker: &Marker, lines: &mut Lines<'a>) -> Option<(Span, usize)> {
        let ends = |text: &str| {
            let text = if marker.chomp { text.trim_start_matches('\t') } else { text };
            text == marker.name
        };
        if let Some(starts) = &self.starts {
            let starts = &starts[usize::from(marker.chomp)];
            let after = starts.partition_point(|(text, _)| *text <= marker.name.as_str());
            let (text, last) = starts[..after].last()?;
            if *text != marker.name || *last < lines.at() {
                return None;
            }
        }
        let before = *lines;
        if let Some(line) = lines.find(|line| ends(line.text)) {
            return Some((Span::new(before.at(), line.start), line.end()));
        }
        *lines = before;
        if self.starts.is_none() {
            let all: Vec<_> =
                Lines::new(lines.source()).map(|line| (line.text, line.start)).collect();
            let mut bare = all.clone();
            bare.iter_mut().for_each(|(text, _)| *text = text.trim_start_matches('\t'));
            let mut starts = [all, bare];
            starts.iter_mut().for_each(|starts| order::sort(starts, Ord::cmp));
            self.starts = Some(starts);
        }
        None
    }
}

/// Skips what looks like the body of a here-document without terminator: everything up to the
/// next line that starts with an instruction in upper case. Returns where it ends.
pub(super) fn skip_open_body(lines: &mut Lines) -> Option<usize> {
    let mut end = None;
    loop {
        let before = *lines;
        let Some(line) = lines.next() else { return end };
        let first = line.text.split([' ', '\t']).next().unwrap_or_default();
        if Keyword::of(first) != Keyword::Unknown && first.bytes().all(|b| b.is_ascii_uppercase()) {
            *lines = before;
            return end;
        }
        end = Some(line.end());
    }
}

/// The here-document of `marker`, whose body stands at `body`.
pub(super) fn heredoc(marker: Marker, span: Span, body: Span, source: &str) -> Heredoc {
    let mut content = Joined::default();
    let mut at = body.start;
    if marker.chomp {
        for line in body.of(source).split_inclusive('\n') {
            let rest = line.trim_start_matches('\t');
            content.push(rest, at + line.len() - rest.len());
            at += line.len();
        }
    } else {
        content.push(body.of(source), at);
    }
    let Marker { name, fd, chomp, expand, .. } = marker;
    Heredoc { name, fd, chomp, expand, marker: span, body, content }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Vec<String> {
        markers(line).unwrap().into_iter().map(|marker| marker.name).collect()
    }

    #[test]
    fn only_whole_words_are_markers() {
        for line in ["RUN cat<<EOF", "RUN a $((1<<2))", "RUN a <<< b", "RUN a '<<b'", "RUN <<"] {
            assert!(names(line).is_empty(), "{line}");
        }
        assert_eq!(names("RUN << EOF cat"), ["EOF"]);
        assert_eq!(names("RUN (cat <<EOF)"), ["EOF)"]);
        assert_eq!(names("RUN a <<A b <<-'B c' 3<<\"C\""), ["A", "B c", "C"]);
    }

    #[test]
    fn an_open_quote_anywhere_hides_every_marker() {
        assert!(names("RUN echo it's <<EOF").is_empty());
    }

    #[test]
    fn numbers_dashes_and_quotes_are_told() {
        let found = markers("RUN 5<<-'a' 99999999999<<b\\\"c <<d\"e\"").unwrap();
        let told: Vec<_> = found.iter().map(|m| (m.fd, m.chomp, m.expand)).collect();
        assert_eq!(told, [(5, true, false), (u32::MAX, false, true), (0, false, false)]);
        assert_eq!(found[1].name, "b\"c");
        assert_eq!(found[2].name, "de");
    }

    #[test]
    fn many_open_heredocs_take_no_longer_than_one() {
        let source: String = (0..60_000).map(|at| format!("RUN <<A{at}\n")).collect();
        let file = super::super::parse(&source);
        assert_eq!(file.instructions.len(), 60_000);
    }
}
