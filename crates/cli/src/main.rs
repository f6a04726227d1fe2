//! The command: `unroot check Dockerfile` guards a repository with what the page teaches.

mod args;
mod check;
mod fix;
mod input;
mod lesson;
mod outcome;
mod output;
mod replace;
mod rules;
mod run;
mod serve;
mod share;
mod syntax;

use args::{Args, Command};
use clap::Parser;
use outcome::{Failure, Outcome};
use std::io::{self, Write};
use std::process::ExitCode;

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
