//! Holds the simulation against what real builders did: every case of `../shared/builders`, with
//! BuildKit, the classic builder and Buildah.

mod cases;
mod compare;
mod printed;
mod steps;

use cases::{Case, Run};
use compare::{Tally, Verdict};
use std::collections::BTreeMap;
use std::process::ExitCode;
use unroot::model::{Assumptions, Builder};

const BUILDERS: [(&str, Builder); 3] =
    [("BuildKit", Builder::BuildKit), ("classic", Builder::Classic), ("Buildah", Builder::Buildah)];

fn main() -> ExitCode {
    let Some(cases) = cases::read() else { return ExitCode::SUCCESS };
    let mut wrong = Vec::new();
    let mut complete = true;
    for (name, builder) in BUILDERS {
        let mut total = Tally::default();
        let mut compared = 0;
        let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
        for case in &cases {
            let Some(run) = case.runs.iter().find(|run| run.builder == builder) else { continue };
            compared += 1;
            let tally = hold(case, run);
            if tally.unknown > 0 {
                unknown.insert(case.name.clone(), tally.unknown);
            }
            wrong.extend(tally.wrong.iter().map(|text| format!("{name} {}: {text}", case.name)));
            total.add(tally);
        }
        println!(
            "{name}: {compared} cases, {} statements, {} wrong, {} unknown ({} of them modes), \
             {} lines that state nothing the simulation speaks of",
            total.statements,
            total.wrong.len(),
            total.unknown,
            total.unknown_modes,
            total.unread.len(),
        );
        let listed: Vec<_> =
            unknown.iter().map(|(case, count)| format!("{case} {count}")).collect();
        println!("  unknown in: {}", listed.join(", "));
        complete &= compared == cases.len();
    }
    for text in &wrong {
        println!("wrong: {text}");
    }
    let passed = wrong.is_empty() && complete;
    println!("test result: {}. builders", if passed { "ok" } else { "FAILED" });
    if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn hold(case: &Case, run: &Run) -> Tally {
    let assumptions = Assumptions { builder: run.builder, ..Assumptions::default() };
    let analysis = unroot::analyze(&case.dockerfile, &assumptions);
    let mut tally = Tally::default();
    compare::outcome(&analysis, run, &mut tally);
    let mut steps = steps::of(&analysis);
    for line in &run.printed {
        match steps.place(line) {
            Some((step, claims)) => {
                for claim in claims {
                    tally.count(&claim, compare::claim(step, &claim));
                }
            }
            None => tally.unread.push(format!("{}: {line}", case.name)),
        }
    }
    if let Some(start) = &run.start {
        for claim in printed::identity(start) {
            tally.count(&claim, compare::start(&analysis, &claim));
        }
    }
    if let Some(name) = &run.refused_start {
        let missing = compare::refuses_start(&analysis, name);
        tally.verdict(format!("the container can't start: no {name}"), missing);
    }
    tally
}

impl Tally {
    fn count(&mut self, claim: &printed::Claim, verdict: Verdict) {
        let mode = matches!(claim, printed::Claim::Mode(..)) && verdict == Verdict::Unknown;
        self.unknown_modes += usize::from(mode);
        self.verdict(format!("{claim:?}"), verdict);
    }
}
