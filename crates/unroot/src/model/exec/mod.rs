//! `RUN`: the shell text is interpreted command by command, and each command changes what is known.
//!
//! [`run()`] carries out the instruction; the interpreter follows the script and hands each command line
//! to [`programs`], one table from the name of a program to its simulation.

pub(crate) mod account_files;
mod exit;
mod interpreter;
mod mounts;
mod place;
mod programs;
mod run;
mod shell_state;
mod simple;
mod targets;
mod volumes;
mod words;
mod world;
mod writing;

pub(crate) use programs::{PATH, presence};
pub(crate) use run::{RunResult, run};
