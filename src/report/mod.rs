//! What an analysis looks like outside of Unroot: JSON, SARIF, Markdown and unified diffs for other
//! tools, text for a terminal.

mod diff;
mod json;
mod markdown;
mod places;
mod sarif;
mod tree;

#[cfg(not(target_arch = "wasm32"))]
mod run;
#[cfg(not(target_arch = "wasm32"))]
mod text;
#[cfg(not(target_arch = "wasm32"))]
mod visible;

#[cfg(test)]
mod double;

pub use diff::diff;
pub use json::json;
pub use markdown::markdown;
#[cfg(not(target_arch = "wasm32"))]
pub use run::run;
pub use sarif::sarif;
#[cfg(not(target_arch = "wasm32"))]
pub use text::text;

/// `1 finding`, `2 findings`.
fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
