//! base64url without padding (RFC 4648, section 5). Tables and streams for every dialect, as
//! libraries have them, weigh more in the page than all the rest of what makes a link.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Four letters for three bytes; two or three for what is left over.
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() / 3 * 4 + 3);
    for group in bytes.chunks(3) {
        let byte = |at| u32::from(group.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..=group.len() {
            text.push(LETTERS[(bits >> (18 - 6 * at)) as usize % 64].into());
        }
    }
    text
}

/// The bytes of `text`; `None` for a text that [`encode`] does not make.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for group in text.as_bytes().chunks(4) {
        let mut bits = 0;
        for at in 0..4 {
            bits = bits << 6 | group.get(at).map_or(Some(0), |letter| value(*letter))?;
        }
        let [_, three @ ..] = bits.to_be_bytes();
        let (whole, rest) = three.split_at(group.len() * 3 / 4);
        if group.len() == 1 || rest.iter().any(|byte| *byte != 0) {
            return None;
        }
        bytes.extend_from_slice(whole);
    }
    Some(bytes)
}

fn value(letter: u8) -> Option<u32> {
    let value = match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    };
    Some(value.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD as THEIRS;

    #[test]
    fn bytes_become_what_others_make_of_them_and_come_back() {
        let all: Vec<u8> = (0..=255).chain((0..=255).rev()).collect();
        for end in 0..all.len() {
            for start in 0..end.min(4) {
                let bytes = &all[start..end];
                let text = encode(bytes);
                assert_eq!(text, THEIRS.encode(bytes));
                assert_eq!(decode(&text).as_deref(), Some(bytes));
            }
        }
    }

    #[test]
    fn what_others_refuse_is_refused() {
        let letters = ["", "A", "B", "z", "0", "-", "_", "=", "+", " ", "é"];
        for text in (0..letters.len().pow(4)).map(|number| {
            let letter = |at| letters[number / letters.len().pow(at) % letters.len()];
            [letter(0), letter(1), letter(2), letter(3), "AAAA", letter(1)].concat()
        }) {
            assert_eq!(decode(&text), THEIRS.decode(&text).ok(), "{text}");
        }
    }
}
