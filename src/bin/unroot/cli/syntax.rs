//! `unroot syntax`.

use super::input::Input;
use super::output::print;
use super::{Failure, Outcome};
use std::path::Path;
use unroot::syntax;

pub fn run(file: &Path) -> Result<Outcome, Failure> {
    let input = Input::read(file)?;
    let read = syntax::dump(&syntax::parse(&input.text), &input.text);
    print(&format!("{read:#}\n"))?;
    Ok(Outcome::Clean)
}
