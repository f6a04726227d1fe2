//! Patterns: the shell's, BuildKit's, and those of `data/*.toml`.

mod class;
mod reference;

pub(crate) use reference::Reference;

/// Whose patterns.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// The shell's: `*`, `?`, `[…]`, and a backslash before what stands for itself.
    Shell,
    /// BuildKit's in `${NAME#pattern}`: the same without brackets.
    BuildKit,
    /// That of `data/*.toml`: `*` and `[…]`.
    Data,
}

/// What stands at one place of a pattern.
enum Piece<'a> {
    /// `*`: any run of characters.
    Run,
    /// `?`: any character.
    Any,
    /// A character that stands for itself.
    One(char),
    /// What stands between brackets.
    Class(&'a str),
    /// What no text fits.
    Nothing,
}

impl Piece<'_> {
    fn takes(&self, char: char) -> bool {
        match self {
            Piece::Run | Piece::Any => true,
            Piece::One(one) => *one == char,
            Piece::Class(class) => class::holds(class, char),
            Piece::Nothing => false,
        }
    }
}

/// The pieces of a pattern.
#[derive(Clone)]
struct Pieces<'a> {
    rest: &'a str,
    syntax: Syntax,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let char = self.take()?;
        Some(match char {
            '*' => Piece::Run,
            '?' if self.syntax != Syntax::Data => Piece::Any,
            '[' if self.syntax != Syntax::BuildKit => match class::split(self.rest) {
                Some((class, rest)) => {
                    self.rest = rest;
                    Piece::Class(class)
                }
                None => Piece::One(char),
            },
            '\\' if self.syntax != Syntax::Data => match (self.take(), self.syntax) {
                (Some(escaped), _) => Piece::One(escaped),
                (None, Syntax::BuildKit) => Piece::Nothing,
                (None, _) => Piece::One(char),
            },
            char => Piece::One(char),
        })
    }
}

impl Pieces<'_> {
    fn take(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let char = chars.next()?;
        self.rest = chars.as_str();
        Some(char)
    }
}

impl Syntax {
    fn pieces(self, pattern: &str) -> Pieces<'_> {
        Pieces { rest: pattern, syntax: self }
    }

    /// Whether `pattern` fits the whole of `text`.
    pub(crate) fn fits(self, pattern: &str, text: &str) -> bool {
        self.walk(pattern, text, false)
    }

    /// Whether `text` fits `pattern` as a whole; where it is `open`, whether a text that starts so does.
    fn walk(self, pattern: &str, text: &str, open: bool) -> bool {
        let (mut pattern, mut text) = (self.pieces(pattern), text.chars());
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

    /// `text` without the shortest or the longest piece at its start, or at its end, that `pattern` fits.
    pub(crate) fn strip(self, text: &str, pattern: &str, at_start: bool, longest: bool) -> String {
        let mut cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        cuts.push(text.len());
        if at_start == longest {
            cuts.reverse();
        }
        let fits = |cut: &&usize| {
            let piece = if at_start { &text[..**cut] } else { &text[**cut..] };
            self.fits(pattern, piece)
        };
        match cuts.iter().find(fits) {
            Some(cut) if at_start => text[*cut..].to_owned(),
            Some(cut) => text[..*cut].to_owned(),
            None => text.to_owned(),
        }
    }

    /// `text` with the first piece that `pattern` fits, or all of them, replaced by `by`.
    pub(crate) fn replace(self, text: &str, pattern: &str, by: &str, all: bool) -> String {
        let mut out = String::new();
        let mut at = 0;
        let mut done = false;
        while at < text.len() {
            let ends = text[at..].char_indices().map(|(from, char)| at + from + char.len_utf8());
            let ends: Vec<usize> = ends.collect();
            let hit = ends.iter().rev().find(|end| self.fits(pattern, &text[at..**end]));
            match hit {
                Some(end) if all || !done => {
                    out.push_str(by);
                    (at, done) = (*end, true);
                }
                _ => {
                    out.push_str(&text[at..ends[0]]);
                    at = ends[0];
                }
            }
        }
        out
    }
}

/// `text` as a pattern of the shell's that fits only itself.
pub(crate) fn escaped(text: &str) -> String {
    let mut pattern = String::new();
    for char in text.chars() {
        if matches!(char, '*' | '?' | '[' | ']' | '\\' | '!' | '^' | '-') {
            pattern.push('\\');
        }
        pattern.push(char);
    }
    pattern
}

/// Whether something in a pattern of the shell's stands for more than itself.
pub(crate) fn is_pattern(pattern: &str) -> bool {
    let mut chars = pattern.chars();
    while let Some(char) = chars.next() {
        match char {
            '\\' => {
                chars.next();
            }
            '*' | '?' | '[' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shell_s_patterns_fit() {
        for (pattern, text, fit) in [
            ("", "", true),
            ("*", "", true),
            ("a*", "ab/c", true),
            ("a?", "aé", true),
            ("*.b", "a.b.c", false),
            ("[ab]x", "bx", true),
            ("[!ab]x", "bx", false),
            ("[^a-c]*", "dx", true),
            ("[a-c]", "b", true),
            ("[]a]", "]", true),
            ("[!]a]", "]", false),
            ("[[:digit:]]*", "7x", true),
            ("[[:digit:]a]", "a", true),
            ("[a", "[a", true),
            ("[a-]", "-", true),
            (r"[\]]", "]", true),
            (r"\*", "*", true),
            (r"\*", "a", false),
            (r"a\", r"a\", true),
            ("v[0-9].*", "v3.1", true),
            ("*[!.]*", "..", false),
            ("{a,b}", "{a,b}", true),
        ] {
            assert_eq!(Syntax::Shell.fits(pattern, text), fit, "{pattern} {text}");
        }
        let own = "[a-b]*!";
        assert!(Syntax::Shell.fits(&escaped(own), own) && !is_pattern(&escaped("*?[")));
    }

    #[test]
    fn build_kit_s_patterns_fit() {
        for (pattern, text, fit) in [
            ("", "", true),
            ("*", "", true),
            ("a?", "aé", true),
            ("a?", "a", false),
            ("*.b*", "a.b.b", true),
            (r"\*", "*", true),
            (r"\*", "a", false),
            (r"a\", "a", false),
            (r"a\", r"a\", false),
            // Brackets and braces stand for themselves.
            ("[ab]", "a", false),
            ("[ab]", "[ab]", true),
            ("{a,b}", "{a,b}", true),
        ] {
            assert_eq!(Syntax::BuildKit.fits(pattern, text), fit, "{pattern} {text}");
        }
    }

    #[test]
    fn pieces_are_stripped_and_replaced() {
        let strip = |pattern, at_start, longest| {
            Syntax::Shell.strip("/a/b.tar.gz", pattern, at_start, longest)
        };
        assert_eq!(strip(".*", false, false), "/a/b.tar");
        assert_eq!(strip(".*", false, true), "/a/b");
        assert_eq!(strip("*/", true, false), "a/b.tar.gz");
        assert_eq!(strip("*/", true, true), "b.tar.gz");
        assert_eq!(strip("x", true, true), "/a/b.tar.gz");
        let replace = |pattern, by, all| Syntax::Shell.replace("a-b-c", pattern, by, all);
        assert_eq!(replace("-", "+", false), "a+b-c");
        assert_eq!(replace("[-b]", "", true), "ac");
    }
}
