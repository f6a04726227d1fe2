//! Reads the shell text of RUN, CMD and ENTRYPOINT: lists, pipelines and simple commands of POSIX
//! sh, with the bash words that Dockerfiles use, every word with its place.
//!
//! An [`Invocation`] is one command line after expansion, its options read as its program reads them.
//!
//! It says what is written, not what a command does. What can't be read becomes
//! [`Command::Unknown`]; nothing is guessed. [`quote`] writes a word
//! that reads back as the text it was made from.
//!
//! Bash's `[[ … ]]` is a simple command whose operators are words; `((…))` is one of a single
//! [`Part::Arithmetic`] word, and `for ((…))` a loop without a name over such a word. The body of a
//! here-document is text; [`Redirect::here_document`] reads what it substitutes.

use dockerfile::{Instruction, Joined};
use std::borrow::Cow;

mod command;
mod compound;
mod expand;
mod heredoc;
mod invocation;
mod language;
mod quote;
mod redirect;
mod scan;
mod tree;
mod visit;
mod word;

pub use invocation::{Argument, Dialect, Given, Invocation, base_name};
pub use language::Language;
pub use quote::{is_plain, quote};
pub use tree::{
    Assignment, Case, Command, Connector, List, Parameter, Part, Pipeline, Redirect, RedirectKind,
    Simple, Word,
};

/// Reads `script`. Any text gives a tree: what can't be read is one [`Command::Unknown`] that
/// reaches to the end, in the list where the reader stopped, and what stood before it is kept.
pub fn parse(script: &str) -> List {
    scan::read(script, &[], 0).0
}

/// A script of an instruction, read once: the list is kept with the instruction.
pub struct Script<'a> {
    /// Its text, with the way back to the Dockerfile.
    pub text: Joined,
    /// What it says; spans are bytes of `text`.
    pub list: Cow<'a, List>,
}

/// The script of `instruction`, whose command in shell form starts at the byte `offset` of its logical line.
pub fn script(instruction: &Instruction, offset: usize) -> Script<'_> {
    let text = instruction.script(offset);
    // Only HEALTHCHECK, RUN, CMD and ENTRYPOINT have one, and each has one only.
    let kept = instruction.kept.get(|| parse(text.text())).map(Cow::Borrowed);
    let list = kept.unwrap_or_else(|| Cow::Owned(parse(text.text())));
    Script { text, list }
}

#[cfg(test)]
mod tests;
