//! Text of unknown origin, made fit for a terminal.

use unicode_width::UnicodeWidthStr;

/// `text` with nothing that moves the cursor, colours or reorders what is shown: tabs become blanks,
/// control characters their pictures.
pub(super) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\t' => shown.push_str("    "),
            '\0'..='\x1f' => shown.push(char::from_u32(0x2400 + char as u32).unwrap_or(' ')),
            '\x7f' => shown.push('\u{2421}'),
            char if char.is_control() || reorders(char) => shown.push('\u{fffd}'),
            char => shown.push(char),
        }
    }
    shown
}

/// How many columns of a terminal `text` takes, once [`visible`].
pub(super) fn width(text: &str) -> usize {
    visible(text).width()
}

/// Marks that turn the direction of writing, and would show a line other than it is.
fn reorders(char: char) -> bool {
    matches!(char, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_but_characters() {
        assert_eq!(visible("a\tb\x1b[31m\r\u{9b}\u{202e}é"), "a    b␛[31m␍\u{fffd}\u{fffd}é");
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(width("日本\té"), 9);
    }
}
