//! `unroot syntax`.

use super::input::Input;
use super::outcome::{Failure, Outcome};
use super::output::print;
use std::path::Path;

pub fn run(file: &Path) -> Result<Outcome, Failure> {
    let input = Input::read(file)?;
    let read = dockerfile::dump(&dockerfile::parse(&input.text), &input.text);
    print(&format!("{read:#}\n"))?;
    Ok(Outcome::Clean)
}
