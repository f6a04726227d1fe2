//! Builds images of applications, starts them, and asks whether they still work after a fix.
//!
//! Each folder below `cases` is an application: a Dockerfile, what it copies, and `case.toml`, which says how to tell that
//! it works. What the analyzer makes of it unasked has to work as well, as the user that the verdict names. How a change of
//! user is graded, and whether it works, is recorded in `case.toml`: `UNROOT_WRITE=1` writes it.
//!
//! `UNROOT_CASE=name` picks cases. Those that take long run only with `UNROOT_ALL=1`. Where Buildah, root or debootstrap is
//! missing this says so and counts as skipped; in continuous integration it is a failure.

mod case;
#[cfg(target_os = "linux")]
mod container;
mod judge;
mod packages;
mod probe;
mod start;

use case::{Case, Grade};
use conformance::builds::{bases, in_parallel, is_ci};
use judge::Judged;
use std::process::ExitCode;
use std::time::Instant;

/// Tools beside those that the base images need.
const TOOLS: [&str; 3] = ["dpkg-scanpackages", "ip", "unshare"];

fn main() -> ExitCode {
    #[cfg(target_os = "linux")]
    if let Some(code) = container::is_called() {
        return code;
    }
    bases::enclose();
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let only = std::env::var("UNROOT_CASE").ok();
    let mut cases = case::all();
    let count = cases.len();
    cases.retain(|case| match &only {
        Some(only) => case.name.contains(only.as_str()),
        None => set("UNROOT_ALL") || !case.facts.nightly,
    });
    // The longest first, so that none of them runs alone at the end.
    cases.sort_by_key(|case| std::cmp::Reverse(case.facts.seconds.unwrap_or(0)));
    let start = Instant::now();
    let ready = bases::ready(&TOOLS).and_then(|mut builders| {
        packages::download(&mut builders, &cases)?;
        Ok(builders)
    });
    let mut builders = match ready {
        Ok(builders) => builders,
        Err(missing) => {
            println!("skipped: starting images needs {missing}");
            return if is_ci() { ExitCode::FAILURE } else { ExitCode::SUCCESS };
        }
    };
    let results = in_parallel(&mut builders, &cases, |builder, case| {
        let begin = Instant::now();
        let mut judged = judge::judge(builder, case);
        if !judged.wrong.is_empty() {
            // What happens only once is the machine's affair.
            println!("started again: {}", judged.wrong.join("\n"));
            judged = judge::judge(builder, case);
        }
        if set("UNROOT_VERBOSE") {
            println!("{}: {judged} in {:.1} s", case.name, begin.elapsed().as_secs_f64());
        }
        judged
    });
    if set("UNROOT_WRITE") {
        cases.iter().zip(&results).for_each(|(case, judged)| case.record(&judged.record));
    }
    print_table(&results);
    let (of, seconds) = (cases.len(), start.elapsed().as_secs_f64());
    println!("{of} of {count} applications in {seconds:.0} s");
    let wrong = |case: &Case, judged: &Judged| {
        let mut wrong = judged.wrong.clone();
        if !set("UNROOT_WRITE") {
            wrong.extend(case.differs(&judged.record));
        }
        wrong.iter().for_each(|text| println!("wrong: {}: {text}", case.name));
        !wrong.is_empty()
    };
    let failed = cases.iter().zip(&results).filter(|(case, judged)| wrong(case, judged)).count();
    let result = if failed == 0 { "ok" } else { "FAILED" };
    println!("test result: {result}. {} passed; {failed} failed; starts", of - failed);
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How many changes of user there are by grade, and how many of them work.
fn print_table(results: &[Judged]) {
    println!(
        "{:<28} {:>8} {:>8} {:>8} {:>8}",
        "change of user", "all", "works", "breaks", "untried"
    );
    for grade in Grade::ALL {
        let of =
            || results.iter().map(|judged| &judged.record).filter(|record| record.grade == grade);
        let with = |works| of().filter(|record| record.works == works).count();
        let [all, works, breaks, untried] =
            [of().count(), with(Some(true)), with(Some(false)), with(None)];
        println!("{:<28} {all:>8} {works:>8} {breaks:>8} {untried:>8}", grade.title());
    }
}
