//! The documentation of the command says what the command does.

use super::support::run;

const TEXT: &str = include_str!("../../docs/command.md");

/// The fenced blocks of the language `info`.
fn blocks(info: &str) -> Vec<&'static str> {
    let opening = format!("\n```{info}\n");
    let after = TEXT.split(opening.as_str()).skip(1);
    after.map(|rest| rest.split_once("```").expect("a closing fence").0).collect()
}

#[test]
fn the_example_is_what_the_command_prints() {
    let [dockerfile] = blocks("dockerfile")[..] else { panic!("one Dockerfile") };
    let [json] = blocks("json")[..] else { panic!("one report") };
    let ran = run(&["check", "--format", "json", "-"], dockerfile);
    assert_eq!(
        json, ran.out,
        "docs/command.md: `unroot check --format json -` prints another report"
    );
}

#[test]
fn every_option_is_documented_and_every_documented_option_exists() {
    let help: String =
        ["check", "fix", "share", "serve"].map(|name| run(&[name, "--help"], "").out).concat();
    let mut offered = options(&help);
    offered.retain(|option| option != "--help");
    let prose: String = TEXT.split("```").step_by(2).collect();
    assert_eq!(options(&prose), offered);
}

/// Everything that starts with two dashes, sorted, once.
fn options(text: &str) -> Vec<String> {
    let is_part = |char: char| char.is_ascii_lowercase() || char == '-';
    let words = text.split(|char| !is_part(char));
    let options = words.filter(|word| word.starts_with("--") && word.len() > 3);
    let mut options: Vec<String> = options.map(str::to_owned).collect();
    options.sort();
    options.dedup();
    options
}
