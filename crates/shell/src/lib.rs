//! Reads the shell text of RUN, CMD and ENTRYPOINT: lists, pipelines and simple commands of POSIX
//! sh, with the bash words that Dockerfiles use, every word with its place.
//!
//! An [`Invocation`] is one command line after expansion, its options read as its program reads them.
//!
//! It says what is written, not what a command does. What can't be read becomes
//! [`Command::Unknown`]; nothing is guessed.
//!
//! Bash's `[[ … ]]` is a simple command whose operators are words; `((…))` is one of a single
//! [`Part::Arithmetic`] word, and `for ((…))` a loop without a name over such a word. The bodies of
//! here-documents are text: what an unquoted one substitutes is not read.

mod command;
mod compound;
mod expand;
mod heredoc;
mod invocation;
mod redirect;
mod scan;
mod tree;
mod visit;
mod word;

pub use invocation::{Argument, Dialect, Given, Invocation, base_name};
pub use tree::{
    Assignment, Case, Command, Connector, List, Parameter, Part, Pipeline, Redirect, RedirectKind,
    Simple, Word,
};

/// Reads `script`. Any text gives a tree: what can't be read is one [`Command::Unknown`] that
/// reaches to the end, in the list where the reader stopped, and what stood before it is kept.
pub fn parse(script: &str) -> List {
    scan::read(script, &[], 0).0
}

#[cfg(test)]
mod tests;
