//! Where fixes of long files are tried: a copy of the text in which each stage is followed by blank lines. What a fix
//! adds to a stage or takes from it is balanced there, so that the later stages stay at their places and need
//! not be simulated again.

use super::Analysis;
use super::inspect::inspect;
use super::score::Score;
use dockerfile::{Body, Edit, Edits, Span};

/// Instructions from which a bench is worth while.
const LONG: usize = 40;

/// Bytes of the blank lines behind a stage.
const ROOM: usize = 2_048;

/// How many blank lines.
const LINES: usize = 128;

/// The copy.
#[derive(Clone, Debug)]
pub(super) struct Bench {
    /// Its analysis.
    pub(super) analysis: Analysis,
    /// Where the blank lines stand, in bytes of the original text.
    gaps: Vec<usize>,
}

impl Bench {
    /// A bench for `analysis`; `None` where it would be of no use, or where blank lines make a difference.
    pub(super) fn of(analysis: &Analysis, score: &Score) -> Option<Bench> {
        let instructions = &analysis.dockerfile.instructions;
        if instructions.len() < LONG || analysis.build.stages.len() < 2 {
            return None;
        }
        let mut gaps = Vec::new();
        for pair in instructions.windows(2) {
            if matches!(pair[1].body, Body::From { .. }) {
                let end = pair[0].span.end;
                gaps.push(end + analysis.text[end..].find('\n')? + 1);
            }
        }
        let room = |gap: &usize| Edit::insert(*gap, blank(ROOM, LINES).unwrap_or_default());
        let text = Edits::new(gaps.iter().map(room).collect()).ok()?.apply(&analysis.text);
        let copy = inspect(&text, &analysis.build.assumptions);
        let alike = copy.dockerfile.instructions.len() == instructions.len()
            && Score::of(&copy) == *score
            && copy.build.stages.len() == analysis.build.stages.len();
        alike.then_some(Bench { analysis: copy, gaps })
    }

    /// The copy with `edits`, which are for `text`, the original; `None` where there is no room.
    pub(super) fn apply(&self, edits: &Edits, text: &str) -> Option<String> {
        let mut moved = Vec::new();
        // What each gap has to balance: bytes and lines.
        let mut more = vec![(0_isize, 0_isize); self.gaps.len() + 1];
        for edit in edits.iter() {
            // An insertion between two stages belongs to the first of them.
            let end = self.gaps.partition_point(|gap| *gap < edit.span.end);
            let start = match edit.span.start == edit.span.end {
                true => end,
                false => self.gaps.partition_point(|gap| *gap <= edit.span.start),
            };
            if start != end {
                return None;
            }
            let by = start * ROOM;
            moved.push(Edit::replace(
                Span::new(edit.span.start + by, edit.span.end + by),
                edit.text.as_str(),
            ));
            let lines = |text: &str| text.matches('\n').count() as isize;
            let gone = text.get(edit.span.range())?;
            more[start].0 += edit.text.len() as isize - gone.len() as isize;
            more[start].1 += lines(&edit.text) - lines(gone);
        }
        for (at, gap) in self.gaps.iter().enumerate().filter(|(at, _)| more[*at] != (0, 0)) {
            let start = gap + at * ROOM;
            let (bytes, lines) = more[at];
            let left = blank(ROOM.checked_add_signed(-bytes)?, LINES.checked_add_signed(-lines)?)?;
            moved.push(Edit::replace(Span::new(start, start + ROOM), left));
        }
        Some(Edits::new(moved).ok()?.apply(&self.analysis.text))
    }
}

/// So many bytes in so many blank lines.
fn blank(bytes: usize, lines: usize) -> Option<String> {
    let blanks = bytes.checked_sub(lines).filter(|_| lines > 0)?;
    Some(" ".repeat(blanks) + &"\n".repeat(lines))
}
