//! The link that carries the text.

use super::numbers::number;

/// The button that opens it.
pub const SHARE: &str = "Share";
/// The head of its sheet.
pub const A_LINK: &str = "A link to this Dockerfile";
/// Where the text goes.
pub const ABOUT: &str = "Text and assumptions stand in the link itself, behind the `#`, which browsers send to no server.";
/// The field with it.
pub const LINK: &str = "Link";
/// The button that copies it.
pub const COPY: &str = "Copy the link";
/// The field with the element that shows it in another page.
pub const FRAME: &str = "Frame, for a page or slides";
/// The button that copies that.
pub const COPY_FRAME: &str = "Copy the frame";
/// When that is done.
pub const COPIED: &str = "Copied.";
/// When that can't be done.
pub const NOT_ALLOWED: &str = "The browser does not allow it: copy it from the field.";
/// When no link can be made.
pub const TOO_OLD: &str = "This browser can't make links: it is too old.";

/// A word of warning, for a link of so many characters.
pub fn long(length: usize) -> String {
    format!(
        "The link has {} characters. Some programs that carry it cut it off; a file is safer.",
        number(length)
    )
}
