//! What is told of a link that can't be read.

use unroot::share::Unreadable;

/// Behind the reason.
pub const UNTOUCHED: &str = "Your own text is untouched.";
/// The button that ends it.
pub const CLOSE: &str = "Close";

/// The reason in a sentence or two.
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
