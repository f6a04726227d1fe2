//! Reading a text that begins or ends as another one that was read before.

use super::lines::{Lines, too_long};
use super::parse::Reader;
use super::{Body, Dockerfile, parse};

/// Reads `text` and gives what [`parse`] gives, where `old` is what `before` was read as. What both texts begin with is
/// not read again, nor is what they end with, if it stands at the same bytes and on the same lines.
pub fn parse_again(text: &str, old: &Dockerfile, before: &str) -> Dockerfile {
    let mut new = spliced(text, old, before).unwrap_or_else(|| parse(text));
    new.take_over(old);
    new
}

fn spliced(text: &str, old: &Dockerfile, before: &str) -> Option<Dockerfile> {
    if too_long(text).is_some() || too_long(before).is_some() {
        return None;
    }
    let (first, at, number) = beginning(text, old, before)?;
    let mut reader = Reader::new(Lines::from(text, at, number));
    reader.instructions = old.instructions[..first].to_vec();
    reader.comments =
        old.comments[..old.comments.partition_point(|it| it.span.start < at)].to_vec();
    let above = old.problems.iter().take_while(|problem| problem.span.start < at);
    reader.problems = above.cloned().collect();
    reader.staged = true;
    let end = end(text, before);
    while let Some(line) = reader.lines.next() {
        reader.line(line, old.escape);
        if reader.lines.at() >= end
            && let Some(rest) = rest(text, old, &reader.lines)
        {
            let at = reader.lines.at();
            let comments = old.comments.partition_point(|comment| comment.span.start < at);
            let below = old.problems.iter().filter(|problem| problem.span.start >= at);
            reader.instructions.extend_from_slice(&old.instructions[rest..]);
            reader.comments.extend_from_slice(&old.comments[comments..]);
            reader.problems.extend(below.cloned());
            break;
        }
    }
    Some(Dockerfile {
        escape: old.escape,
        directives: old.directives.clone(),
        comments: reader.comments,
        instructions: reader.instructions,
        problems: reader.problems,
    })
}

/// How many instructions at the beginning are the same, a FROM among them, where the line after them starts, and how
/// many lines are above it. What is refused may be so for what follows, and what nothing follows may go on.
fn beginning(text: &str, old: &Dockerfile, before: &str) -> Option<(usize, usize, usize)> {
    let same = common(text.as_bytes().chunks(CHUNK), before.as_bytes().chunks(CHUNK), same_start);
    let written = old.instructions.partition_point(|it| it.span.end < same);
    let mut first = written.min(old.instructions.len().checked_sub(1)?);
    if !old.problems.is_empty() {
        let read = old.instructions[..first].iter().take_while(|it| it.problem.is_none());
        first = read.count();
    }
    let (last, at) = (0..first).rev().find_map(|last| {
        let end = old.instructions[last].span.end;
        let at = end + before[end..].find('\n')? + 1;
        (at <= same).then_some((last, at))
    })?;
    let kept = &old.instructions[..=last];
    let staged = kept.iter().any(|it| matches!(it.body, Body::From { .. }));
    staged.then(|| (last + 1, at, old.instructions[last].last_line))
}

/// The byte from which on both texts are the same, at the same place.
fn end(text: &str, before: &str) -> usize {
    if text.len() != before.len() {
        return usize::MAX;
    }
    text.len() - common(text.as_bytes().rchunks(CHUNK), before.as_bytes().rchunks(CHUNK), same_end)
}

/// Bytes that are compared at once.
const CHUNK: usize = 256;

/// How many bytes two texts have in common, chunk by chunk; `inside` counts those of the first two that differ.
fn common<'a>(
    one: impl Iterator<Item = &'a [u8]>,
    other: impl Iterator<Item = &'a [u8]>,
    inside: fn(&[u8], &[u8]) -> usize,
) -> usize {
    let mut same = 0;
    for (one, other) in one.zip(other) {
        if one != other {
            return same + inside(one, other);
        }
        same += one.len();
    }
    same
}

fn same_start(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

fn same_end(one: &[u8], other: &[u8]) -> usize {
    one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count()
}

/// The instruction of `old` that comes next after `lines`, if one does and has the same number of lines above it; not
/// where the line belongs to an instruction.
fn rest(text: &str, old: &Dockerfile, lines: &Lines) -> Option<usize> {
    let at = lines.at();
    let next = old.instructions.partition_point(|it| it.span.start < at);
    let above = next.checked_sub(1).map(|above| &old.instructions[above]);
    let following = old.instructions.get(next)?;
    let between = text.get(at..following.span.start)?.matches('\n').count();
    let same = following.first_line == lines.number() + between + 1;
    (same && above.is_none_or(|above| above.span.end < at)).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    const TEXT: &str = "# syntax=docker/dockerfile:1\nARG A=1\nFROM a AS b\n# why\nRUN one \\\n  # in\n  two\n\n\
                        COPY <<E /x\nUSER root\nE\nNONSENSE\nRUN cat <<A <<B\nx\nA\ny\nB\nUSER c\n   \n\nRUN last \\\n";

    /// Texts near `TEXT`: each piece of it left out, doubled, or replaced by others, with and without room made for it.
    fn near() -> Vec<String> {
        let mut texts = Vec::new();
        let ends: Vec<usize> = (0..=TEXT.len()).step_by(3).collect();
        for from in &ends {
            for length in [0, 1, 4, 12] {
                let to = (from + length).min(TEXT.len());
                for piece in
                    ["", "\n", "E\n", " \\\n", "RUN <<E\n", "USER d\n", "# c\n", "FROM z\n"]
                {
                    let changed = format!("{}{piece}{}", &TEXT[..*from], &TEXT[to..]);
                    // As many bytes and lines, where the blank lines have room.
                    texts.push(changed.replacen("   \n\n", &blank(piece, &TEXT[*from..to]), 1));
                    texts.push(changed);
                }
            }
        }
        texts
    }

    fn blank(more: &str, less: &str) -> String {
        let lines = |text: &str| text.matches('\n').count();
        let blanks = (3 + less.len() - lines(less)).saturating_sub(more.len() - lines(more));
        " ".repeat(blanks) + &"\n".repeat((2 + lines(less)).saturating_sub(lines(more)))
    }

    #[test]
    fn what_was_read_before_reads_the_same() {
        let old = parse(TEXT);
        let (mut begins, mut ends) = (0, 0);
        for text in near() {
            let (fresh, again) = (parse(&text), parse_again(&text, &old, TEXT));
            assert_eq!(again, fresh, "{text}");
            let shared = |new: &Dockerfile, at: usize, other: usize| {
                let pair = new.instructions.get(at).zip(old.instructions.get(other));
                pair.is_some_and(|(new, old)| Arc::ptr_eq(new, old))
            };
            let last = (again.instructions.len().wrapping_sub(1), old.instructions.len() - 1);
            begins += usize::from(shared(&again, 1, 1) && !shared(&again, last.0, last.1));
            ends += usize::from(shared(&again, last.0, last.1));
            let back = parse_again(TEXT, &fresh, &text);
            assert_eq!(back, old, "back from {text}");
        }
        assert!(begins > 300 && ends > 100, "{begins} begin alike, {ends} end alike");
    }
}
