//! The command: `unroot check Dockerfile` guards a repository with what the page teaches.

mod args;
mod check;
mod fix;
mod input;
mod lesson;
mod output;
mod replace;
mod rules;
mod run;
mod serve;
mod share;
mod syntax;

use args::{Args, Command};
use clap::Parser;
use std::io::{self, Write};
use std::process::ExitCode;

/// How a command that did its work ends.
enum Outcome {
    /// Nothing found, or nothing left: exit code 0.
    Clean,
    /// Findings, or something to do first: exit code 1.
    Findings,
}

/// Why a command could not do its work, for people to read: exit code 2.
struct Failure(String);

impl Outcome {
    fn of(findings: &[unroot::finding::Finding]) -> Self {
        if findings.is_empty() { Outcome::Clean } else { Outcome::Findings }
    }
}

fn main() -> ExitCode {
    let done = match Args::parse().command {
        Command::Check(args) => check::run(&args),
        Command::Fix(args) => fix::run(&args),
        Command::Run(args) => run::run(&args),
        Command::Share(args) => share::run(&args),
        Command::Lesson(command) => lesson::run(&command),
        Command::Serve(args) => serve::run(&args),
        Command::Syntax { file } => syntax::run(&file),
        Command::Rules => rules::list(),
        Command::Explain { rule } => rules::explain(&rule),
    };
    match done {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(Failure(why)) => {
            // Where even this can't be written, the exit code still tells.
            let _ = writeln!(io::stderr(), "unroot: {why}");
            ExitCode::from(2)
        }
    }
}
