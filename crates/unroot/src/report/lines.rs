//! What edits change in a text, line by line.

use dockerfile::{Edits, LineIndex, Span};

/// Lines that go and lines that come at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// The first line that goes, from 1; the line before which lines come, if none goes.
    pub line: usize,
    /// Lines that go, without their endings.
    pub removed: Vec<String>,
    /// Lines that come, without their endings.
    pub added: Vec<String>,
}

/// What `edits` change in `text`, top-down.
pub fn hunks(text: &str, edits: &Edits) -> Vec<Hunk> {
    let index = LineIndex::new(text);
    let line_of = |offset: usize| index.position(offset, text).line;
    let all = lines(text);
    let start =
        |line: usize| if line > all.len() { text.len() } else { index.span(line, text).start };
    let mut hunks: Vec<Hunk> = Vec::new();
    let mut rest = edits.iter().peekable();
    while let Some(edit) = rest.next() {
        let from = line_of(edit.span.start);
        // Edits that share a line are one change of it.
        let (mut within, mut to) = (vec![edit.clone()], line_of(edit.span.end));
        while let Some(next) = rest.next_if(|next| next.span.start < start(to + 1)) {
            to = line_of(next.span.end);
            within.push(next.clone());
        }
        let (begin, end) = (start(from), start(to + 1));
        for edit in &mut within {
            edit.span = Span::new(edit.span.start - begin, edit.span.end - begin);
        }
        let old = &text[begin..end];
        let new = Edits::new(within).unwrap_or_default().apply(old);
        let (old, new) = (lines(old), lines(&new));
        let same = |pair: &(&&str, &&str)| pair.0 == pair.1;
        let head = old.iter().zip(&new).take_while(same).count();
        let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(same).count();
        let (removed, added) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
        let line = from + head;
        match hunks.last_mut() {
            _ if removed.is_empty() && added.is_empty() => {}
            Some(last) if last.line + last.removed.len() == line => {
                last.removed.extend(clean(removed));
                last.added.extend(clean(added));
            }
            _ => hunks.push(Hunk { line, removed: clean(removed), added: clean(added) }),
        }
    }
    hunks
}

/// `lines` without their endings.
fn clean(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| line.trim_end_matches(['\n', '\r']).to_owned()).collect()
}

/// The lines of `text`, each with its ending. Only `\n` ends a line: a lone `\r` does not.
pub(super) fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dockerfile::Edit;

    #[test]
    fn edits_are_hunks() {
        let text = "FROM a\nRUN b && c\nUSER root\nCMD d";
        let at = |word: &str| text.find(word).unwrap();
        let word =
            |word: &str, by: &str| Edit::replace(Span::new(at(word), at(word) + word.len()), by);
        let check = |edits: Vec<Edit>, expected: &[(usize, usize, usize)]| {
            let edits = Edits::new(edits).unwrap();
            let found = hunks(text, &edits);
            let mut made: Vec<String> = text.lines().map(str::to_owned).collect();
            for Hunk { line, removed, added } in found.iter().rev() {
                let gone = line - 1..line - 1 + removed.len();
                assert_eq!(made[gone.clone()], *removed);
                made.splice(gone, added.iter().cloned());
            }
            assert_eq!(made.join("\n"), edits.apply(text).trim_end_matches('\n'));
            let sizes = found.iter().map(|hunk| (hunk.line, hunk.removed.len(), hunk.added.len()));
            assert_eq!(sizes.collect::<Vec<_>>(), expected, "{edits:?}");
        };
        check(vec![], &[]);
        check(vec![word("root", "root")], &[]);
        check(vec![Edit::insert(at("USER"), "RUN x\n")], &[(3, 0, 1)]);
        check(vec![Edit::insert(at("\nUSER"), "\nRUN x")], &[(3, 0, 1)]);
        check(vec![Edit::insert(text.len(), "\nRUN x\n")], &[(4, 1, 2)]);
        check(vec![word("USER root\n", "")], &[(3, 1, 0)]);
        check(vec![word("b", "x"), word("c", "y")], &[(2, 1, 1)]);
        check(vec![word("b", "x"), word("root", "y")], &[(2, 2, 2)]);
        check(vec![word("b", "x"), word("d", "y")], &[(2, 1, 1), (4, 1, 1)]);
    }
}
