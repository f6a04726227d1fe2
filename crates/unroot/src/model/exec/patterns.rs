//! The shell's patterns: `*`, `?`, `[…]`, and a backslash before what stands for itself.

/// Whether `pattern` fits the whole of `text`.
pub(super) fn fits(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let text: Vec<char> = text.chars().collect();
    walk(&pattern, &text)
}

fn walk(mut pattern: &[char], mut text: &[char]) -> bool {
    // Goes back to the last star only, which is enough and keeps the time quadratic.
    let mut star: Option<(&[char], &[char])> = None;
    loop {
        if let ['*', rest @ ..] = pattern {
            star = Some((rest, text));
            pattern = rest;
            continue;
        }
        let step = match text.split_first() {
            None if pattern.is_empty() => return true,
            None => None,
            Some((char, left)) => one(pattern, *char).map(|rest| (rest, left)),
        };
        match (step, &mut star) {
            (Some((rest, left)), _) => (pattern, text) = (rest, left),
            (None, Some((after, from))) if !from.is_empty() => {
                *from = &from[1..];
                (pattern, text) = (after, from);
            }
            _ => return false,
        }
    }
}

/// What is left of the pattern behind the piece that `char` fits.
fn one(pattern: &[char], char: char) -> Option<&[char]> {
    match pattern {
        ['?', rest @ ..] => Some(rest),
        ['[', rest @ ..] => match class(rest, char) {
            Some((fits, rest)) => fits.then_some(rest),
            None => (char == '[').then_some(rest),
        },
        ['\\', escaped, rest @ ..] => (*escaped == char).then_some(rest),
        [own, rest @ ..] => (*own == char).then_some(rest),
        [] => None,
    }
}

/// Whether the class whose `[` was just read holds `char`, and what follows it; `None` where no bracket ends it.
fn class(pattern: &[char], char: char) -> Option<(bool, &[char])> {
    let (negated, mut rest) = match pattern {
        ['!' | '^', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let mut found = false;
    let mut first = true;
    loop {
        match rest {
            [']', after @ ..] if !first => return Some((found != negated, after)),
            ['[', ':', after @ ..] => {
                let end = after.iter().position(|char| *char == ':')?;
                let name: String = after[..end].iter().collect();
                found |= named(&name, char);
                rest = after.get(end + 2..)?;
            }
            [low, '-', high, after @ ..] if *high != ']' => {
                found |= (*low..=*high).contains(&char);
                rest = after;
            }
            ['\\', own, after @ ..] => {
                found |= *own == char;
                rest = after;
            }
            [own, after @ ..] => {
                found |= *own == char;
                rest = after;
            }
            [] => return None,
        }
        first = false;
    }
}

fn named(class: &str, char: char) -> bool {
    match class {
        "alpha" => char.is_ascii_alphabetic(),
        "digit" => char.is_ascii_digit(),
        "alnum" => char.is_ascii_alphanumeric(),
        "upper" => char.is_ascii_uppercase(),
        "lower" => char.is_ascii_lowercase(),
        "space" => char.is_ascii_whitespace(),
        "blank" => matches!(char, ' ' | '\t'),
        "punct" => char.is_ascii_punctuation(),
        "xdigit" => char.is_ascii_hexdigit(),
        _ => false,
    }
}

/// `text` as a pattern that fits only itself.
pub(super) fn escaped(text: &str) -> String {
    let mut pattern = String::new();
    for char in text.chars() {
        if matches!(char, '*' | '?' | '[' | ']' | '\\' | '!' | '^' | '-') {
            pattern.push('\\');
        }
        pattern.push(char);
    }
    pattern
}

/// Whether something in `pattern` stands for more than itself.
pub(super) fn is_pattern(pattern: &str) -> bool {
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

/// `text` without the shortest or the longest piece at its start, or at its end, that `pattern` fits.
pub(super) fn strip(text: &str, pattern: &str, at_start: bool, longest: bool) -> String {
    let mut cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    cuts.push(text.len());
    if at_start == longest {
        cuts.reverse();
    }
    let fits = |cut: &&usize| {
        let piece = if at_start { &text[..**cut] } else { &text[**cut..] };
        fits(pattern, piece)
    };
    match cuts.iter().find(fits) {
        Some(cut) if at_start => text[*cut..].to_owned(),
        Some(cut) => text[..*cut].to_owned(),
        None => text.to_owned(),
    }
}

/// `text` with the first piece that `pattern` fits, or all of them, replaced by `by`.
pub(super) fn replace(text: &str, pattern: &str, by: &str, all: bool) -> String {
    let mut out = String::new();
    let mut at = 0;
    let mut done = false;
    while at < text.len() {
        let ends = text[at..].char_indices().map(|(from, char)| at + from + char.len_utf8());
        let ends: Vec<usize> = ends.collect();
        let hit = ends.iter().rev().find(|end| fits(pattern, &text[at..**end]));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit() {
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
            ("[[:digit:]]*", "7x", true),
            ("[a", "[a", true),
            (r"\*", "*", true),
            (r"\*", "a", false),
            ("v[0-9].*", "v3.1", true),
            ("*[!.]*", "..", false),
        ] {
            assert_eq!(fits(pattern, text), fit, "{pattern} {text}");
        }
        assert!(fits(&escaped("[a-b]*!"), "[a-b]*!") && !is_pattern(&escaped("*?[")));
    }

    #[test]
    fn pieces_are_stripped_and_replaced() {
        let path = "/a/b.tar.gz";
        assert_eq!(strip(path, ".*", false, false), "/a/b.tar");
        assert_eq!(strip(path, ".*", false, true), "/a/b");
        assert_eq!(strip(path, "*/", true, false), "a/b.tar.gz");
        assert_eq!(strip(path, "*/", true, true), "b.tar.gz");
        assert_eq!(strip(path, "x", true, true), path);
        assert_eq!(replace("a-b-c", "-", "+", false), "a+b-c");
        assert_eq!(replace("a-b-c", "[-b]", "", true), "ac");
    }
}
