//! A text and its assumptions as the fragment of a link, which browsers send to nobody.
//!
//! Version 1 is `1.` and, in base64url without padding, a zlib stream (RFC 1950) of the assumptions
//! as [`assumptions_text`] writes them, an empty line, and the text. The stream's checksum tells a
//! damaged link from a whole one. A version that was ever shipped is read for good.

mod assumptions;

pub use assumptions::{assumptions_from, assumptions_text};

use crate::guide::html::escape;
use crate::model::Assumptions;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;

/// Characters above which some programs that carry a link cut it off.
pub const LONG: usize = 8_000;

/// Bytes that a link may unfold to: no small link fills the memory.
pub const MOST: usize = (1 << 20) + (1 << 16);

/// Stands before a link's fragment where the page is shown inside another one; alone it asks for
/// that without a text. `early.js` reads it too.
pub const EMBED: &str = "embed:";

/// How hard to compress, of 10.
#[cfg(feature = "zlib")]
const LEVEL: u8 = 9;

/// What a link carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The Dockerfile.
    pub text: String,
    /// What it can't say.
    pub assumptions: Assumptions,
}

/// Why a fragment could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It never was such a link: an anchor, say.
    Foreign,
    /// A version that is not known here.
    Newer,
    /// It was cut off or changed on its way.
    Damaged,
    /// It unfolds to more than a Dockerfile may have.
    TooLong,
}

/// The bytes that the fragment for `text` and `assumptions` holds, not yet compressed.
pub fn payload(text: &str, assumptions: &Assumptions) -> String {
    format!("{}\n{text}", assumptions_text(assumptions))
}

/// The fragment, without the `#`, for a compressed payload.
pub fn fragment_of(zlib: &[u8]) -> String {
    format!("1.{}", BASE64.encode(zlib))
}

/// The element that shows `link`, an address with its fragment, inside another page.
pub fn iframe(link: &str) -> String {
    let mut out = String::from("<iframe src=\"");
    escape(&mut out, &link.replacen('#', &["#", EMBED].concat(), 1));
    out.push_str(
        "\" title=\"Dockerfile in Unroot\" width=\"700\" height=\"420\" loading=\"lazy\"></iframe>",
    );
    out
}

/// The compressed payload of a fragment, which may have its `#`, and may be one for embedding.
pub fn zlib_of(fragment: &str) -> Result<Vec<u8>, Unreadable> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let fragment = fragment.strip_prefix(EMBED).unwrap_or(fragment);
    let (version, packed) = fragment.split_once('.').ok_or(Unreadable::Foreign)?;
    match version.parse::<u32>() {
        Ok(1) => BASE64.decode(packed).map_err(|_| Unreadable::Damaged),
        Ok(_) => Err(Unreadable::Newer),
        Err(_) => Err(Unreadable::Foreign),
    }
}

/// What a payload says.
pub fn from_payload(payload: Vec<u8>) -> Result<Shared, Unreadable> {
    let payload = String::from_utf8(payload).map_err(|_| Unreadable::Damaged)?;
    let (assumed, text) = match payload.strip_prefix('\n') {
        Some(text) => ("", text),
        None => payload.split_once("\n\n").ok_or(Unreadable::Damaged)?,
    };
    Ok(Shared { text: text.to_owned(), assumptions: assumptions_from(assumed) })
}

/// The fragment for `text` and `assumptions`, without the `#`. The page compresses with what the
/// browser has, which saves it the weight of this.
#[cfg(feature = "zlib")]
pub fn fragment(text: &str, assumptions: &Assumptions) -> String {
    let payload = payload(text, assumptions);
    fragment_of(&miniz_oxide::deflate::compress_to_vec_zlib(payload.as_bytes(), LEVEL))
}

/// Reads a fragment, with or without its `#`.
#[cfg(feature = "zlib")]
pub fn read(fragment: &str) -> Result<Shared, Unreadable> {
    use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};
    let payload = decompress_to_vec_zlib_with_limit(&zlib_of(fragment)?, MOST);
    from_payload(payload.map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => Unreadable::TooLong,
        _ => Unreadable::Damaged,
    })?)
}

#[cfg(all(test, feature = "zlib"))]
mod tests {
    use super::*;
    use crate::model::Builder;
    use miniz_oxide::deflate::compress_to_vec_zlib;

