//! `cargo score`: how well tools answer the benchmark in `benches/truth`.
//!
//! - `cargo score`: Unroot and the recorded reports of other tools, side by side.
//! - `cargo score FILE…`: the reports in these files.
//! - `cargo score --wrong [FILE]`: each statement that is not right, of Unroot or of a file.
//! - `cargo score --convert TOOL VERSION`: reads what a tool printed on its standard input, and prints it as a report.

use conformance::truth::{
    Answers, Case, Outcome, Report, Score, Tool, cases, classes, convert, folder,
};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match &words[..] {
        ["--convert", tool, version] => return converted(tool, version),
        ["--wrong", files @ ..] => {
            let all = if files.is_empty() { vec![unroot()] } else { read(files) };
            all.iter().for_each(|answers| wrong(&cases(), answers));
        }
        [] => {
            let mut all = vec![unroot()];
            all.extend(recorded().iter().map(|path| Answers::read(path)));
            table(&cases(), &all);
        }
        files => table(&cases(), &read(files)),
    }
    ExitCode::SUCCESS
}

/// Unroot's answers, of this very source.
fn unroot() -> Answers {
    let classes = classes();
    let reports =
        cases().iter().map(|case| convert::unroot(&case.id, &case.text, &classes)).collect();
    let version = env!("CARGO_PKG_VERSION").to_owned();
    Answers {
        tool: Tool { tool: "unroot".into(), version, checks: classes.checked_by("unroot") },
        reports,
    }
}

/// The reports in `benches/truth/reports`.
fn recorded() -> Vec<PathBuf> {
    let found = std::fs::read_dir(folder().join("reports")).expect("the recorded reports");
    let mut paths: Vec<PathBuf> =
        found.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.sort();
    paths
}

fn read(files: &[&str]) -> Vec<Answers> {
    files.iter().map(|file| Answers::read(Path::new(file))).collect()
}

fn converted(tool: &str, version: &str) -> ExitCode {
    let mut printed = String::new();
    std::io::stdin().read_to_string(&mut printed).expect("standard input");
    let classes = classes();
    let ids: Vec<String> = cases().into_iter().map(|case| case.id).collect();
    let Some(reports) = convert::convert(tool, &printed, &classes, &ids) else {
        eprintln!("No converter reads the output of `{tool}`.");
        return ExitCode::FAILURE;
    };
    let checks = classes.checked_by(tool);
    let tool = Tool { tool: tool.to_owned(), version: version.to_owned(), checks };
    print!("{}", Answers { tool, reports }.write());
    ExitCode::SUCCESS
}

/// One row a question, one column a tool: right, vague, wrong of those that the tool answers.
fn table(cases: &[Case], all: &[Answers]) {
    let scores: Vec<Score> =
        all.iter().map(|it| Score::new(cases, &it.reports, &it.tool.checks)).collect();
    println!(
        "{} Dockerfiles. Each cell: right / vaguer than the truth or missed / wrong; not answered",
        cases.len()
    );
    let heads = all.iter().map(|it| format!("{} {}", it.tool.tool, it.tool.version));
    println!("| | {} |", heads.collect::<Vec<_>>().join(" | "));
    println!("|---|{}", "---|".repeat(all.len()));
    let row = |name: &str, cells: Vec<[usize; 4]>| {
        let cells = cells.iter().map(|[right, vague, wrong, unasked]| {
            format!("{right} / {vague} / {wrong}; {unasked}")
        });
        println!("| {name} | {} |", cells.collect::<Vec<_>>().join(" | "));
    };
    row("Dockerfiles", scores.iter().map(Score::cases).collect());
    for (question, name) in [
        ("start", "starts as root"),
        ("user", "login name"),
        ("uid", "UID"),
        ("gid", "GID"),
        ("drops_to", "drops privileges to"),
        ("builds", "builds"),
        ("stops_at", "line that stops the build"),
    ] {
        row(name, scores.iter().map(|score| score.count(|it| it == question)).collect());
    }
    row(
        "findings that must be there",
        scores.iter().map(|it| it.count(|it| it.starts_with("say "))).collect(),
    );
    row(
        "findings that must not",
        scores.iter().map(|it| it.count(|it| it.starts_with("not "))).collect(),
    );
    row("all questions", scores.iter().map(|score| score.count(|_| true)).collect());
}

fn wrong(cases: &[Case], answers: &Answers) {
    let reports: &[Report] = &answers.reports;
    let score = Score::new(cases, reports, &answers.tool.checks);
    for statement in &score.statements {
        let outcome = match statement.outcome {
            Outcome::Vague => "vague",
            Outcome::Wrong => "wrong",
            Outcome::Right | Outcome::Unasked => continue,
        };
        println!("{outcome} {}: {}: {}", statement.case, statement.question, statement.said);
    }
}
