//! What an analysis looks like outside of Unroot: JSON, SARIF, Markdown and unified diffs for other
//! tools, text for a terminal.

mod diff;
mod json;
pub mod lines;
mod markdown;
mod places;
mod sarif;

#[cfg(feature = "terminal")]
mod run;
#[cfg(feature = "terminal")]
mod text;
#[cfg(feature = "terminal")]
mod visible;

#[cfg(test)]
mod double;

pub use diff::diff;
pub use json::json;
pub use markdown::markdown;
#[cfg(feature = "terminal")]
pub use run::run;
pub use sarif::sarif;
#[cfg(feature = "terminal")]
pub use text::text;

/// The JSON of `value`, indented by two spaces, with a newline at its end.
fn pretty(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).expect("text and numbers always have a JSON form") + "\n"
}

/// `1 finding`, `2 findings`.
fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
