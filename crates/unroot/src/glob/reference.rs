//! The patterns of `data/*.toml`, for references to images.

use super::Syntax;
use std::borrow::Cow;
use std::sync::OnceLock;

/// A pattern of `data/*.toml`: `*` any run of characters, `[0-9]` one of a class, `{a,b}` one of several, which may be
/// empty and may hold patterns. Its braces are read when a text gets so far.
pub(crate) struct Reference {
    pattern: &'static str,
    /// What every text that fits begins with.
    start: &'static str,
    /// The patterns without braces that it stands for, each with the bytes up to the first that stand for others.
    alternatives: OnceLock<Vec<(Cow<'static, str>, usize)>>,
}

impl Reference {
    /// A pattern whose brackets pair.
    pub(crate) fn new(pattern: &'static str) -> Self {
        let start = &pattern[..literal(pattern)];
        Reference { pattern, start, alternatives: OnceLock::new() }
    }

    /// Whether the whole of `text` fits.
    pub(crate) fn fits(&self, text: &str) -> bool {
        text.starts_with(self.start)
            && self.any(|pattern, literal| {
                text.starts_with(&pattern[..literal]) && Syntax::Data.fits(pattern, text)
            })
    }

    /// Whether some text that starts with `start` fits.
    pub(crate) fn may_fit(&self, start: &str) -> bool {
        let meets = |own: &str| start.starts_with(own) || own.starts_with(start);
        meets(self.start)
            && self.any(|pattern, literal| {
                meets(&pattern[..literal]) && Syntax::Data.walk(pattern, start, true)
            })
    }

    fn any(&self, test: impl Fn(&str, usize) -> bool) -> bool {
        let alternatives = self.alternatives.get_or_init(|| {
            let mut found = Vec::new();
            spread(Cow::Borrowed(self.pattern), &mut found);
            found
        });
        alternatives.iter().any(|(pattern, literal)| test(pattern, *literal))
    }
}

/// Bytes up to the first that stand for others.
fn literal(pattern: &str) -> usize {
    pattern.find(['*', '[', '{']).unwrap_or(pattern.len())
}

/// Adds to `out` every pattern that `pattern` stands for.
fn spread(pattern: Cow<'static, str>, out: &mut Vec<(Cow<'static, str>, usize)>) {
    let Some(open) = pattern.find('{') else {
        let literal = literal(&pattern);
        return out.push((pattern, literal));
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
            assert_eq!(Reference::new(pattern).fits(text), fit, "{pattern} {text}");
        }
    }

    #[test]
    fn a_start_may_fit() {
        let may_fit = |pattern, start| Reference::new(pattern).may_fit(start);
        assert!(may_fit("a/node:*alpine*", "a/node:"));
        assert!(may_fit("a/{node,bun}:[0-9]", "a/bun:"));
        assert!(may_fit("a/node", "a/"));
        assert!(may_fit("a/node*", "a/node:"));
        assert!(may_fit("*/node:1", "a/node:"));
        assert!(!may_fit("a/node:*", "a/nodes:"));
        assert!(!may_fit("a/node", "a/nodes"));
    }
}
