//! `--name=value` between keyword and arguments, and which instruction takes which.

use super::{Flag, Joined, Keyword, Problem, Word};
use crate::Span;
use std::ops::Range;

/// Reads the flags at the start of `range` of the line, and returns where the arguments start.
///
/// BuildKit reads flags byte by byte and takes each byte for a character: a letter outside ASCII
/// becomes two, and one that ends in the byte A0 or 85 ends the flag. The same is done here.
pub(super) fn read(line: &Joined, range: Range<usize>) -> (Vec<Flag>, usize) {
    let text = line.text();
    let bytes = &text.as_bytes()[..range.end];
    let mut flags = Vec::new();
    let mut at = range.start;
    loop {
        while bytes.get(at).is_some_and(|byte| is_space(*byte)) {
            at += 1;
        }
        if !bytes[at..].starts_with(b"--") {
            return (flags, ceil(text, at));
        }
        let start = at;
        let word = unquote(bytes, &mut at);
        if word.text == "--" {
            return (flags, ceil(text, at));
        }
        flags.push(flag(line, start..ceil(text, at), word));
    }
}

struct Unquoted {
    text: String,
    /// Where the first `=` stands: in `text`, and in the line.
    equals: Option<(usize, usize)>,
}

/// Reads one word from `at` on, without its quotes and escapes.
fn unquote(bytes: &[u8], at: &mut usize) -> Unquoted {
    let mut word = Unquoted { text: String::new(), equals: None };
    let mut quote = None;
    while let Some(byte) = bytes.get(*at).copied() {
        if quote.is_none() && is_space(byte) {
            break;
        }
        *at += 1;
        let mut plain = byte;
        if quote == Some(byte) {
            quote = None;
            continue;
        }
        if quote.is_none() && matches!(byte, b'\'' | b'"') {
            quote = Some(byte);
            continue;
        }
        if byte == b'\\' {
            let Some(next) = bytes.get(*at).copied() else { break };
            *at += 1;
            plain = next;
        }
        if plain == b'=' && word.equals.is_none() {
            word.equals = Some((word.text.len(), *at - 1));
        }
        word.text.push(char::from(plain));
    }
    word
}

fn flag(line: &Joined, place: Range<usize>, word: Unquoted) -> Flag {
    let piece = |text: &str, from: usize, to: usize| Word {
        text: text.to_owned(),
        span: line.span(from.min(to), to),
    };
    let name_at = place.start + 2;
    let (name, value) = match word.equals {
        Some((text_at, line_at)) => (
            piece(&word.text[2..text_at], name_at, line_at),
            Some(piece(&word.text[text_at + 1..], line_at + 1, place.end)),
        ),
        None => (piece(&word.text[2..], name_at, place.end), None),
    };
    Flag { span: line.span(place.start, place.end), name, value }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ' | 0x85 | 0xa0)
}

fn ceil(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Bool,
    Text,
    /// Text that may be given more than once.
    Texts,
}

fn kind(keyword: Keyword, name: &str) -> Option<Kind> {
    Some(match (keyword, name) {
        (Keyword::From, "platform") => Kind::Text,
        (Keyword::Run, "mount" | "device") => Kind::Texts,
        (Keyword::Run, "network" | "security") => Kind::Text,
        (Keyword::Copy | Keyword::Add, "chown" | "chmod") => Kind::Text,
        (Keyword::Copy | Keyword::Add, "link") => Kind::Bool,
        (Keyword::Copy | Keyword::Add, "exclude") => Kind::Texts,
        (Keyword::Copy, "from") => Kind::Text,
        (Keyword::Copy, "parents") => Kind::Bool,
        (Keyword::Add, "checksum") => Kind::Text,
        (Keyword::Add, "keep-git-dir" | "unpack") => Kind::Bool,
        (
            Keyword::Healthcheck,
            "interval" | "timeout" | "start-period" | "start-interval" | "retries",
        ) => Kind::Text,
        _ => return None,
    })
}

