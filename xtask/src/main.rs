//! Chores of this repository: `cargo xtask`, followed by one of the commands below.

use std::path::Path;
use std::process::ExitCode;

use xtask::new_rule::{self, Request};
use xtask::rules;

const USAGE: &str = "\
cargo xtask pack [FOLDER]   print the course of FOLDER (lessons/) as the JSON that the page fetches
cargo xtask new-rule ID [--section SECTION] [--title TITLE] [--after RULE]
                            write a rule's two files, register it, and add it to the README
cargo xtask rules           write the README's table of rules and docs/rule-questions.md";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["pack"] => pack("lessons"),
        ["pack", folder] => pack(folder),
        ["new-rule", ref rest @ ..] => begin_rule(rest),
        ["rules"] => rewrite_lists(),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the course of `folder` as JSON, or says everything that is wrong with it.
fn pack(folder: &str) -> Result<(), String> {
    let course = lesson::of_folder(Path::new(folder))
        .map_err(|why| format!("can't read {folder}: {why}"))?
        .map_err(|problems| {
            problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        })?;
    print!("{}", lesson::json(&course));
    Ok(())
}

/// The root of the repository: cargo runs a task wherever it was called.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Writes the files of a new rule and says what to do next.
fn begin_rule(arguments: &[&str]) -> Result<(), String> {
    let request = Request::of(arguments).map_err(|why| format!("{why}\n{USAGE}"))?;
    let [text, code] = new_rule::create(root(), &request)?;
    println!("Registered `{}`, and added it to the README.\n", request.id);
    println!("1. Write the examples and the text:  {text}");
    println!("2. Write the check:                  {code}");
    println!("3. Run its tests:                    cargo test -p unroot --test it rules");
    Ok(())
}

/// Writes what is made from the rules, and says which files changed.
fn rewrite_lists() -> Result<(), String> {
    for file in rules::rewrite(root())? {
        println!("wrote {}", file.display());
    }
    Ok(())
}
