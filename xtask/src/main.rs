//! Chores of this repository: `cargo xtask`, followed by one of the commands below.

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask pack [FOLDER]   print the course of FOLDER (lessons/) as the JSON that the page fetches";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["pack"] => pack("lessons"),
        ["pack", folder] => pack(folder),
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
