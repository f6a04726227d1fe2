//! The first sentence of a message, which stands alone.

/// Splits `message` after its first sentence, which stands alone: (sentence, rest).
pub fn first_sentence(message: &str) -> (&str, &str) {
    let mut in_code = false;
    let mut ends = None;
    for (at, char) in message.char_indices() {
        match char {
            '`' => in_code = !in_code,
            '.' | '!' | '?' if !in_code && message[at + 1..].starts_with(char::is_whitespace) => {
                ends = Some(at + 1);
                break;
            }
            _ => {}
        }
    }
    let at = ends.unwrap_or(message.len());
    (&message[..at], message[at..].trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_stands_alone() {
        let (first, rest) = first_sentence("`a. b` is root's. So what? Ask.");
        assert_eq!((first, rest), ("`a. b` is root's.", "So what? Ask."));
        assert_eq!(first_sentence("No end"), ("No end", ""));
    }
}
