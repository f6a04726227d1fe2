//! Builds Dockerfiles with Buildah and holds every statement of the analyzer against what happened:
//! cases written for the purpose, generated ones, and repairs.
//!
//! Where Buildah, root or debootstrap is missing this says so and counts as skipped; in continuous
//! integration it is a failure.

mod cases;
mod context;
mod generate;
mod hold;
mod repair;

use cases::Case;
use conformance::builds::{Builder, Tally, bases, in_parallel, is_ci};
use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    bases::enclose();
    let mut builders = match bases::ready(&[]) {
        Ok(builders) => builders,
        Err(missing) => {
            println!("skipped: the oracle needs {missing}");
            return if is_ci() { ExitCode::FAILURE } else { ExitCode::SUCCESS };
        }
    };
    builders.iter().for_each(|builder| context::lay_out(&builder.context()));
    let seed = std::env::var("UNROOT_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let only = std::env::var("UNROOT_CASE").ok();
    let wanted = |case: &Case| only.as_ref().is_none_or(|name| case.name.contains(name.as_str()));
    let mut total = Tally::default();
    let written: Vec<Case> = cases::written().into_iter().filter(wanted).collect();
    total.add(report("cases", &mut builders, &written, hold::case));
    let generated: Vec<Case> = generate::cases(seed, 200).into_iter().filter(wanted).collect();
    total.add(report(&format!("generated (seed {seed})"), &mut builders, &generated, hold::case));
    let all: Vec<Case> = written.into_iter().chain(generated).collect();
    total.add(report("repaired by fix all", &mut builders, &all, repair::fix_all));
    let families: Vec<Case> = repair::families().into_iter().filter(wanted).collect();
    total.add(report("repairs by family", &mut builders, &families, repair::each));
    // At the end, where somebody looks first.
    total.wrong.iter().for_each(|text| println!("wrong: {text}"));
    let (ok, passed, failed) = (total.failed == 0, total.cases - total.failed, total.failed);
    let result = if ok { "ok" } else { "FAILED" };
    println!("test result: {result}. {passed} passed; {failed} failed; oracle");
    if ok { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs `hold` on every case, as many at a time as there are builders, prints the count, and gives it.
fn report(
    title: &str,
    builders: &mut [Builder],
    cases: &[Case],
    hold: fn(&Builder, &Case, &mut Tally),
) -> Tally {
    let start = Instant::now();
    let tallies = in_parallel(builders, cases, |builder, case| {
        let held = || {
            let mut tally = Tally::of(&case.name);
            hold(builder, case, &mut tally);
            tally
        };
        let mut tally = held();
        if !tally.wrong.is_empty() {
            // The analyzer says the same each time; what contradicts it only once is the builder's affair.
            // The second time nothing else is in the builder's store.
            println!("built again: {}", tally.wrong.join("\n"));
            builder.empty();
            tally = held();
        }
        tally.failed = usize::from(!tally.wrong.is_empty());
        tally
    });
    let mut total = Tally::default();
    tallies.into_iter().for_each(|tally| total.add(tally));
    println!("{title}: {total} in {:.0} s", start.elapsed().as_secs_f64());
    for case in cases.iter().filter(|case| total.is_wrong_in(&case.name)) {
        println!("--- {}\n{}", case.name, case.dockerfile);
    }
    if std::env::var_os("UNROOT_VERBOSE").is_some() {
        total.unknown_in.iter().for_each(|text| println!("unknown: {text}"));
    }
    total
}
