//! Reads the shell text of RUN, CMD and ENTRYPOINT: lists, pipelines and simple commands of POSIX
//! sh, with the bash words that Dockerfiles use, every word with its place.
//!
//! It says what is written, not what a command does. What can't be read becomes
//! [`Command::Unknown`]; nothing is guessed.

mod tree;

pub use tree::{
    Assignment, Case, Command, Connector, List, Parameter, Part, Pipeline, Redirect, RedirectKind,
    Simple, Word,
};
