//! Bash's braces: `{a,b}` and `{1..3}` make several words of one.

use shell::{Part, Word};

/// How many words one may become.
const MOST: usize = 256;

/// A character that stood unquoted, or another part.
#[derive(Clone)]
enum Token {
    Char(char),
    Part(Part),
}

/// Whether braces may make several words of `word`.
pub(super) fn has_braces(word: &Word) -> bool {
    let has = |wanted: char| {
        word.parts.iter().any(
            |part| matches!(part, Part::Literal { text, quoted: false } if text.contains(wanted)),
        )
    };
    let dots = word
        .parts
        .iter()
        .any(|part| matches!(part, Part::Literal { text, quoted: false } if text.contains("..")));
    has('{') && has('}') && (has(',') || dots)
}

/// The words that bash makes of `word`; `None` where there are too many.
pub(super) fn spread(word: &Word) -> Option<Vec<Word>> {
    let mut tokens = Vec::new();
    for part in &word.parts {
        match part {
            Part::Literal { text, quoted: false } => tokens.extend(text.chars().map(Token::Char)),
            part => tokens.push(Token::Part(part.clone())),
        }
    }
    let mut found = Vec::new();
    expand(Vec::new(), &tokens, &mut found)?;
    let words = found.into_iter().map(|tokens| Word { span: word.span, parts: parts(tokens) });
    Some(words.collect())
}

/// Adds to `found` what `before` and each way to read `rest` make.
fn expand(before: Vec<Token>, rest: &[Token], found: &mut Vec<Vec<Token>>) -> Option<()> {
    let mut at = 0;
    while at < rest.len() {
        if is(rest, at, '{')
            && let Some((choices, end)) = choices(rest, at)
        {
            let (before, after) = ([&before, &rest[..at]].concat(), &rest[end..]);
            for choice in choices {
                let mut inner = Vec::new();
                expand(Vec::new(), &choice, &mut inner)?;
                for choice in inner {
                    expand([&before[..], &choice].concat(), after, found)?;
                }
            }
            return Some(());
        }
        at += 1;
    }
    found.push([&before, rest].concat());
    (found.len() <= MOST).then_some(())
}

fn is(tokens: &[Token], at: usize, wanted: char) -> bool {
    matches!(tokens.get(at), Some(Token::Char(char)) if *char == wanted)
}

/// What the brace at `open` chooses between, and where it ends; `None` where it is plain text.
fn choices(tokens: &[Token], open: usize) -> Option<(Vec<Vec<Token>>, usize)> {
    let (mut depth, mut start, mut found) = (0, open + 1, Vec::new());
    for at in open..tokens.len() {
        if is(tokens, at, '{') {
            depth += 1;
        } else if is(tokens, at, '}') {
            depth -= 1;
        }
        if depth == 0 || (depth == 1 && is(tokens, at, ',')) {
            found.push(tokens[start..at].to_vec());
            start = at + 1;
        }
        if depth == 0 {
            return match found.len() {
                1 => Some((range(&found[0])?, at + 1)),
                _ => Some((found, at + 1)),
            };
        }
    }
    None
}

/// `1..3` and `a..c`.
fn range(tokens: &[Token]) -> Option<Vec<Vec<Token>>> {
    let text: Option<String> = tokens
        .iter()
        .map(|token| match token {
            Token::Char(char) => Some(*char),
            Token::Part(_) => None,
        })
        .collect();
    let text = text?;
    let (from, to) = text.split_once("..")?;
    let tokens = |text: String| text.chars().map(Token::Char).collect();
    let padded = |text: &str| text.len() > 1 && text.trim_start_matches('-').starts_with('0');
    if let (Ok(from), Ok(to), false) =
        (from.parse::<i64>(), to.parse::<i64>(), padded(from) || padded(to))
    {
        if from.abs_diff(to) >= MOST as u64 {
            return None;
        }
        let all: Vec<i64> =
            if from <= to { (from..=to).collect() } else { (to..=from).rev().collect() };
        return Some(all.into_iter().map(|number| tokens(number.to_string())).collect());
    }
    let letter = |text: &str| text.parse::<char>().ok().filter(char::is_ascii_alphabetic);
    let (from, to) = (letter(from)?, letter(to)?);
    let all: Vec<char> =
        if from <= to { (from..=to).collect() } else { (to..=from).rev().collect() };
    Some(all.into_iter().map(|char| tokens(char.to_string())).collect())
}

fn parts(tokens: Vec<Token>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for token in tokens {
        match (token, parts.last_mut()) {
            (Token::Char(char), Some(Part::Literal { text, quoted: false })) => text.push(char),
            (Token::Char(char), _) => {
                parts.push(Part::Literal { text: char.to_string(), quoted: false });
            }
            (Token::Part(part), _) => parts.push(part),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_spread_as_bash_does() {
        for (word, spreads) in [
            ("a{b,c}d", "abd acd"),
            ("{a,b}{1..3}", "a1 a2 a3 b1 b2 b3"),
            ("/x/{a/{b,c},d}", "/x/a/b /x/a/c /x/d"),
            ("{3..1}", "3 2 1"),
            ("{a..c}", "a b c"),
            ("{a}", "{a}"),
            ("x{a", "x{a"),
            ("{}", "{}"),
            ("a{,.bak}", "a a.bak"),
        ] {
            let list = shell::parse(word);
            let simple = list.simple_commands()[0].clone();
            let words = spread(&simple.words[0]).unwrap();
            let words: Vec<String> = words.iter().map(|word| word.literal().unwrap()).collect();
            assert_eq!(words.join(" "), spreads, "{word}");
        }
    }
}
