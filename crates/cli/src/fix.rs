//! `unroot fix`.

use super::args::Fix;
use super::input::{Input, is_stdin};
use super::outcome::{Failure, Outcome};
use super::output::{print, tell};
use super::replace::replace;
use unroot::finding::Finding;
use unroot::{Repaired, Repairer, analyze, report};

pub fn run(args: &Fix) -> Result<Outcome, Failure> {
    if args.write && is_stdin(&args.file) {
        return Err(Failure("--write needs a file: standard input can't be replaced".to_owned()));
    }
    let input = Input::read(&args.file)?;
    let analysis = analyze(&input.text, &args.assume.assumptions());
    args.assume.must_fit(&analysis)?;
    let repairer = Repairer::new(&analysis, None);
    let repaired = if args.review { repairer.with_review().finish() } else { repairer.finish() };
    let text = &repaired.text;
    let left = analyze(text, &args.assume.assumptions()).findings;
    if args.diff {
        print(&report::diff(&input.text, text, &input.path))?;
    } else if !args.write {
        print(text)?;
    } else if **text != *input.text {
        let why = |error| Failure(format!("can't replace {}: {error}", input.name));
        replace(&args.file, text.as_bytes()).map_err(why)?;
    }
    summarise(&input.name, &repaired, &left);
    Ok(Outcome::of(&left))
}

fn summarise(name: &str, repaired: &Repaired, left: &[Finding]) {
    for repair in &repaired.applied {
        tell(&format!("{name}: repaired: {}", repair.title));
        repair.check.iter().for_each(|what| tell(&format!("{name}:   check: {what}")));
    }
    for finding in left {
        if let Some((fix, what)) =
            finding.fixes.iter().find_map(|fix| Some((fix, fix.review_of()?)))
        {
            tell(&format!(
                "{name}: to be looked at: {} ({what}); `--review` applies it",
                fix.title
            ));
        } else if let Some(why) = &finding.no_fix {
            tell(&format!("{name}: not repaired: {why}"));
        }
    }
    if repaired.stopped {
        let most = Repairer::MOST;
        tell(&format!("{name}: stopped after {most} repairs; run `unroot fix` again for the rest"));
    }
    let nothing_done = repaired.applied.is_empty();
    match left.len() {
        0 if nothing_done => tell(&format!("{name}: nothing to repair")),
        0 => tell(&format!("{name}: no findings left")),
        1 => tell(&format!("{name}: 1 finding left; `unroot check` shows it")),
        left => tell(&format!("{name}: {left} findings left; `unroot check` shows them")),
    }
}
