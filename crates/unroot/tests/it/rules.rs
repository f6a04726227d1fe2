//! Runs the rules' own texts: what they mark is found, what passes is not, and the preferred fix
//! gives the text that stands there as "fixed".

use dockerfile::{LineIndex, Span};
use unroot::finding::{Finding, Rule};
use unroot::guide::Section;
use unroot::guide::markdown::{Block, blocks};
use unroot::model::{Assumptions, Builder};
use unroot::{analyze, rules};

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
    let analysis = analyze(text, &Assumptions { builder, ..Assumptions::default() });
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

/// `--chown` on the program that starts would let it rewrite itself: neither form is offered that.
#[test]
fn the_program_that_starts_is_not_given_away() {
    for start in ["[\"./start.sh\"]", "./start.sh", "exec ./start.sh --now"] {
        let text = format!(
            "FROM debian:bookworm-slim\nRUN useradd -u 1200 -m app\nUSER app\nWORKDIR /home/app\n\
             COPY start.sh ./\nCMD {start}\n"
        );
        let analysis = analyze(&text, &Assumptions::default());
        let found = analysis.findings.iter().find(|f| f.rule.id == "copied-as-root");
        let fixes = found.map(|finding| finding.fixes.len());
        assert_eq!(fixes, Some(0), "{start}: {:#?}", analysis.findings);
    }
}

/// What is told beyond where a finding stands.
#[test]
fn messages_say_what_is_so() {
    let message = |text: &str, rule: &str| {
        let analysis = analyze(text, &Assumptions::default());
        let found = analysis.findings.iter().find(|finding| finding.rule.id == rule);
        found.unwrap_or_else(|| panic!("{rule} in {text}")).message.clone()
    };
    let sudo = |lines: &str| {
        let text = format!(
            "FROM debian:bookworm-slim\nRUN apt-get update && apt-get install -y sudo\n\
             RUN useradd -u 1200 app{lines}\nUSER app\n"
        );
        message(&text, "sudo-in-image").contains("a way back to root for `app`")
    };
    assert!(!sudo(""));
    assert!(sudo(" && usermod -aG sudo app"));
    assert!(sudo(" && echo 'app ALL=(ALL) ALL' > /etc/sudoers.d/app"));
    let maybe = "FROM debian:bookworm-slim\nARG DEBUG\n\
                 RUN if [ -n \"$DEBUG\" ]; then apt-get install -y sudo; fi\nUSER nobody\n";
    assert!(message(maybe, "sudo-in-image").contains("may carry"));
    let many = "FROM debian:bookworm-slim\nRUN mkdir /a /b /c /d && chmod 777 /a /b /c /d\n";
    assert!(message(many, "world-writable").contains("`/a`, `/b` and 2 more"));
    let late = "FROM debian:bookworm-slim\nCOPY . /app\n\
                RUN useradd app && chown -R app /app && chmod -R 755 /app\nUSER app\n";
    let late = message(late, "chown-doubles-layer");
    assert!(late.contains("Make `app` before the `COPY`") && late.contains("chmod"), "{late}");
    let caps = |caps: &str| {
        let text = format!("FROM debian:bookworm-slim\nRUN setcap {caps} /bin/x\nUSER nobody\n");
        message(&text, "file-capabilities")
    };
    assert!(caps("cap_sys_ptrace+ep").contains("without `--cap-add`"));
    assert!(caps("cap_net_raw=p").contains("starts all the same"));
    let lost = "FROM debian:bookworm-slim\nRUN groupadd data\n\
                RUN useradd -u 1200 -G data,sudo app\nUSER app:app\n";
    let lost = message(lost, "supplementary-groups-dropped");
    assert!(lost.contains("`data`") && lost.contains("`sudo`") && !lost.contains("Say"), "{lost}");
    let socket = "FROM docker:cli\n\
                  RUN sh /x/docker-debian.sh true /var/run/docker-host.sock /var/run/docker.sock\n";
    assert!(message(socket, "docker-socket").contains("`/var/run/docker-host.sock`"));
}

/// The article's own skeleton makes one name and switches to another. Its repairs, one click each,
/// end at a container that starts as UID 1200.
#[test]
fn the_articles_skeleton_is_repaired() {
    let text = "FROM debian:bookworm-slim\nRUN adduser --disabled-password --uid 1200 content\n\
                WORKDIR /app\nRUN chown -R appuser /app\nUSER appuser\nCOPY . .\nCMD [\"./run\"]\n";
    let analysis = analyze(text, &Assumptions::default());
    let found: Vec<&str> = analysis.findings.iter().map(|finding| finding.rule.id).collect();
    assert!(found.contains(&"user-not-found") && found.contains(&"owner-not-found"), "{found:?}");
    let first = &analysis.findings.iter().find(|f| f.rule.id == "user-not-found").unwrap().fixes[0];
    let lines = LineIndex::new(text);
    let edit = first.edits.iter().next().unwrap();
    assert_eq!((lines.line(edit.span.start), edit.text.as_str()), (2, "appuser"));
    let repaired = unroot::fix_all(&analysis);
    let after = analyze(&repaired.text, &Assumptions::default());
    let verdict = &after.verdict;
    assert_eq!(verdict.uid, Some(1200), "{}", after.text);
    assert_eq!(verdict.headline, "Starts as appuser, UID 1200");
    assert!(after.findings.is_empty(), "{:#?}", after.findings);
}
