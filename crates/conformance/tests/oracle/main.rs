//! Builds Dockerfiles with Buildah and holds every statement of the analyzer against what happened:
//! cases written for the purpose, generated ones, and repairs.
//!
//! Where Buildah, root or debootstrap is missing this says so and counts as skipped; in continuous
//! integration it is a failure.

mod bases;
mod builder;
mod cases;
mod context;
mod generate;
mod hold;
mod repair;
mod tally;

use builder::Builder;
use cases::Case;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Instant;
use tally::Tally;

fn main() -> ExitCode {
    let builder = match bases::ready() {
        Ok(builder) => builder,
        Err(missing) => {
            println!("skipped: the oracle needs {missing}");
            let ci = std::env::var("CI").is_ok_and(|value| !value.is_empty());
            return if ci { ExitCode::FAILURE } else { ExitCode::SUCCESS };
        }
    };
    let seed = std::env::var("UNROOT_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let only = std::env::var("UNROOT_CASE").ok();
    let wanted = |case: &Case| only.as_ref().is_none_or(|name| case.name.contains(name.as_str()));
    let mut wrong = Vec::new();
    let written: Vec<Case> = cases::written().into_iter().filter(wanted).collect();
    wrong.extend(report("cases", &builder, &written, hold::case));
    let generated: Vec<Case> = generate::cases(seed, 200).into_iter().filter(wanted).collect();
    wrong.extend(report(&format!("generated (seed {seed})"), &builder, &generated, hold::case));
    let all: Vec<Case> = written.into_iter().chain(generated).collect();
    wrong.extend(report("repaired by fix all", &builder, &all, repair::fix_all));
    let families: Vec<Case> = repair::families().into_iter().filter(wanted).collect();
    wrong.extend(report("repairs by family", &builder, &families, repair::each));
    // At the end, where somebody looks first.
    wrong.iter().for_each(|text| println!("wrong: {text}"));
    println!("test result: {}. oracle", if wrong.is_empty() { "ok" } else { "FAILED" });
    if wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs `hold` on every case, two at a time, prints the count, and gives what is wrong.
fn report(
    title: &str,
    builder: &Builder,
    cases: &[Case],
    hold: fn(&Builder, &Case, &mut Tally),
) -> Vec<String> {
    let start = Instant::now();
    let next = Mutex::new(cases.iter());
    let total = Mutex::new(Tally::default());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let case = next.lock().expect("no panic").next();
                    let Some(case) = case else { break };
                    let held = || {
                        let mut tally = Tally::of(&case.name);
                        hold(builder, case, &mut tally);
                        tally
                    };
                    let mut tally = held();
                    if !tally.wrong.is_empty() {
                        // The analyzer says the same each time; what contradicts it only once is the builder's affair.
                        println!("built again: {}", tally.wrong.join("\n"));
                        tally = held();
                    }
                    total.lock().expect("no panic").add(tally);
                }
            });
        }
    });
    let total = total.into_inner().expect("no panic");
    println!("{title}: {total} in {:.0} s", start.elapsed().as_secs_f64());
    for case in cases.iter().filter(|case| total.is_wrong_in(&case.name)) {
        println!("--- {}\n{}", case.name, case.dockerfile);
    }
    if std::env::var_os("UNROOT_VERBOSE").is_some() {
        total.unknown_in.iter().for_each(|text| println!("unknown: {text}"));
    }
    total.wrong
}