/// Whether `keyword` takes these flags.
pub(super) fn check(keyword: Keyword, flags: &[Flag]) -> Result<(), Problem> {
    for (at, flag) in flags.iter().enumerate() {
        let name = &flag.name.text;
        let wrong = |span: Span, message: String| Err(Problem { span, message });
        let Some(kind) = kind(keyword, name) else {
            return wrong(flag.span, format!("This instruction has no flag `--{name}`."));
        };
        let repeated = flags[..at].iter().any(|earlier| earlier.name.text == *name);
        if repeated && kind != Kind::Texts {
            return wrong(flag.span, format!("`--{name}` can be given only once."));
        }
        match (kind, flag.value.as_ref()) {
            (Kind::Bool, None) | (Kind::Text | Kind::Texts, Some(_)) => {}
            (Kind::Bool, Some(value)) if is_bool(&value.text) => {}
            (Kind::Bool, Some(value)) if !value.text.is_empty() => {
                return wrong(value.span, format!("`--{name}` can be only `true` or `false`."));
            }
            _ => {
                let message = format!("`--{name}` needs a value: `--{name}=…`, without a space.");
                return wrong(flag.span, message);
            }
        }
    }
    Ok(())
}

fn is_bool(value: &str) -> bool {
    value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> Joined {
        let mut line = Joined::default();
        line.push(text, 0);
        line
    }

    fn told(text: &str) -> (Vec<(String, Option<String>)>, &str) {
        let (flags, rest) = read(&joined(text), 0..text.len());
        let tell = |flag: Flag| (flag.name.text, flag.value.map(|value| value.text));
        (flags.into_iter().map(tell).collect(), &text[rest..])
    }

    #[test]
    fn flags_end_at_the_first_word_without_dashes() {
        let (flags, rest) = told("--a=b --c  d --e=f");
        assert_eq!(flags, [("a".into(), Some("b".into())), ("c".into(), None)]);
        assert_eq!(rest, "d --e=f");
        assert_eq!(told("-- --a=b"), (vec![], " --a=b"));
        assert_eq!(told("--"), (vec![], ""));
    }

    #[test]
    fn quotes_and_escapes_in_them_are_removed() {
        let (flags, rest) = told(r#"--a="b c"'d' "--e" --f\==g\"#);
        assert_eq!(flags, [("a".into(), Some("b cd".into()))]);
        assert_eq!(rest, r#""--e" --f\==g\"#);
        assert_eq!(told(r"--f\==g\").0, [("f".into(), Some("=g".into()))]);
    }

    #[test]
    fn a_no_break_space_in_a_flag_cuts_no_character_in_half() {
        // C2 A0: BuildKit keeps the first byte as a letter and takes the second for a space.
        let (flags, rest) = told("--a=b\u{a0}c x");
        assert_eq!(flags, [("a".into(), Some("b\u{c2}".into()))]);
        assert_eq!(rest, "c x");
        // E2 85 80: what is left starts inside the character.
        assert_eq!(told("--a=\u{2140}b").1, "b");
        assert_eq!(told("--a=\u{2005} b").1, "b");
    }

    #[test]
    fn spans_cover_names_and_values() {
        let text = "--a='b'  --link c";
        let (flags, _) = read(&joined(text), 0..text.len());
        let value = flags[0].value.as_ref().unwrap();
        assert_eq!(flags[0].span.of(text), "--a='b'");
        assert_eq!((flags[0].name.span.of(text), value.span.of(text)), ("a", "'b'"));
        assert_eq!(flags[1].name.span.of(text), "link");
    }

    #[test]
    fn each_instruction_takes_its_own() {
        let refused = |keyword, text: &str| {
            let (flags, _) = read(&joined(text), 0..text.len());
            check(keyword, &flags).is_err()
        };
        assert!(!refused(Keyword::Run, "--mount=a --mount=b --network=c x"));
        assert!(!refused(Keyword::Copy, "--exclude=a --exclude=b --link --parents=TRUE x"));
        assert!(!refused(Keyword::Add, "--keep-git-dir --checksum=a --unpack=false x"));
        assert!(refused(Keyword::Add, "--from=a x"));
        assert!(refused(Keyword::Copy, "--from a"));
        assert!(refused(Keyword::Copy, "--from=a --from=b x"));
        assert!(refused(Keyword::Copy, "--link=yes x"));
        assert!(refused(Keyword::Copy, "--link= x"));
        assert!(refused(Keyword::User, "--chown=a x"));
    }
}
