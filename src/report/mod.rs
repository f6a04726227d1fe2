//! What an analysis looks like outside of Unroot: JSON, SARIF and Markdown for other tools, text
//! and unified diffs for a terminal.

pub mod json;
mod markdown;
mod places;
mod sarif;

#[cfg(not(target_arch = "wasm32"))]
mod diff;
#[cfg(not(target_arch = "wasm32"))]
mod text;
#[cfg(not(target_arch = "wasm32"))]
mod visible;

#[cfg(test)]
mod double;

#[cfg(not(target_arch = "wasm32"))]
pub use diff::diff;
pub use json::json;
pub use markdown::markdown;
pub use sarif::sarif;
#[cfg(not(target_arch = "wasm32"))]
pub use text::text;

/// `1 finding`, `2 findings`.
fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
