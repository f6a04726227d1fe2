//! Edits of a text: sorted, disjoint, applied together.

use crate::{Span, order};
use std::fmt;

/// Replaces the bytes under `span` by `text`; an empty span inserts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in bytes of the text that the edit was made for.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Edit {
    /// Replaces `span` by `text`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Edit { span, text: text.into() }
    }

    /// Inserts `text` before the byte `at`.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Edit::replace(Span::at(at), text)
    }
}

/// Edits that can be applied together: sorted by place, none touching the bytes of another.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Edits(Vec<Edit>);

/// Two edits want the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap;

impl fmt::Display for Overlap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("two edits overlap")
    }
}

impl std::error::Error for Overlap {}

impl Edits {
    /// Sorts `edits`. Insertions at one place keep their order; any other overlap is refused.
    pub fn new(mut edits: Vec<Edit>) -> Result<Self, Overlap> {
        order::sort(&mut edits, |a, b| a.span.cmp(&b.span));
        let clash = edits.windows(2).any(|pair| pair[0].span.end > pair[1].span.start);
        if clash { Err(Overlap) } else { Ok(Edits(edits)) }
    }

    /// The edits, first to last.
    pub fn iter(&self) -> std::slice::Iter<'_, Edit> {
        self.0.iter()
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// These and `others` as one set of edits.
    pub fn union(&self, others: &Edits) -> Result<Self, Overlap> {
        Edits::new(self.iter().chain(others.iter()).cloned().collect())
    }

    /// These and then `next`, which are made for the text that these lead to, as edits of `text`, for
    /// which these are made.
    pub fn then(&self, next: &Edits, text: &str) -> Self {
        let between = self.apply(text);
        // What either changes, as places in the text between, and by how much that moves what follows.
        let mut places: Vec<(Span, isize)> = next.iter().map(|edit| (edit.span, 0)).collect();
        let mut moved = 0;
        for edit in self {
            let start = edit.span.start.saturating_add_signed(moved);
            let shift = edit.text.len() as isize - (edit.span.end - edit.span.start) as isize;
            places.push((Span::new(start, start + edit.text.len()), shift));
            moved += shift;
        }
        order::sort(&mut places, |a, b| a.0.cmp(&b.0));
        let mut places = places.into_iter().peekable();
        let (mut out, mut moved) = (Vec::new(), 0);
        while let Some((Span { start, mut end }, mut shift)) = places.next() {
            // Those that touch become one.
            while let Some((other, more)) = places.next_if(|(other, _)| other.start <= end) {
                end = end.max(other.end);
                shift += more;
            }
            let inside =
                next.iter().filter(|edit| start <= edit.span.start && edit.span.end <= end);
            let inside = inside.map(|Edit { span, text }| {
                Edit::replace(Span::new(span.start - start, span.end - start), text.as_str())
            });
            let old_start = start.saturating_add_signed(-moved);
            moved += shift;
            let old = Span::new(old_start, end.saturating_add_signed(-moved));
            let new = Edits(inside.collect()).apply(&between[start..end]);
            out.push(Edit::replace(old, new));
        }
        Edits(out)
    }

    /// `text` with all edits made. Edits that do not fit `text` (made for another one) are left out.
    pub fn apply(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for edit in &self.0 {
            let Some(kept) = text.get(done..edit.span.start) else { continue };
            if text.get(edit.span.range()).is_none() {
                continue;
            }
            out.push_str(kept);
            out.push_str(&edit.text);
            done = edit.span.end;
        }
        out.push_str(&text[done..]);
        out
    }
}

impl<'a> IntoIterator for &'a Edits {
    type Item = &'a Edit;
    type IntoIter = std::slice::Iter<'a, Edit>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_apply_together_whatever_order_they_come_in() {
        let edits = vec![Edit::replace(Span::new(5, 9), "node"), Edit::insert(0, "# x\n")];
        let edits = Edits::new(edits).unwrap();
        assert_eq!(edits.apply("USER root\n"), "# x\nUSER node\n");
    }

    #[test]
    fn overlap_is_refused_and_neighbours_are_not() {
        let left = Edit::replace(Span::new(0, 4), "a");
        assert_eq!(Edits::new(vec![left.clone(), Edit::insert(3, "b")]), Err(Overlap));
        let edits = Edits::new(vec![left, Edit::insert(4, "b"), Edit::insert(4, "c")]).unwrap();
        assert_eq!(edits.apply("USER x"), "abc x");
    }

    /// Each pair of small edits of a small text, one after the other and as one.
    #[test]
    fn edits_follow_each_other() {
        let all = |length: usize| {
            let spans =
                (0..=length).flat_map(move |start| (start..=length).map(move |end| (start, end)));
            spans.flat_map(|(start, end)| {
                ["", "x", "yz"].map(|text| Edit::replace(Span::new(start, end), text))
            })
        };
        let text = "abcd";
        let mut seen = 0;
        for one in all(text.len()) {
            let insert = Edit::insert(one.span.end, "-");
            let first = Edits::new(vec![one, insert]).unwrap();
            let between = first.apply(text);
            for other in all(between.len()) {
                let insert = Edit::insert(other.span.start, "+");
                let next = Edits::new(vec![insert, other]).unwrap();
                let both = first.then(&next, text);
                assert_eq!(both.apply(text), next.apply(&between), "{first:?} {next:?}");
                assert_eq!(Edits::new(both.0.clone()), Ok(both));
                seen += 1;
            }
        }
        assert!(seen > 1_000, "only {seen}");
    }

    #[test]
    fn what_neither_changes_is_left_alone() {
        let first = Edits::new(vec![Edit::insert(0, "# x\n")]).unwrap();
        let next = Edits::new(vec![Edit::replace(Span::new(9, 13), "app")]).unwrap();
        let both = first.then(&next, "USER root\n");
        let expected = vec![Edit::insert(0, "# x\n"), Edit::replace(Span::new(5, 9), "app")];
        assert_eq!(both, Edits::new(expected).unwrap());
    }

    #[test]
    fn edits_for_another_text_change_nothing() {
        let edits = Edits::new(vec![Edit::replace(Span::new(2, 40), "x")]).unwrap();
        assert_eq!(edits.apply("short é"), "short é");
    }
}
