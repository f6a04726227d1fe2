//! What stands between the brackets of a pattern.

/// The class that begins with `text`, whose bracket was just read, and what follows the bracket that ends it; `None`
/// where none does.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let mut rest = text.strip_prefix(['!', '^']).unwrap_or(text);
    let mut first = true;
    loop {
        rest = match named(rest) {
            Some((_, after)) => after,
            None if rest.starts_with(']') && !first => break,
            None => one(rest)?.1,
        };
        first = false;
    }
    let (class, end) = text.split_at(text.len() - rest.len());
    Some((class, &end[1..]))
}

/// Whether the class holds `char`: `a-z` is a range, `[:digit:]` a class of POSIX's, `!` or `^` before all turns it round.
pub(super) fn holds(class: &str, char: char) -> bool {
    let inner = class.strip_prefix(['!', '^']);
    let mut rest = inner.unwrap_or(class);
    let mut found = false;
    loop {
        if let Some((name, after)) = named(rest) {
            found |= is_in(name, char);
            rest = after;
            continue;
        }
        let Some((low, after)) = one(rest) else { return found != inner.is_some() };
        rest = after;
        match after.strip_prefix('-').and_then(one) {
            Some((high, after)) => {
                found |= (low..=high).contains(&char);
                rest = after;
            }
            None => found |= low == char,
        }
    }
}

/// The name of the class of POSIX's with which `text` begins, and what follows.
fn named(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix("[:")?.split_once(":]")
}

/// The character with which `text` begins, without a backslash before it, and what follows.
fn one(text: &str) -> Option<(char, &str)> {
    let mut chars = text.chars();
    match chars.next()? {
        '\\' => Some((chars.next()?, chars.as_str())),
        char => Some((char, chars.as_str())),
    }
}

fn is_in(class: &str, char: char) -> bool {
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
