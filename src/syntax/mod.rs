//! Reads a Dockerfile the way BuildKit's own parser does, and keeps where everything stands.
//!
//! Reading is total: any text gives a [`Dockerfile`]. A line that can't be read becomes an
//! instruction whose body is [`Body::Unknown`], with a [`Problem`] that says why; the lines after
//! it are read as ever.

mod joined;
mod tree;

pub use joined::Joined;
pub use tree::{
    Argument, Body, Command, Comment, Copy, Directive, Dockerfile, Flag, Heredoc, Instruction,
    Keyword, Problem, Word,
};
