//! Patterns: the shell's, and those of `data/*.toml`.

use std::borrow::Cow;

/// What stands at one place of a pattern.
#[derive(Clone)]
enum Piece<'a> {
    /// `*`: any run of characters.
    Run,
    /// `?`: any character.
    Any,
    /// A character that stands for itself.
    One(char),
    /// `[…]`: one of these, where `a-z` is a range.
    Class(&'a str),
    /// What no text fits.
    Nothing,
}

impl Piece<'_> {
    fn takes(&self, char: char) -> bool {
        match self {
            Piece::Run | Piece::Any => true,
            Piece::One(one) => *one == char,
            Piece::Class(class) => in_class(class.as_bytes(), char),
            Piece::Nothing => false,
        }
    }
}

fn in_class(class: &[u8], char: char) -> bool {
    match class {
        [low, b'-', high, others @ ..] => {
            (*low as char..=*high as char).contains(&char) || in_class(others, char)
        }
        [one, others @ ..] => *one as char == char || in_class(others, char),
        [] => false,
    }
}

/// Whether `text` fits `pattern` as a whole; where it is `open`, whether a text that starts so does.
fn walk<'a>(
    mut pattern: impl Iterator<Item = Piece<'a>> + Clone,
    mut text: impl Iterator<Item = char> + Clone,
    open: bool,
) -> bool {
    // Goes back to the last star only, which is enough and keeps the time quadratic.
    let mut star = None;
    loop {
        let (mut ahead, mut left) = (pattern.clone(), text.clone());
        let Some(char) = left.next() else {
            return open || pattern.all(|piece| matches!(piece, Piece::Run));
        };
        match ahead.next() {
            Some(Piece::Run) => {
                star = Some((ahead.clone(), text.clone()));
                pattern = ahead;
            }
            Some(piece) if piece.takes(char) => (pattern, text) = (ahead, left),
            _ => {
                let Some((after, from)) = &mut star else { return false };
                from.next();
                (pattern, text) = (after.clone(), from.clone());
            }
        }
    }
}

/// Whether the shell's pattern (`*`, `?`, `\x`) fits the whole of `text`.
pub(crate) fn shell(pattern: &[char], text: &[char]) -> bool {
    walk(Shell(pattern), text.iter().copied(), false)
}

#[derive(Clone)]
struct Shell<'a>(&'a [char]);

impl<'a> Iterator for Shell<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let (piece, rest) = match self.0 {
            [] => return None,
            ['\\', char, rest @ ..] => (Piece::One(*char), rest),
            ['\\'] => (Piece::Nothing, &[][..]),
            ['*', rest @ ..] => (Piece::Run, rest),
            ['?', rest @ ..] => (Piece::Any, rest),
            [char, rest @ ..] => (Piece::One(*char), rest),
        };
        self.0 = rest;
        Some(piece)
    }
}

/// A pattern of `data/*.toml`: `*` any run of characters, `[0-9]` one of a class, `{a,b}` one of
/// several, which may be empty and may hold patterns.
pub(crate) struct Reference(Vec<Alternative>);

/// A pattern without braces.
struct Alternative {
    pattern: Cow<'static, str>,
    /// Bytes up to the first that stand for others: a glance at them turns most texts away.
    literal: usize,
}

impl Reference {
    /// Reads `pattern`, whose brackets pair.
    pub(crate) fn read(pattern: &'static str) -> Self {
        let mut found = Vec::new();
        spread(Cow::Borrowed(pattern), &mut found);
        Reference(found)
    }

    /// Whether the whole of `text` fits.
    pub(crate) fn fits(&self, text: &str) -> bool {
        self.0.iter().any(|one| text.starts_with(one.literal()) && one.walk(text, false))
    }

    /// Whether some text that starts with `start` fits.
    pub(crate) fn may_fit(&self, start: &str) -> bool {
        self.0.iter().any(|one| one.walk(start, true))
    }
}

impl Alternative {
    fn literal(&self) -> &str {
        &self.pattern[..self.literal]
    }

    fn walk(&self, text: &str, open: bool) -> bool {
        walk(Flat(&self.pattern), text.chars(), open)
    }
}

/// Adds to `out` every pattern that `pattern` stands for.
fn spread(pattern: Cow<'static, str>, out: &mut Vec<Alternative>) {
    let Some(open) = pattern.find('{') else {
        let literal = pattern.find(['*', '[']).unwrap_or(pattern.len());
        return out.push(Alternative { pattern, literal });
    };
    let (mut depth, mut start, mut choices) = (0, open + 1, Vec::new());
    for (at, byte) in pattern.bytes().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && byte == b',') {
            choices.push(&pattern[start..at]);
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    let (before, after) = (&pattern[..open], &pattern[start..]);
    for choice in choices {
        spread([before, choice, after].concat().into(), out);
    }
}

#[derive(Clone)]
struct Flat<'a>(&'a str);

impl<'a> Iterator for Flat<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let char = self.0.chars().next()?;
        self.0 = &self.0[char.len_utf8()..];
        Some(match char {
            '*' => Piece::Run,
            '[' => {
                let (class, rest) = self.0.split_once(']').unwrap_or((self.0, ""));
                self.0 = rest;
                Piece::Class(class)
            }
            char => Piece::One(char),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_fit() {
        for (pattern, text, fit) in [
            ("a", "a", true),
            ("a", "ab", false),
            ("a*", "a", true),
            ("*b*", "abc", true),
            ("*b", "abc", false),
            ("*ab*ab", "abab", true),
            ("*ab*ab", "aab", false),
            ("a/*", "a/b/c", true),
            ("a{b,c}d", "acd", true),
            ("a{b,c}d", "ad", false),
            ("a{b,}d", "ad", true),
            ("{x*y,z}:*", "x00y:1", true),
            ("{a{b,c},d}e", "ace", true),
            ("{a{b,c},d}e", "de", true),
            ("{a{b,c},d}e", "ae", false),
            ("{a,b}{c,d}", "bc", true),
            ("v[0-9]", "v7", true),
            ("v[0-9ab]", "vb", true),
            ("v[0-9]", "vx", false),
            ("v[0-9]", "v", false),
            ("{1.*,2.*}", "2.1", true),
        ] {
            assert_eq!(Reference::read(pattern).fits(text), fit, "{pattern} {text}");
        }
    }

    #[test]
    fn a_start_may_fit() {
        let may_fit = |pattern, start| Reference::read(pattern).may_fit(start);
        assert!(may_fit("a/node:*alpine*", "a/node:"));
        assert!(may_fit("a/{node,bun}:[0-9]", "a/bun:"));
        assert!(may_fit("a/node", "a/"));
        assert!(!may_fit("a/node:*", "a/nodes:"));
        assert!(!may_fit("a/node", "a/nodes"));
    }

    #[test]
    fn the_shell_s_patterns_fit() {
        for (pattern, text, fit) in [
            ("", "", true),
            ("*", "", true),
            ("a*", "ab/c", true),
            ("a?", "aé", true),
            ("a?", "a", false),
            ("*.b*", "a.b.b", true),
            ("*.b", "a.b.c", false),
            (r"\*", "*", true),
            (r"\*", "a", false),
            (r"a\", "a", false),
            (r"a\", r"a\", false),
            // Brackets and braces stand for themselves.
            ("[ab]", "a", false),
            ("[ab]", "[ab]", true),
            ("{a,b}", "{a,b}", true),
        ] {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            assert_eq!(shell(&chars(pattern), &chars(text)), fit, "{pattern} {text}");
        }
    }
}
