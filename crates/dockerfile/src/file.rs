//! Files: what one is called, and whether the bytes of another are a text to work on.

/// How a Dockerfile is called that nobody named.
pub const NAME: &str = "Dockerfile";

/// Bytes that a file may have that somebody opens: no Dockerfile needs more.
pub const MOST: usize = 1 << 20;

/// Why a file was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It has more than [`MOST`] bytes.
    TooLarge,
    /// It is text, in another encoding than UTF-8.
    Utf16,
    /// It holds NUL bytes, which no text does.
    Binary,
    /// It is not UTF-8.
    NotUtf8,
    /// There was more than one.
    Several,
    /// It could not be read: it is a folder, or it went away.
    Unreadable,
}

/// The text that `bytes` are; byte-order mark and line endings stay.
pub fn text_of(bytes: Vec<u8>) -> Result<String, Refused> {
    if bytes.len() > MOST {
        return Err(Refused::TooLarge);
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Refused::Utf16);
    }
    if bytes.contains(&0) {
        return Err(Refused::Binary);
    }
    String::from_utf8(bytes).map_err(|_| Refused::NotUtf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_as_it_is() {
        for text in ["", "FROM a\r\nUSER 1", "\u{feff}FROM é\u{1f433}\n"] {
            assert_eq!(text_of(text.into()).as_deref(), Ok(text));
        }
        assert_eq!(text_of(vec![b'x'; MOST]).map(|text| text.len()), Ok(MOST));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(text_of(vec![b'x'; MOST + 1]), Err(Refused::TooLarge));
        assert_eq!(text_of(b"\x7fELF\x02\x00".to_vec()), Err(Refused::Binary));
        assert_eq!(text_of(b"FROM caf\xe9\n".to_vec()), Err(Refused::NotUtf8));
        assert_eq!(text_of(b"\xff\xfeF\0R\0".to_vec()), Err(Refused::Utf16));
        assert_eq!(text_of(b"\xfe\xff\0F\0R".to_vec()), Err(Refused::Utf16));
    }
}