    fn assumed() -> Assumptions {
        let mut assumptions = Assumptions {
            target: Some("build".into()),
            builder: Builder::Classic,
            ..Assumptions::default()
        };
        assumptions.build_args.insert("VERSION".into(), "3.20 é".into());
        assumptions
    }

    #[test]
    fn text_and_assumptions_come_back_as_they_went() {
        let long: String = (0..4_000).map(|n| format!("RUN echo {n} {}\n", n * 7_919)).collect();
        assert!((80_000..120_000).contains(&long.len()), "{}", long.len());
        for text in ["", "\n", "\n\nFROM a\r\n", "FROM a\n\nUSER 1\n", "FROM é\u{1f433}", &long] {
            for assumptions in [Assumptions::default(), assumed()] {
                let made = fragment(text, &assumptions);
                assert!(made.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b)));
                let shared = Shared { text: text.to_owned(), assumptions };
                assert_eq!(read(&made).as_ref(), Ok(&shared));
                assert_eq!(read(&format!("#{made}")), Ok(shared));
            }
        }
    }

    /// Links that are out in the world stay readable, whatever later versions write.
    #[test]
    fn a_link_of_version_1_is_read() {
        let link = "1.eNoBNADL_2J1aWxkZXI9Y2xhc3NpYwp0YXJnZXQ9eAoKRlJPTSBhbHBpbmU6My4yMApVU0VSIGFwcArlSBDf";
        let shared = read(link).unwrap();
        assert_eq!(shared.text, "FROM alpine:3.20\nUSER app\n");
        assert_eq!(shared.assumptions.target.as_deref(), Some("x"));
        assert_eq!(shared.assumptions.builder, Builder::Classic);
    }

    /// Pages and slides out in the world hold these.
    #[test]
    fn a_link_for_embedding_is_read() {
        let link = "1.eNoBNADL_2J1aWxkZXI9Y2xhc3NpYwp0YXJnZXQ9eAoKRlJPTSBhbHBpbmU6My4yMApVU0VSIGFwcArlSBDf";
        assert_eq!(read(&format!("#embed:{link}")), read(link));
        assert!(read(link).is_ok());
        assert_eq!(read("#embed"), Err(Unreadable::Foreign));
        assert_eq!(read("#embed:"), Err(Unreadable::Foreign));
        assert_eq!(read("#embed:2.abc"), Err(Unreadable::Newer));
    }

    #[test]
    fn the_element_for_embedding_holds_any_address() {
        let made = iframe("https://a.example/un\"root/?a=1&b=<2>#1.eNoB");
        assert_eq!(
            made,
            "<iframe src=\"https://a.example/un&quot;root/?a=1&amp;b=&lt;2&gt;#embed:1.eNoB\" \
             title=\"Dockerfile in Unroot\" width=\"700\" height=\"420\" loading=\"lazy\"></iframe>"
        );
    }

    #[test]
    fn every_cut_and_every_changed_letter_is_noticed() {
        let whole = fragment("FROM debian:12\nUSER app\nCMD [\"./run\"]\n", &assumed());
        for end in 2..whole.len() {
            assert_eq!(read(&whole[..end]), Err(Unreadable::Damaged), "{end}");
        }
        for at in 2..whole.len() - 1 {
            let other = if whole.as_bytes()[at] == b'A' { "B" } else { "A" };
            let changed = format!("{}{other}{}", &whole[..at], &whole[at + 1..]);
            assert!(read(&changed).is_err(), "{at}");
        }
    }

    #[test]
    fn what_is_no_link_of_ours_is_told_apart() {
        for other in ["", "#", "embed", "#line-3", "v1.x", ".eJw"] {
            assert_eq!(read(other), Err(Unreadable::Foreign), "{other}");
        }
        assert_eq!(read("#2.abc"), Err(Unreadable::Newer));
        assert_eq!(read("1.a b"), Err(Unreadable::Damaged));
        let bomb = compress_to_vec_zlib(&vec![b'x'; MOST + 1], LEVEL);
        assert_eq!(read(&format!("1.{}", BASE64.encode(bomb))), Err(Unreadable::TooLong));
    }
}
