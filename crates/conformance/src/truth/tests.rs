//! What the score counts, and what the converters read.

use super::*;

fn case(text: &str, label: &str) -> Case {
    let label = toml::from_str(label).expect("a label");
    Case { id: "case".into(), text: text.into(), label }
}

/// The outcome of each question about `case`, as answered by the JSON `report`.
fn outcomes(case: &Case, report: &str, checks: &[&str]) -> Vec<(String, Outcome)> {
    let report: Report = serde_json::from_str(report).expect("a report");
    let checks: Vec<String> = checks.iter().map(|class| (*class).to_owned()).collect();
    judge(case, &report, &checks).into_iter().map(|it| (it.question, it.outcome)).collect()
}

const TEXT: &str = "FROM debian:12\nRUN useradd \\\n  app\nUSER app\n";

const STARTS: &str = r#"
starts_as_root = "no"
user = "app"
uid = 1000
builds = "yes"
must_say = [{ class = ["home-missing", "sudo"], line = 2 }]
must_not_say = ["starts-as-root"]
tags = ["debian"]
source = "here"
"#;

#[test]
fn each_question_has_its_outcome() {
    use Outcome::{Right, Unasked, Vague, Wrong};
    let case = case(TEXT, STARTS);
    let all = |report| {
        let outcomes = outcomes(&case, report, &["home-missing", "starts-as-root"]);
        outcomes.into_iter().map(|(_, outcome)| outcome).collect::<Vec<_>>()
    };
    let right = r#"{"id":"case","starts_as_root":"no","user":"app","uid":1000,"builds":"yes",
        "findings":[{"class":"home-missing","line":3}]}"#;
    assert_eq!(all(right), [Right; 6]);
    let vague = r#"{"id":"case","starts_as_root":"unknown","user":null,"uid":null,"builds":"unknown",
        "findings":[{"class":"home-missing","line":4}]}"#;
    assert_eq!(all(vague), [Vague, Vague, Vague, Vague, Vague, Right]);
    let wrong = r#"{"id":"case","starts_as_root":"yes","user":"x","uid":0,"builds":"no",
        "findings":[{"class":"starts-as-root","line":1}]}"#;
    assert_eq!(all(wrong), [Wrong, Wrong, Wrong, Wrong, Vague, Wrong]);
    assert_eq!(all(r#"{"id":"case"}"#), [Unasked, Unasked, Unasked, Unasked, Vague, Right]);
}

#[test]
fn a_class_that_a_tool_does_not_check_is_not_counted() {
    let case = case(TEXT, STARTS);
    let outcomes = outcomes(&case, r#"{"id":"case"}"#, &[]);
    assert!(outcomes.iter().all(|(_, outcome)| *outcome == Outcome::Unasked), "{outcomes:?}");
}

#[test]
fn a_build_that_stops_is_asked_for_its_line() {
    let label = "builds = \"no\"\nstops_at = 2\nmust_say = []\nmust_not_say = []\ntags = [\"x\"]\nsource = \"x\"";
    let case = case(TEXT, label);
    let stops = |report| outcomes(&case, report, &[]).pop().expect("an outcome");
    let within = stops(r#"{"id":"case","builds":"no","stops_at":3}"#);
    assert_eq!(within, ("stops_at".to_owned(), Outcome::Right));
    assert_eq!(stops(r#"{"id":"case","builds":"no","stops_at":4}"#).1, Outcome::Wrong);
    assert_eq!(stops(r#"{"id":"case","builds":"yes"}"#), ("builds".to_owned(), Outcome::Wrong));
}

#[test]
fn faults_of_a_label_are_found() {
    let faults = |label: &str| case(TEXT, label).faults(&classes());
    assert_eq!(faults(STARTS), [""; 0]);
    for (from, to) in [
        ("builds = \"yes\"", "builds = \"no\""),
        ("starts_as_root = \"no\"", "starts_as_root = \"yes\""),
        ("starts_as_root = \"no\"", "starts_as_root = \"unknown\""),
        ("line = 2", "line = 3"),
        ("[\"starts-as-root\"]", "[\"runs-as-root\"]"),
        ("[\"starts-as-root\"]", "[\"sudo\"]"),
        ("source = \"here\"", "source = \"\""),
    ] {
        assert!(STARTS.contains(from));
        assert!(!faults(&STARTS.replace(from, to)).is_empty(), "{to}");
    }
}

/// What `tool` says of the cases `a` and `b` where it prints `printed`, as a file of answers.
fn converted(tool: &str, printed: &str) -> Vec<String> {
    let ids = ["a".to_owned(), "b".to_owned()];
    let reports = convert::convert(tool, printed, &classes(), &ids).expect("a converter");
    reports.iter().map(|report| serde_json::to_string(report).expect("JSON")).collect()
}

const ROOT: &str = r#"{"class":"starts-as-root","line":3}"#;

#[test]
fn hadolint_says_nothing_where_no_user_names_root() {
    let printed = r#"[{"code":"DL3002","column":1,"file":"x/a.Dockerfile","level":"warning","line":3,"message":"m"},
        {"code":"DL3008","column":1,"file":"b.Dockerfile","level":"warning","line":1,"message":"m"}]"#;
    let root = format!(r#"{{"id":"a","starts_as_root":"yes","findings":[{ROOT}]}}"#);
    assert_eq!(converted("hadolint", printed), [root.as_str(), r#"{"id":"b","findings":[]}"#]);
}

#[test]
fn checkov_takes_each_image_with_a_user_for_safe() {
    let check = |id: &str, resource: &str| {
        format!(
            r#"{{"check_id":"{id}","file_path":"/a.Dockerfile","resource":"/a.Dockerfile.{resource}","file_line_range":[3,3]}}"#
        )
    };
    let printed =
        format!(r#"{{"results":{{"failed_checks":[{}]}}}}"#, check("CKV_DOCKER_8", "USER"));
    let root = format!(r#"{{"id":"a","starts_as_root":"yes","findings":[{ROOT}]}}"#);
    let safe = r#"{"id":"b","starts_as_root":"no","findings":[]}"#;
    assert_eq!(converted("checkov", &printed), [root.as_str(), safe]);
    assert_eq!(converted("checkov", &format!("[{printed}]"))[0], root);
    let whole = format!(r#"{{"results":{{"failed_checks":[{}]}}}}"#, check("CKV_DOCKER_3", ""));
    assert_eq!(converted("checkov", &whole)[0], root.replace("3}", "null}"));
}

#[test]
fn trivy_names_files_as_targets() {
    let failed = r#"{"ID":"DS-0002","Status":"FAIL","CauseMetadata":{"StartLine":3,"EndLine":3}}"#;
    let passed = failed.replace("FAIL", "PASS");
    let printed = format!(
        r#"{{"Results":[{{"Target":"a.Dockerfile","Misconfigurations":[{failed}]}},
            {{"Target":"b.Dockerfile","Misconfigurations":[{passed}]}}]}}"#
    );
    let root = format!(r#"{{"id":"a","starts_as_root":"yes","findings":[{ROOT}]}}"#);
    assert_eq!(
        converted("trivy", &printed),
        [root.as_str(), r#"{"id":"b","starts_as_root":"no","findings":[]}"#]
    );
}

#[test]
fn what_a_tool_cannot_read_does_not_build() {
    let printed = r#"[{"file":"a.Dockerfile","error":"dockerfile parse error on line 4: unknown instruction: &&"},
        {"file":"b.Dockerfile","violations":[{"rule":"tally/stateful-root-runtime","location":{"start":{"line":-1}}}]}]"#;
    let stopped = r#"{"id":"a","builds":"no","stops_at":4,"findings":[{"class":"unreadable-line","line":4}]}"#;
    let root =
        r#"{"id":"b","starts_as_root":"yes","findings":[{"class":"starts-as-root","line":null}]}"#;
    assert_eq!(converted("tally", printed), [stopped, root]);
    let printed =
        r#"{"files":[{"file":"a.Dockerfile","issues":[{"line":"4","title":"Invalid Command"}]}]}"#;
    assert_eq!(converted("dockerfilelint", printed)[0], stopped);
}

#[test]
fn unroots_own_report_answers_every_question() {
    let report = convert::unroot("a", "FROM debian:12\nUSER nobody\n", &classes());
    assert_eq!(report.starts_as_root, Some(Answer::No));
    assert_eq!(report.uid, Claim::Says(Some(65534)));
    let stops = convert::unroot("a", "FROM debian:12\nUSER nobody\nRUN touch /x\n", &classes());
    assert_eq!((stops.builds, stops.stops_at), (Some(Answer::No), Claim::Says(Some(3))));
}
