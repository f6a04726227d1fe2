//! Runs the rules' own texts: what they mark is found, what passes is not, and the preferred fix
//! gives the text that stands there as "fixed".

use unroot::finding::{Finding, Rule};
use unroot::guide::Section;
use unroot::guide::markdown::{Block, blocks};
use unroot::model::{Assumptions, Builder};
use unroot::source::{LineIndex, Span};
use unroot::{analyse, rules};

const HEADINGS: [&str; 5] = [
    "What it does",
    "Why it matters",
    "What changes with the fix",
    "When to accept it",
    "Examples",
];

/// An example: its Dockerfile without marker lines, and the spans that the markers point at.
struct Example {
    dockerfile: String,
    marks: Vec<Span>,
}

/// A block of a rule's text, as `dockerfile fails builder=classic` introduces it.
struct Case {
    kind: String,
    builder: Builder,
    text: String,
}

/// A line of `#`, blanks and carets marks the words above it; the `#` counts as a caret where one
/// follows it directly.
fn example(text: &str) -> Example {
    let mut dockerfile = String::new();
    let mut marks = Vec::new();
    for line in text.lines() {
        let marker = line.starts_with('#')
            && line.contains('^')
            && line.chars().all(|char| matches!(char, '#' | '^' | ' '));
        if !marker {
            dockerfile += line;
            dockerfile.push('\n');
            continue;
        }
        let line = line.replacen("#^", "^^", 1);
        let above = dockerfile.trim_end_matches('\n').rfind('\n').map_or(0, |at| at + 1);
        let start = line.find('^').unwrap();
        let end = line.rfind('^').unwrap() + 1;
        marks.push(Span::new(above + start, above + end));
    }
    Example { dockerfile, marks }
}

fn of_rule(text: &str, builder: Builder, rule: &Rule) -> Vec<Finding> {
    let analysis = analyse(text, &Assumptions { builder, ..Assumptions::default() });
    analysis.findings.into_iter().filter(|finding| finding.rule.id == rule.id).collect()
}

fn examples(rule: &Rule) -> Vec<Case> {
    let case = |block| match block {
        Block::Code { info, text } => {
            let mut words = info.strip_prefix("dockerfile ")?.split(' ');
            let kind = words.next()?.to_owned();
            let builder = match words.next() {
                None => Builder::BuildKit,
                Some("builder=classic") => Builder::Classic,
                Some("builder=buildah") => Builder::Buildah,
                Some(other) => panic!("{}: `{other}` is no builder", rule.id),
            };
            Some(Case { kind, builder, text: text.to_owned() })
        }
        _ => None,
    };
    blocks(rule.text).into_iter().filter_map(case).collect()
}

#[test]
fn examples_do_what_they_say() {
    let mut wrong = Vec::new();
    let (mut failing, mut passing, mut fixed) = (0, 0, 0);
    for rule in rules::all() {
        let mut preferred: Option<(String, Option<String>)> = None;
        for Case { kind, builder, text } in examples(rule) {
            let example = example(&text);
            let found = of_rule(&example.dockerfile, builder, rule);
            match kind.as_str() {
                "fails" => {
                    failing += 1;
                    let spans: Vec<Span> = found.iter().map(|finding| finding.span).collect();
                    if spans != example.marks || spans.is_empty() {
                        let words: Vec<_> =
                            spans.iter().map(|s| s.of(&example.dockerfile)).collect();
                        wrong.push(format!("{}: found {words:?} in\n{text}", rule.id));
                    }
                    let fix = found.first().and_then(|f| f.fixes.iter().find(|fix| fix.preferred));
                    let fixed = fix.map(|fix| fix.edits.apply(&example.dockerfile));
                    preferred = Some((example.dockerfile, fixed));
                }
                "fixed" => {
                    fixed += 1;
                    let (_, ours) = preferred.take().expect("a fixed block follows a failing one");
                    if ours.as_deref() != Some(&example.dockerfile) {
                        let ours = ours.unwrap_or("no fix".into());
                        wrong.push(format!(
                            "{}: the text says\n{text}\nthe fix gives\n{ours}",
                            rule.id
                        ));
                    }
                }
                "passes" => {
                    passing += 1;
                    if !found.is_empty() {
                        let message = &found[0].message;
                        wrong.push(format!("{}: should pass, but: {message}\n{text}", rule.id));
                    }
                }
                other => wrong.push(format!("{}: a block is called `{other}`", rule.id)),
            }
        }
    }
    println!("rules: {failing} failing, {passing} passing and {fixed} fixed examples run");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_rule_has_a_whole_text() {
    for rule in rules::all() {
        let headings: Vec<String> = rule
            .text
            .lines()
            .filter_map(|line| line.strip_prefix("## ").map(str::to_owned))
            .collect();
        assert_eq!(headings, HEADINGS, "{}", rule.id);
        assert_eq!(rule.text.lines().next(), Some(&*format!("# {}", rule.title)), "{}", rule.id);
        let kinds: Vec<String> = examples(rule).into_iter().map(|case| case.kind).collect();
        for kind in ["fails", "passes"] {
            assert!(kinds.iter().any(|k| k == kind), "{} has no example that {kind}", rule.id);
        }
        let fixes = examples(rule).iter().any(|case| {
            let found = of_rule(&example(&case.text).dockerfile, case.builder, rule);
            case.kind == "fails" && found.iter().any(|finding| !finding.fixes.is_empty())
        });
        let shows = kinds.iter().any(|kind| kind == "fixed");
        assert_eq!(fixes, shows, "{}: a repair, and an example of it", rule.id);
        assert!(Section::ALL.contains(&rule.guide));
        assert!(
            rule.id.chars().all(|char| char.is_ascii_lowercase() || char == '-'),
            "{}",
            rule.id
        );
    }
}

#[test]
fn ids_are_unique_and_found() {
    let ids: Vec<&str> = rules::all().map(|rule| rule.id).collect();
    let mut sorted = ids.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted.len(), ids.len());
    assert!(ids.iter().all(|id| rules::find(id).is_some_and(|rule| rule.id == *id)));
    assert!(rules::find("no-such-rule").is_none());
}

/// The article's own skeleton makes one name and switches to another. Its repairs, one click each,
/// end at a container that starts as UID 1200.
#[test]
fn the_articles_skeleton_is_repaired() {
    let text = "FROM debian:bookworm-slim\nRUN adduser --disabled-password --uid 1200 content\n\
                WORKDIR /app\nRUN chown -R appuser /app\nUSER appuser\nCOPY . .\nCMD [\"./run\"]\n";
    let analysis = analyse(text, &Assumptions::default());
    let found: Vec<&str> = analysis.findings.iter().map(|finding| finding.rule.id).collect();
    assert!(found.contains(&"user-not-found") && found.contains(&"owner-not-found"), "{found:?}");
    let first = &analysis.findings.iter().find(|f| f.rule.id == "user-not-found").unwrap().fixes[0];
    let lines = LineIndex::new(text);
    let edit = first.edits.iter().next().unwrap();
    assert_eq!((lines.line(edit.span.start), edit.text.as_str()), (2, "appuser"));
    let repaired = unroot::fix_all(&analysis);
    let after = analyse(&repaired.text, &Assumptions::default());
    let verdict = &after.verdict;
    assert_eq!(verdict.uid, Some(1200), "{}", after.text);
    assert_eq!(verdict.headline, "Starts as appuser, UID 1200");
    assert!(after.findings.is_empty(), "{:#?}", after.findings);
}
