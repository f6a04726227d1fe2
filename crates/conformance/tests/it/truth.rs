//! The benchmark in `benches/truth`: its labels, the recorded reports of other tools, and Unroot's score.

use conformance::truth::{Answers, Outcome, Score, cases, classes, convert, folder};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fmt::Write;

#[test]
fn each_label_has_a_valid_shape() {
    let (cases, classes) = (cases(), classes());
    assert!(cases.len() >= 300, "only {} cases", cases.len());
    let faults: Vec<String> = cases.iter().flat_map(|case| case.faults(&classes)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let plain =
        |id: &str| id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    assert!(cases.iter().all(|case| plain(&case.id)));
}

#[test]
fn each_class_names_rules_that_exist_and_stands_once() {
    let classes = classes();
    let mut ids = BTreeSet::new();
    for class in &classes.0 {
        assert!(ids.insert(&class.id), "`{}` stands twice", class.id);
        assert!(class.means.ends_with('.'), "`{}` means nothing", class.id);
        for rule in class.checks.get("unroot").into_iter().flatten() {
            assert!(
                unroot::rules::find(rule).is_some(),
                "`{}`: no rule is called `{rule}`",
                class.id
            );
        }
    }
}

#[test]
fn each_recorded_report_answers_each_dockerfile() {
    let ids: Vec<String> = cases().into_iter().map(|case| case.id).collect();
    let classes = classes();
    let mut read = 0;
    for entry in std::fs::read_dir(folder().join("reports")).expect("the reports") {
        let path = entry.expect("a readable folder").path();
        let Answers { tool, reports } = Answers::read(&path);
        let answered: Vec<&String> = reports.iter().map(|report| &report.id).collect();
        assert_eq!(answered, ids.iter().collect::<Vec<_>>(), "{}", path.display());
        let found = reports.iter().flat_map(|report| &report.findings);
        for class in found.map(|finding| &finding.class).chain(&tool.checks) {
            assert!(classes.has(class), "{}: `{class}` is no class", path.display());
        }
        read += 1;
    }
    assert!(read >= 3, "only {read} reports");
}

/// What Unroot does not say as the label has it, with the cause.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    cause: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    /// Why.
    because: String,
    /// `case: question`.
    statements: Vec<String>,
}

/// `known.toml` lists what Unroot gets wrong or leaves open. What is not listed must be right, and what is right must not
/// be listed: `UNROOT_WRITE=1` takes it out.
#[test]
fn unroots_score_only_rises() {
    let (cases, classes) = (cases(), classes());
    let reports: Vec<_> =
        cases.iter().map(|case| convert::unroot(&case.id, &case.text, &classes)).collect();
    let score = Score::new(&cases, &reports, &classes.checked_by("unroot"));
    let open = |outcome| matches!(outcome, Outcome::Vague | Outcome::Wrong);
    let now: BTreeSet<String> = score
        .statements
        .iter()
        .filter(|it| open(it.outcome))
        .map(|it| format!("{}: {}", it.case, it.question))
        .collect();

    let path = folder().join("known.toml");
    let text = std::fs::read_to_string(&path).expect("known.toml");
    let mut known: Known = toml::from_str(&text).unwrap_or_else(|why| panic!("known.toml: {why}"));
    let listed: Vec<&String> = known.cause.iter().flat_map(|group| &group.statements).collect();
    let listed: BTreeSet<String> = listed.into_iter().cloned().collect();
    let worse: Vec<&String> = now.difference(&listed).collect();
    assert!(worse.is_empty(), "no longer right:\n{worse:#?}");

    let right: Vec<&String> = listed.difference(&now).collect();
    if std::env::var("UNROOT_WRITE").is_ok() {
        known.cause.iter_mut().for_each(|group| group.statements.retain(|it| now.contains(it)));
        known.cause.retain(|group| !group.statements.is_empty());
        std::fs::write(&path, written(&text, &known)).expect("known.toml can be written");
    } else {
        assert!(
            right.is_empty(),
            "right by now, run with UNROOT_WRITE=1 to take it out:\n{right:#?}"
        );
    }
}

/// `known` as a file, with the comment at the head of `old`.
fn written(old: &str, known: &Known) -> String {
    let head = old.lines().take_while(|line| line.starts_with('#'));
    let mut text: String = head.map(|line| format!("{line}\n")).collect();
    for Group { because, statements } in &known.cause {
        // JSON's strings are TOML's.
        let because = serde_json::to_string(because).expect("a string is JSON");
        write!(text, "\n[[cause]]\nbecause = {because}\nstatements = [\n").expect("a string");
        statements.iter().for_each(|it| writeln!(text, "    \"{it}\",").expect("a string"));
        text += "]\n";
    }
    text
}
