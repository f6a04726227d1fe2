//! What changes between two texts, line by line.

use dockerfile::{Edit, Edits, LineIndex, Span};
use std::ops::Range;

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

/// Lines that differ, as indices into the lines of two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Lines of the old text that go.
    pub old: Range<usize>,
    /// Lines of the new text that come in their place.
    pub new: Range<usize>,
}

/// Above this many pairs of lines the difference is told as one change.
const MOST_PAIRS: usize = 4_000_000;

/// The difference between `old` and `new`, top-down.
pub fn hunks(old: &str, new: &str) -> Vec<Hunk> {
    let clean = |line: &&str| line.trim_end_matches(['\n', '\r']).to_owned();
    let (old, new): (Vec<&str>, Vec<&str>) = (lines(old), lines(new));
    let hunk = |change: Change| Hunk {
        line: change.old.start + 1,
        removed: old[change.old].iter().map(clean).collect(),
        added: new[change.new].iter().map(clean).collect(),
    };
    changes(&old, &new).into_iter().map(hunk).collect()
}

/// How many lines `hunks` touch.
pub fn changed_lines(hunks: &[Hunk]) -> usize {
    hunks.iter().map(|hunk| hunk.removed.len().max(hunk.added.len())).sum()
}

/// Edits that make `new` from `old` and leave the lines alone that both have.
pub fn edits_between(old: &str, new: &str) -> Edits {
    let (lines_before, lines_after) = (lines(old), lines(new));
    let starts = LineIndex::new(old);
    let start = |line: usize| match lines_before.len() {
        count if line >= count => old.len(),
        _ => starts.span(line + 1, old).start,
    };
    let edits = changes(&lines_before, &lines_after).into_iter().map(|Change { old, new }| {
        Edit::replace(Span::new(start(old.start), start(old.end)), lines_after[new].concat())
    });
    Edits::new(edits.collect()).unwrap_or_default()
}

/// The lines of `text`, each with its ending. Only `\n` ends a line: a lone `\r` does not.
pub fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// What changes from the lines `old` to the lines `new`, top-down. Between two changes there is at
/// least one line that both have.
pub fn changes(old: &[&str], new: &[&str]) -> Vec<Change> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - head;
    let tail =
        old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let (a, b) = (&old[head..old_end], &new[head..new_end]);
    if a.is_empty() && b.is_empty() {
        return Vec::new();
    }
    if a.len() * b.len() > MOST_PAIRS {
        return vec![Change { old: head..old_end, new: head..new_end }];
    }
    let kept = common(a, b);
    let mut out = Vec::new();
    let (mut x, mut y) = (0, 0);
    for (i, j) in kept.into_iter().chain([(a.len(), b.len())]) {
        if x < i || y < j {
            out.push(Change { old: head + x..head + i, new: head + y..head + j });
        }
        (x, y) = (i + 1, j + 1);
    }
    out
}

/// The longest common subsequence of `a` and `b`, as pairs of indices.
fn common(a: &[&str], b: &[&str]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    let mut longest = vec![0u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i * width + j] = if a[i] == b[j] {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
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
        assert_eq!(changed_lines(&found), 1);
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
}
