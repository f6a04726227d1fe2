//! Dockerfiles as text: read the way BuildKit's own parser reads them, with the place of every word, and edited without
//! touching what an edit does not name.
//!
//! [`parse`] is total: any text gives a [`Dockerfile`]. A line that can't be read becomes an instruction whose body is
//! [`Body::Unknown`], with a [`Problem`] that says why; the lines after it are read as ever.
//!
//! ```
//! let text = "FROM debian:12\nUSER 1000\n";
//! let file = dockerfile::parse(text);
//! assert_eq!(file.instructions[1].span.of(text), "USER 1000");
//! ```
//!
//! It does not know users, images, or what a RUN does: the text of a RUN is read by the crate `shell`.

mod again;
mod arguments;
mod body;
mod directives;
#[cfg(feature = "dump")]
mod dump;
mod edit;
pub mod file;
mod flags;
mod heredoc;
mod instruction;
mod joined;
mod json;
mod kept;
mod keyword;
mod lex;
mod lines;
mod mount;
#[doc(hidden)]
pub mod order;
mod parse;
mod reuse;
mod script;
mod source;
mod tree;
mod values;
mod words;

pub use again::parse_again;
#[cfg(feature = "dump")]
pub use dump::dump;
pub use edit::{Edit, Edits, Overlap};
pub use joined::Joined;
pub use kept::Kept;
pub use parse::parse;
pub use source::{EditorIndex, LineIndex, Position, Span};
pub use tree::{
    Argument, Body, Command, Comment, Copy, Directive, Dockerfile, Flag, Heredoc, Instruction,
    Keyword, Mount, Problem, Word,
};
