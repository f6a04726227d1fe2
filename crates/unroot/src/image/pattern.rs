//! The patterns of `data/images.toml`: `*` any run of characters, `{a,b}` one of several (which
//! may be empty and may hold patterns), `[0-9]` one of a class.

/// What stands after an alternative of `{…}`.
struct Rest<'a> {
    pattern: &'a [u8],
    next: Option<&'a Rest<'a>>,
}

/// Whether the whole of `text` fits `pattern`.
pub(super) fn fits(pattern: &str, text: &str) -> bool {
    walk(pattern.as_bytes(), None, text.as_bytes(), false)
}

/// The letters of `pattern` up to the first that stands for others: all that fits starts so.
pub(super) fn literal(pattern: &str) -> &str {
    pattern.split(['*', '{', '[']).next().unwrap_or_default()
}

/// Whether some text that starts with `start` fits `pattern`.
pub(super) fn may_fit(pattern: &str, start: &str) -> bool {
    walk(pattern.as_bytes(), None, start.as_bytes(), true)
}

fn walk(pattern: &[u8], rest: Option<&Rest>, text: &[u8], open: bool) -> bool {
    let Some((&first, after)) = pattern.split_first() else {
        return match rest {
            Some(rest) => walk(rest.pattern, rest.next, text, open),
            None => text.is_empty(),
        };
    };
    if open && text.is_empty() {
        // Every pattern fits some text.
        return true;
    }
    match first {
        b'*' => (0..=text.len()).any(|skipped| walk(after, rest, &text[skipped..], open)),
        b'{' => {
            let end = closing(after);
            let rest = Rest { pattern: after.get(end + 1..).unwrap_or(&[]), next: rest };
            let mut parts = alternatives(&after[..end]);
            parts.any(|part| walk(part, Some(&rest), text, open))
        }
        b'[' => {
            let end = after.iter().position(|byte| *byte == b']').unwrap_or(after.len());
            let next = after.get(end + 1..).unwrap_or(&[]);
            let fits = text.first().is_some_and(|byte| in_class(&after[..end], *byte));
            fits && walk(next, rest, &text[1..], open)
        }
        byte => text.first() == Some(&byte) && walk(after, rest, &text[1..], open),
    }
}

fn in_class(class: &[u8], byte: u8) -> bool {
    match class {
        [low, b'-', high, others @ ..] => (*low..=*high).contains(&byte) || in_class(others, byte),
        [one, others @ ..] => *one == byte || in_class(others, byte),
        [] => false,
    }
}

/// Where the `}` stands that closes a brace opened just before `pattern`.
fn closing(pattern: &[u8]) -> usize {
    let mut depth = 0;
    let closes = |byte: &u8| {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return true,
            b'}' => depth -= 1,
            _ => {}
        }
        false
    };
    pattern.iter().position(closes).unwrap_or(pattern.len())
}

/// Splits at the commas that stand in no inner brace.
fn alternatives(inner: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut depth = 0;
    inner.split(move |byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        *byte == b',' && depth == 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit() {
        for (pattern, text, fit) in [
            ("a", "a", true),
            ("a", "ab", false),
            ("a*", "a", true),
            ("*b*", "abc", true),
            ("*b", "abc", false),
            ("a{b,c}d", "acd", true),
            ("a{b,c}d", "ad", false),
            ("a{b,}d", "ad", true),
            ("{x*y,z}:*", "x00y:1", true),
            ("{a{b,c},d}e", "ace", true),
            ("{a{b,c},d}e", "de", true),
            ("{a{b,c},d}e", "ae", false),
            ("v[0-9]", "v7", true),
            ("v[0-9ab]", "vb", true),
            ("v[0-9]", "vx", false),
            ("{1.*,2.*}", "2.1", true),
        ] {
            assert_eq!(fits(pattern, text), fit, "{pattern} {text}");
        }
    }

    #[test]
    fn a_start_may_fit() {
        assert!(may_fit("a/node:*alpine*", "a/node:"));
        assert!(may_fit("a/{node,bun}:[0-9]", "a/bun:"));
        assert!(!may_fit("a/node:*", "a/nodes:"));
    }
}
