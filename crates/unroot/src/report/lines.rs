//! What changes between two texts, line by line.

use dockerfile::{Edit, Edits, LineIndex, Span};
use similar::DiffOp;
use similar::algorithms::{Capture, Compact, Replace, myers};

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

/// The difference between `old` and `new`, top-down.
pub fn hunks(old: &str, new: &str) -> Vec<Hunk> {
    let (old, new): (Vec<&str>, Vec<&str>) = (lines(old), lines(new));
    let hunk = |op: DiffOp| Hunk {
        line: op.old_range().start + 1,
        removed: clean(&old[op.old_range()]),
        added: clean(&new[op.new_range()]),
    };
    changes(&old, &new).map(hunk).collect()
}

/// What `edits` change in `text`, top-down.
pub fn hunks_of(text: &str, edits: &Edits) -> Vec<Hunk> {
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

/// Edits that make `new` from `old` and leave the lines alone that both have.
pub fn edits_between(old: &str, new: &str) -> Edits {
    let (lines_before, lines_after) = (lines(old), lines(new));
    let starts = LineIndex::new(old);
    let start = |line: usize| match lines_before.len() {
        count if line >= count => old.len(),
        _ => starts.span(line + 1, old).start,
    };
    let edits = changes(&lines_before, &lines_after).map(|op| {
        let gone = op.old_range();
        let come = lines_after[op.new_range()].concat();
        Edit::replace(Span::new(start(gone.start), start(gone.end)), come)
    });
    Edits::new(edits.collect()).unwrap_or_default()
}

/// The lines of `text`, each with its ending. Only `\n` ends a line: a lone `\r` does not.
pub(super) fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// The shortest way from the lines `old` to the lines `new`, top-down. Between two changes there is at
/// least one line that both have.
pub(super) fn compare(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    // Memory grows with the number of lines, not with its square; time with the number of changes.
    let mut found = Compact::new(Replace::new(Capture::new()), old, new);
    let done = myers::diff_deadline_raw(&mut found, old, 0..old.len(), new, 0..new.len(), None);
    match done {
        Ok(()) => found.into_inner().into_inner().into_ops(),
        Err(never) => match never {},
    }
}

/// What is not the same in both.
fn changes(old: &[&str], new: &[&str]) -> impl Iterator<Item = DiffOp> {
    compare(old, new).into_iter().filter(|op| !matches!(op, DiffOp::Equal { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_line_is_one_hunk() {
        let found = hunks("FROM a\nUSER root\nCMD x\n", "FROM a\nUSER app\nCMD x\n");
        let hunk =
            Hunk { line: 2, removed: vec!["USER root".into()], added: vec!["USER app".into()] };
        assert_eq!(found, [hunk]);
    }

    #[test]
    fn edits_lead_from_one_text_to_the_other() {
        let pairs = [
            ("", "FROM a\n"),
            ("FROM a", "FROM a\nUSER 1"),
            ("a\nb\nc\n", "b\nx\nc\nd\n"),
            ("a\r\nb\r\n", "a\r\nb\r\nc\r\n"),
            ("a\nb\nc", ""),
            ("é\nü\n", "é\nö\nü\n"),
        ];
        for (old, new) in pairs {
            assert_eq!(edits_between(old, new).apply(old), new);
            assert_eq!(edits_between(new, old).apply(new), old);
        }
        assert!(edits_between("a\nb", "a\nb").is_empty());
    }

    /// Far apart in a long text, where a table of all pairs of lines would not fit.
    #[test]
    fn two_changes_in_a_long_text_stay_two_changes() {
        let old: String = (1..=10_000).map(|line| format!("RUN echo {line}\n")).collect();
        let new = old.replace("echo 5\n", "true\n").replace("echo 9990\n", "false\n");
        let found = hunks(&old, &new);
        let places: Vec<_> = found.iter().map(|hunk| (hunk.line, hunk.added.len())).collect();
        assert_eq!(places, [(5, 1), (9_990, 1)]);
    }

    #[test]
    fn edits_are_hunks() {
        let text = "FROM a\nRUN b && c\nUSER root\nCMD d";
        let at = |word: &str| text.find(word).unwrap();
        let word =
            |word: &str, by: &str| Edit::replace(Span::new(at(word), at(word) + word.len()), by);
        let check = |edits: Vec<Edit>, expected: &[(usize, usize, usize)]| {
            let edits = Edits::new(edits).unwrap();
            let found = hunks_of(text, &edits);
            assert_eq!(found, hunks(text, &edits.apply(text)));
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
