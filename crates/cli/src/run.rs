//! `unroot run`.

use super::args::Run;
use super::input::Input;
use super::outcome::{Failure, Outcome};
use super::output::{print, tell};
use unroot::{advice, analyze, report};

pub fn run(args: &Run) -> Result<Outcome, Failure> {
    let input = Input::read(&args.file)?;
    let analysis = analyze(&input.text, &args.assume.assumptions());
    args.assume.must_fit(&analysis)?;
    let advice = match advice::of(&analysis.build, &analysis.verdict, &analysis.outside) {
        Ok(advice) => advice,
        Err(why) => {
            tell(&format!("{}: nothing to run: {why}", input.name));
            return Ok(Outcome::Findings);
        }
    };
    let form = args.format.form();
    let rendered = advice::render(&advice, form);
    print(&report::run(&rendered, form))?;
    Ok(if rendered.first.is_empty() { Outcome::Clean } else { Outcome::Findings })
}
