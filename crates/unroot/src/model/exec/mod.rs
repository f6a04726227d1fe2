//! `RUN`: the shell text is interpreted command by command, and each command changes what is known.
//!
//! [`run()`] carries out the instruction; the interpreter follows the script and hands each command line
//! to [`programs`], one table from the name of a program to its simulation.

pub(crate) mod account_files;
mod arithmetic;
mod braces;
mod builtin;
mod calls;
mod compounds;
mod double_test;
mod exit;
mod interpreter;
mod language;
mod mounts;
mod options;
mod parameters;
mod paths;
mod pipelines;
mod place;
mod process;
mod programs;
mod redirects;
mod run;
mod shell_state;
mod simple;
mod targets;
#[cfg(test)]
mod tests;
mod volumes;
mod words;
mod world;
mod writing;

pub(crate) use programs::{PATH, presence};
pub(crate) use run::{RunResult, run};
