//! The guide, around texts that are the library's.

/// Until a rule's text has come.
pub const ON_ITS_WAY: &str = "Its text is on its way.";

/// The head of a rule's text.
pub fn rule(id: &str, title: &str) -> String {
    format!("The rule `{id}`: {title}")
}

/// In the place of a rule's text that did not come.
pub fn lost(place: &str) -> String {
    format!("`{place}` beside this page can't be read now.")
}
