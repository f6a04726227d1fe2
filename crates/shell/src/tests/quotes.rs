//! Words as they are written, and read back.

use super::simple;
use crate::{Word, is_plain, quote};

#[test]
fn only_what_needs_quotes_has_them() {
    for (text, quoted) in [
        ("/data", "/data"),
        ("1000:1000", "1000:1000"),
        ("/tmp:uid=1000,mode=755", "/tmp:uid=1000,mode=755"),
        ("/usr/lib/c++@1-2_3.4%", "/usr/lib/c++@1-2_3.4%"),
        ("<UID>:<GID>", "'<UID>:<GID>'"),
        ("/it's", r"'/it'\''s'"),
        ("/a b", "'/a b'"),
        ("/$HOME`x`", "'/$HOME`x`'"),
        ("~", "'~'"),
        ("", "''"),
        ("é", "'é'"),
    ] {
        assert_eq!(quote(text), quoted);
        assert_eq!(is_plain(text), text == quoted, "{text}");
    }
}

/// Every character of ASCII but NUL, which no command line holds, alone and between letters.
#[test]
fn the_shell_reads_the_word_back() {
    for char in (1..=127u8).map(char::from) {
        for text in [char.to_string(), format!("a{char}b"), format!("{char}'{char}")] {
            let script = format!("echo {}", quote(&text));
            let words: Vec<_> = simple(&script).words.iter().map(Word::literal).collect();
            assert_eq!(words, [Some("echo".to_owned()), Some(text)], "{script:?}");
        }
    }
}
