//! Reads the small part of Markdown that the texts of guide and rules are written in.
//!
//! Reading is total: any text gives blocks, and what is no markup is plain text. Pieces borrow
//! from the text; a paragraph that was written over several lines keeps its line breaks.

use std::ops::Range;

/// A block of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block<'a> {
    /// `#` to `######` and a heading; the level counts from 1.
    Heading(usize, Vec<Inline<'a>>),
    /// Lines up to a blank one.
    Paragraph(Vec<Inline<'a>>),
    /// Lines that start with `- `, one an item; indented lines go on with the item above.
    List(Vec<Vec<Inline<'a>>>),
    /// Lines between fences of three backticks.
    Code {
        /// What stands behind the opening fence.
        info: &'a str,
        /// The lines, each with its ending.
        text: &'a str,
    },
}

/// A piece of a line of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inline<'a> {
    /// Plain text.
    Text(&'a str),
    /// Between backticks.
    Code(&'a str),
    /// Between pairs of stars.
    Strong(&'a str),
    /// `[text](https://…)`.
    Link {
        /// What is shown.
        text: &'a str,
        /// Where it leads, always `https`.
        url: &'a str,
    },
}

const FENCE: &str = "```";

/// The blocks of a text, in order.
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    located(text).into_iter().map(|(_, block)| block).collect()
}

/// The blocks of a text, in order, each with the bytes that it was read from: whole lines.
pub fn located(text: &str) -> Vec<(Range<usize>, Block<'_>)> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (line, after) = first_line(rest);
        let start = text.len() - rest.len();
        let block;
        if line.trim().is_empty() {
            rest = after;
            continue;
        } else if let Some(info) = line.strip_prefix(FENCE) {
            let (code, after) = fenced(after);
            (block, rest) = (Block::Code { info: info.trim(), text: code }, after);
        } else if let Some((level, heading)) = heading(line) {
            (block, rest) = (Block::Heading(level, inlines(heading.trim())), after);
        } else if is_item(line) {
            let (items, after) = items(rest);
            (block, rest) = (Block::List(items), after);
        } else {
            let (paragraph, after) = take_lines(rest, |line| !starts_block(line));
            (block, rest) = (Block::Paragraph(inlines(paragraph.trim())), after);
        }
        blocks.push((start..text.len() - rest.len(), block));
    }
    blocks
}

/// The first line without its ending, and what follows.
fn first_line(text: &str) -> (&str, &str) {
    let (line, after) = text.split_once('\n').unwrap_or((text, ""));
    (line.strip_suffix('\r').unwrap_or(line), after)
}

/// The first line and those after it as long as `goes_on` holds for them.
fn take_lines(text: &str, goes_on: impl Fn(&str) -> bool) -> (&str, &str) {
    let (_, mut rest) = first_line(text);
    while !rest.is_empty() && goes_on(first_line(rest).0) {
        rest = first_line(rest).1;
    }
    text.split_at(text.len() - rest.len())
}

/// What stands before the closing fence, and what follows it; the rest if it is never closed.
fn fenced(text: &str) -> (&str, &str) {
    let mut rest = text;
    while !rest.is_empty() {
        let (line, after) = first_line(rest);
        if line.trim_end() == FENCE {
            return (&text[..text.len() - rest.len()], after);
        }
        rest = after;
    }
    (text, "")
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let after = line.trim_start_matches('#');
    let level = line.len() - after.len();
    (1..=6).contains(&level).then_some((level, after.strip_prefix(' ')?))
}

fn is_item(line: &str) -> bool {
    line.starts_with("- ")
}

/// Whether a paragraph or an item ends before this line.
fn starts_block(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with(FENCE) || heading(line).is_some() || is_item(line)
}

fn items(text: &str) -> (Vec<Vec<Inline<'_>>>, &str) {
    let mut items = Vec::new();
    let mut rest = text;
    while is_item(rest) {
        let (item, after) =
            take_lines(rest, |line| line.starts_with(' ') && !line.trim().is_empty());
        items.push(inlines(item[2..].trim()));
        rest = after;
    }
    (items, rest)
}

/// The pieces of one line of text.
pub fn inlines(text: &str) -> Vec<Inline<'_>> {
    let mut pieces = Vec::new();
    let mut plain = text;
    let mut length = 0;
    while let Some(next) = plain[length..].chars().next() {
        match markup(&plain[length..]) {
            Some((piece, after)) => {
                pieces.extend((length > 0).then_some(Inline::Text(&plain[..length])));
                pieces.push(piece);
                (plain, length) = (after, 0);
            }
            None => length += next.len_utf8(),
        }
    }
    pieces.extend((!plain.is_empty()).then_some(Inline::Text(plain)));
    pieces
}

/// The marked-up piece that the text starts with, and what follows it.
fn markup(text: &str) -> Option<(Inline<'_>, &str)> {
    if let Some(inner) = text.strip_prefix('`') {
        let (code, after) = inner.split_once('`')?;
        (!code.is_empty()).then_some((Inline::Code(code), after))
    } else if let Some(inner) = text.strip_prefix("**") {
        let (strong, after) = inner.split_once("**")?;
        (!strong.is_empty()).then_some((Inline::Strong(strong), after))
    } else {
        let (label, target) = text.strip_prefix('[')?.split_once(']')?;
        let (url, after) = target.strip_prefix('(')?.split_once(')')?;
        let is_link = url.starts_with("https://") && !url.contains(char::is_whitespace);
        (is_link && !label.is_empty()).then_some((Inline::Link { text: label, url }, after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_kind_of_block() {
        let text =
            "# A `b`\n\nOne\ntwo.\n- x\n  y\n- **z**\n```dockerfile fails\nFROM a\n\n```\nend";
        let expected = vec![
            Block::Heading(1, vec![Inline::Text("A "), Inline::Code("b")]),
            Block::Paragraph(vec![Inline::Text("One\ntwo.")]),
            Block::List(vec![vec![Inline::Text("x\n  y")], vec![Inline::Strong("z")]]),
            Block::Code { info: "dockerfile fails", text: "FROM a\n\n" },
            Block::Paragraph(vec![Inline::Text("end")]),
        ];
        assert_eq!(blocks(text), expected);
        assert_eq!(blocks(""), vec![]);
    }

    #[test]
    fn blocks_are_whole_lines() {
        let text = "# A\r\n\r\nb\r\nc\n\n```x\n# d\n```\n- e\n  f";
        let found: Vec<_> = located(text).into_iter().map(|(range, _)| &text[range]).collect();
        assert_eq!(found, ["# A\r\n", "b\r\nc\n", "```x\n# d\n```\n", "- e\n  f"]);
    }

    #[test]
    fn reads_links_and_leaves_what_only_looks_like_markup() {
        let link = Inline::Link { text: "b", url: "https://c.example/d" };
        assert_eq!(inlines("a [b](https://c.example/d)"), vec![Inline::Text("a "), link]);
        for text in ["[a]", "[a](http://b)", "`a", "``", "**a", "****", "*", "[", "[]()"] {
            assert_eq!(inlines(text), vec![Inline::Text(text)], "{text}");
        }
        assert_eq!(inlines("`**[a](b)**`"), vec![Inline::Code("**[a](b)**")]);
    }

    #[test]
    fn reads_any_text() {
        let parts = ["#", "- ", "```", "`", "**", "[", "](https://", ")", "\n", "\r\n", " ", "é"];
        for number in 0..parts.len().pow(4) {
            let part = |place: u32| parts[number / parts.len().pow(place) % parts.len()];
            blocks(&[part(0), part(1), part(2), part(3), part(1), part(0)].concat());
        }
    }
}
