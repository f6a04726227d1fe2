//! Where fixes of long files are tried: a copy of the text with blank lines after each instruction that a fix changes. What
//! the fix adds or takes away is balanced there, so that everything below stays at its place, and only what the change
//! reaches has to be read and simulated again.

use super::Analysis;
use super::inspect::Draft;
use super::score::Score;
use dockerfile::{Edit, Edits, Span};

/// Instructions from which a bench is worth while.
const LONG: usize = 40;

/// The copy.
#[derive(Clone, Debug)]
pub(super) struct Bench {
    pub(super) draft: Draft,
    gaps: Vec<Gap>,
}

/// The place after an instruction, at the beginning of the next line.
#[derive(Clone, Copy, Debug)]
struct Gap {
    /// In the text.
    at: usize,
    /// In the copy: where the blank lines begin.
    moved: usize,
    /// How many bytes of blank lines stand there.
    bytes: usize,
    /// How many lines.
    lines: usize,
}

/// What an edit adds.
#[derive(Clone, Copy, Debug, Default)]
struct Growth {
    bytes: isize,
    lines: isize,
}

/// Edits at their places in the copy, and what they add at the gap of each number.
type Moved = (Vec<Edit>, Vec<(usize, Growth)>);

impl Bench {
    /// A bench for the fixes of `analysis`; `None` where it would be of no use, or where blank lines make a difference.
    pub(super) fn of(analysis: &Analysis, score: &Score) -> Option<Bench> {
        let instructions = &analysis.dockerfile.instructions;
        if instructions.len() < LONG {
            return None;
        }
        let mut gaps = Vec::new();
        for instruction in &instructions[..instructions.len() - 1] {
            let end = instruction.span.end;
            let at = end + analysis.text[end..].find('\n')? + 1;
            gaps.push(Gap { at, moved: at, bytes: 0, lines: 0 });
        }
        let fixes = analysis.findings.iter().flat_map(|finding| &finding.fixes);
        for fix in fixes {
            let Some((_, more)) = moved(&gaps, &fix.edits, &analysis.text) else { continue };
            for (at, Growth { bytes, lines }) in more {
                // One line is left, and a byte for each line that is.
                let gap = &mut gaps[at];
                gap.lines = gap.lines.max(1).max(lines.saturating_add(1).max(0) as usize);
                gap.bytes = gap.bytes.max((bytes - lines).max(0) as usize);
            }
        }
        let mut by = 0;
        for gap in &mut gaps {
            gap.moved += by;
            gap.bytes += gap.lines;
            by += gap.bytes;
        }
        let room = |gap: &Gap| Some(Edit::insert(gap.at, blank(gap.bytes, gap.lines)?));
        let room = gaps.iter().filter(|gap| gap.lines > 0).map(room).collect::<Option<_>>()?;
        let text = Edits::new(room).ok()?.apply(&analysis.text);
        let draft = Draft::new(&text, &analysis.build.assumptions);
        let alike = draft.dockerfile.instructions.len() == instructions.len()
            && draft.build.stages.len() == analysis.build.stages.len()
            && draft.score() == *score;
        alike.then_some(Bench { draft, gaps })
    }

    /// The copy with `edits`, which are for `text`, the original; `None` where there is no room.
    pub(super) fn apply(&self, edits: &Edits, text: &str) -> Option<String> {
        let (mut moved, more) = moved(&self.gaps, edits, text)?;
        for (at, Growth { bytes, lines }) in more {
            let gap = self.gaps[at];
            let left = blank(
                gap.bytes.checked_add_signed(-bytes)?,
                gap.lines.checked_add_signed(-lines)?,
            )?;
            moved.push(Edit::replace(Span::new(gap.moved, gap.moved + gap.bytes), left));
        }
        Some(Edits::new(moved).ok()?.apply(&self.draft.text))
    }
}

/// `edits` of `text` at their places in the copy, and what each gap has to balance. `None` for an edit that does not fit the
/// text, or that reaches over blank lines.
fn moved(gaps: &[Gap], edits: &Edits, text: &str) -> Option<Moved> {
    let mut moved = Vec::new();
    let mut more: Vec<(usize, Growth)> = Vec::new();
    for edit in edits {
        // An insertion between two instructions belongs to the first of them.
        let end = gaps.partition_point(|gap| gap.at < edit.span.end);
        let start = match edit.span.start == edit.span.end {
            true => end,
            false => gaps.partition_point(|gap| gap.at <= edit.span.start),
        };
        if gaps[start..end].iter().any(|gap| gap.lines > 0) {
            return None;
        }
        let by = start.checked_sub(1).map_or(0, |above| {
            let Gap { at, moved, bytes, .. } = gaps[above];
            moved + bytes - at
        });
        let span = Span::new(edit.span.start + by, edit.span.end + by);
        moved.push(Edit::replace(span, edit.text.as_str()));
        if end < gaps.len() {
            let lines = |text: &str| text.matches('\n').count() as isize;
            let gone = text.get(edit.span.range())?;
            if more.last().is_none_or(|(at, _)| *at != end) {
                more.push((end, Growth::default()));
            }
            if let Some((_, growth)) = more.last_mut() {
                growth.bytes += edit.text.len() as isize - gone.len() as isize;
                growth.lines += lines(&edit.text) - lines(gone);
            }
        }
    }
    Some((moved, more))
}

/// So many bytes in so many blank lines.
fn blank(bytes: usize, lines: usize) -> Option<String> {
    let blanks = bytes.checked_sub(lines).filter(|_| lines > 0)?;
    Some(" ".repeat(blanks) + &"\n".repeat(lines))
}
