//! Values as YAML and Compose read them back.

use std::fmt::Write;

/// `text` as a YAML string, also for parsers that still read 1.1 (`no`, `0x10`, `1:30`).
pub(super) fn yaml(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte);
    let begins = text.starts_with(|char: char| char.is_ascii_alphabetic() || char == '/');
    if begins && text.bytes().all(plain) && !is_keyword(text) {
        return text.to_owned();
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => quoted.extend(['\\', char]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            // Controls, and what YAML takes for line breaks or a byte-order mark.
            char if char.is_control() || matches!(char, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(char));
            }
            char => quoted.push(char),
        }
    }
    quoted.push('"');
    quoted
}

/// `text` as a YAML string of a Compose file, which replaces variables in it.
pub(super) fn compose(text: &str) -> String {
    yaml(&text.replace('$', "$$"))
}

fn is_keyword(text: &str) -> bool {
    let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"];
    words.iter().any(|word| word.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_reads_the_string_back() {
        for (text, quoted) in [
            ("/data", "/data"),
            ("IMAGE", "IMAGE"),
            ("1000:1000", "\"1000:1000\""),
            ("80", "\"80\""),
            ("no", "\"no\""),
            ("Yes", "\"Yes\""),
            ("-", "\"-\""),
            (".5", "\".5\""),
            ("a: b", "\"a: b\""),
            ("a #b", "\"a #b\""),
            ("<UID>", "\"<UID>\""),
            ("/q\"\\", "\"/q\\\"\\\\\""),
            ("/a\n\u{1b}", "\"/a\\n\\u001b\""),
            ("/é", "\"/é\""),
            ("", "\"\""),
        ] {
            assert_eq!(yaml(text), quoted);
        }
    }

    #[test]
    fn compose_replaces_no_variable() {
        assert_eq!(compose("/a$b"), "\"/a$$b\"");
        assert_eq!(compose("/data"), "/data");
    }
}
