//! The documentation of the command says what the command does.

use super::support::run;

const TEXT: &str = include_str!("../../../../docs/command.md");

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
fn the_line_to_run_is_what_the_command_prints() {
    let [line] = blocks("sh")[..] else { panic!("one line") };
    let (_, after) = TEXT.split_once("ports. For\n\n").expect("the Dockerfile");
    let lines = after.lines().take_while(|line| line.starts_with("    "));
    let dockerfile: String = lines.map(|line| format!("{}\n", &line[4..])).collect();
    let ran = run(&["run", "-"], &dockerfile);
    assert!(ran.out.ends_with(&format!("\n\n{line}")), "{}", ran.out);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn every_option_is_documented_and_every_documented_option_exists() {
    let help: String = ["check", "fix", "run", "share", "serve"]
        .map(|name| run(&[name, "--help"], "").out)
        .concat();
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
