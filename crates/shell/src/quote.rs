//! Writes words: the other way round.

use std::borrow::Cow;

/// `text` as one word of a POSIX shell: as it is where every shell reads it back so, else in single
/// quotes.
///
/// Of punctuation only `% + , - . / : = @ _` stand without quotes, so that
/// `--tmpfs /tmp:uid=1000,mode=755` looks as in Docker's documentation.
pub fn quote(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("'{}'", text.replace('\'', r"'\''")))
}

/// Whether `text` is a word that needs no quotes in any shell.
pub fn is_plain(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"%+,-./:=@_".contains(&byte);
    !text.is_empty() && text.bytes().all(plain)
}
