//! Reads a Dockerfile the way BuildKit's own parser does, and keeps where everything stands.
//!
//! Reading is total: any text gives a [`Dockerfile`]. A line that can't be read becomes an
//! instruction whose body is [`Body::Unknown`], with a [`Problem`] that says why; the lines after
//! it are read as ever.

mod arguments;
mod body;
mod directives;
#[cfg(not(target_arch = "wasm32"))]
mod dump;
mod flags;
mod heredoc;
mod instruction;
mod joined;
mod json;
mod keyword;
mod lex;
mod lines;
mod parse;
mod script;
mod tree;
mod values;
mod words;

#[cfg(not(target_arch = "wasm32"))]
pub use dump::dump;
pub use joined::Joined;
pub use parse::parse;
pub use tree::{
    Argument, Body, Command, Comment, Copy, Directive, Dockerfile, Flag, Heredoc, Instruction,
    Keyword, Problem, Word,
};
