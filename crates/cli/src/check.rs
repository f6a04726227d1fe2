//! `unroot check`.

use super::args::{Check, Format};
use super::input::Input;
use super::outcome::{Failure, Outcome};
use super::output::{print, print_styled};
use unroot::{analyze, report, rules};

pub fn run(args: &Check) -> Result<Outcome, Failure> {
    let input = Input::read(&args.file)?;
    let analysis = analyze(&input.text, &args.assume.assumptions());
    args.assume.must_fit(&analysis)?;
    match args.format {
        Format::Text => print_styled(&report::text(&analysis, &input.name))?,
        Format::Json => print(&report::json(&analysis))?,
        Format::Sarif => {
            let rules: Vec<_> = rules::all().collect();
            print(&report::sarif(&analysis, &input.path, &rules))?;
        }
        Format::Markdown => print(&report::markdown(&analysis, &input.name))?,
    }
    Ok(Outcome::of(&analysis.findings))
}
