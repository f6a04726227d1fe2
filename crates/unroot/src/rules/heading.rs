//! The heading of a rule's text, read while the crate is compiled: what is not asked for is not linked.

/// The length of the heading in bytes: the first line without `# `.
pub(super) const fn length(text: &str) -> usize {
    let bytes = text.as_bytes();
    assert!(
        bytes.len() > 2 && bytes[0] == b'#' && bytes[1] == b' ',
        "the text begins with a heading"
    );
    let mut end = 2;
    while end < bytes.len() && bytes[end] != b'\n' && bytes[end] != b'\r' {
        end += 1;
    }
    end - 2
}

/// The bytes of the heading. `N` is its length.
pub(super) const fn of<const N: usize>(text: &str) -> [u8; N] {
    let mut heading = [0; N];
    let mut at = 0;
    while at < N {
        heading[at] = text.as_bytes()[at + 2];
        at += 1;
    }
    heading
}

/// The heading as text.
pub(super) const fn text(heading: &[u8]) -> &str {
    match std::str::from_utf8(heading) {
        Ok(text) => text,
        Err(_) => panic!("a heading ends where a line does"),
    }
}

#[cfg(test)]
mod tests {
    use super::{length, of, text};

    #[test]
    fn the_first_line_is_the_heading() {
        for file in ["# A title: `é`\n\n## Text", "# A title: `é`\r\n", "# A title: `é`"] {
            assert_eq!(length(file), "A title: `é`".len());
            assert_eq!(text(&of::<13>(file)), "A title: `é`", "{file}");
        }
    }
}
