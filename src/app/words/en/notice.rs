//! What is told of a link or a file that can't be read.

use dockerfile::file::Refused;
use unroot::share::Unreadable;

/// Behind the reason.
pub const UNTOUCHED: &str = "Your own text is untouched.";
/// The button that ends it.
pub const CLOSE: &str = "Close";

/// Why a link is not opened, in a sentence or two.
pub fn unreadable(why: Unreadable) -> &'static str {
    match why {
        Unreadable::Foreign => "This is no link to a Dockerfile.",
        Unreadable::Newer => {
            "The link was made by a newer Unroot than this one. Load the page anew, or ask for the text itself."
        }
        Unreadable::Damaged => {
            "The link is damaged: a part of it was lost or changed on its way. Ask for it once more."
        }
        Unreadable::TooLong => "The link holds more than 1 MiB, which no Dockerfile needs.",
    }
}

/// Why a file is not opened, in a sentence or two.
pub fn refused(why: Refused) -> &'static str {
    match why {
        Refused::TooLarge => "The file has more than 1 MiB, which no Dockerfile needs.",
        Refused::Utf16 => "The file is UTF-16, and Docker reads UTF-8 alone. Save it as that.",
        Refused::Binary => "The file is no text: it holds NUL bytes.",
        Refused::NotUtf8 => "The file is not UTF-8, and Docker reads nothing else.",
        Refused::Several => "These are several files. One at a time can be opened.",
        Refused::Unreadable => {
            "The browser can't read it: it is a folder, or it changed meanwhile."
        }
    }
}
