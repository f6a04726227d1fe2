//! Comments that silence a rule, in each report.

use super::support::{report, run};
use serde_json::Value;

const TOOL: &str = "FROM debian:12\nRUN useradd -m -u 1200 app\n\
                    # unroot ignore=explicit-root,created-never-used reason=\"it sets up [disks](x)\"\n\
                    USER root\nCMD [\"parted\"]\n";

#[test]
fn what_is_ignored_is_told_with_its_reason() {
    let report = report(&[], TOOL);
    let rules = |list: &Value| {
        let rules = list.as_array().expect("a list").iter();
        rules.map(|entry| entry["rule"].as_str().expect("a name").to_owned()).collect::<Vec<_>>()
    };
    assert!(!rules(&report["findings"]).contains(&"explicit-root".to_owned()));
    assert_eq!(rules(&report["ignored"]), ["explicit-root"]);
    let ignored = &report["ignored"][0];
    assert_eq!((&ignored["line"], &ignored["comment"]), (&Value::from(4), &Value::from(3)));
    assert_eq!(ignored["reason"], "it sets up [disks](x)");
    // What is so stays so.
    assert_eq!(report["verdict"]["runs_as"], "root");
}

#[test]
fn code_hosts_are_told_of_the_suppression() {
    let ran = run(&["check", "--format", "sarif", "-"], TOOL);
    let log: Value = serde_json::from_str(&ran.out).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    let [result] = &results
        .iter()
        .filter(|result| result["ruleId"] == "explicit-root")
        .collect::<Vec<_>>()[..]
    else {
        panic!("one result of the rule")
    };
    let [suppression] = &result["suppressions"].as_array().expect("suppressions")[..] else {
        panic!("one")
    };
    assert_eq!(suppression["kind"], "inSource");
    assert_eq!(suppression["justification"], "it sets up [disks](x)");
    assert_eq!(suppression["location"]["physicalLocation"]["region"]["startLine"], 3);
    assert!(
        results
            .iter()
            .filter(|other| *other != *result)
            .all(|other| other.get("suppressions").is_none())
    );
}

#[test]
fn a_file_whose_findings_are_all_ignored_is_clean() {
    let text = "FROM debian:12\n# unroot ignore=explicit-root reason=\"it is a tool\"\nUSER root\nCMD [\"parted\"]\n";
    let ran = run(&["check", "-"], text);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.out.contains("line 3: explicit-root is ignored: it is a tool"), "{}", ran.out);
    let fixed = run(&["fix", "-"], text);
    assert_eq!((fixed.code, fixed.out.as_str()), (0, text));
}
