//! The SARIF report against what the standard (2.1.0) requires.

use super::support::{SKELETON, SOUND, folder, run};
use serde_json::Value;
use std::fs;

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn is_text(message: &Value) -> bool {
    message["text"].as_str().is_some_and(|text| !text.is_empty())
}

fn is_region(region: &Value) -> bool {
    let number = |key: &str| region[key].as_u64().unwrap_or(0);
    let start = (number("startLine"), number("startColumn"));
    start.0 >= 1 && start.1 >= 1 && start <= (number("endLine"), number("endColumn"))
}

fn is_location(location: &Value, uri: &str) -> bool {
    let place = &location["physicalLocation"];
    place["artifactLocation"]["uri"] == uri && is_region(&place["region"])
}

fn holds(log: &Value, uri: &str) -> usize {
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().is_some_and(|schema| schema.starts_with("https://")));
    let [run] = list(&log["runs"]) else { panic!("one run") };
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["tool"]["driver"]["name"], "unroot");
    let rules = list(&run["tool"]["driver"]["rules"]);
    let ids: Vec<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
    assert_eq!(ids, unroot::rules::all().map(|rule| rule.id).collect::<Vec<_>>());
    for rule in rules {
        assert!(is_text(&rule["shortDescription"]) && is_text(&rule["fullDescription"]));
        assert!(is_text(&rule["help"]) && rule["help"]["markdown"].is_string());
    }
    let results = list(&run["results"]);
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index");
        assert_eq!(result["ruleId"], ids[index as usize]);
        assert!(["error", "warning", "note"].iter().any(|level| result["level"] == *level));
        assert!(is_text(&result["message"]));
        assert!(matches!(list(&result["locations"]), [place] if is_location(place, uri)));
        let prints = result["partialFingerprints"].as_object().expect("fingerprints");
        assert!(!prints.is_empty() && prints.values().all(Value::is_string));
        for related in list(&result["relatedLocations"]) {
            assert!(is_text(&related["message"]));
            let has_place = related.get("physicalLocation").is_some();
            assert!(!has_place || is_location(related, uri));
        }
        for fix in list(&result["fixes"]) {
            assert!(is_text(&fix["description"]));
            let [change] = list(&fix["artifactChanges"]) else { panic!("one file changes") };
            assert_eq!(change["artifactLocation"]["uri"], uri);
            assert!(!list(&change["replacements"]).is_empty());
            for replacement in list(&change["replacements"]) {
                assert!(is_region(&replacement["deletedRegion"]));
                assert!(replacement["insertedContent"]["text"].is_string());
            }
        }
    }
    results.len()
}

#[test]
fn the_log_has_what_the_standard_requires() {
    for text in [SKELETON, "FROM debian\r\nRUN chmod 777 /é\r\n", "nonsense\n"] {
        let ran = run(&["check", "--format", "sarif", "-"], text);
        assert_eq!((ran.code, ran.err.as_str()), (1, ""));
        let log: Value = serde_json::from_str(&ran.out).expect("JSON");
        assert!(holds(&log, "Dockerfile") > 0);
    }
    let ran = run(&["check", "--format", "sarif", "-"], SOUND);
    let log: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!((ran.code, holds(&log, "Dockerfile")), (0, 0));
}

#[test]
fn the_file_is_named_by_its_address() {
    let folder = folder("sarif");
    let path = folder.join("my Dockerfile");
    fs::write(&path, SKELETON).unwrap();
    let mut command = super::support::command(["check", "--format", "sarif", "./my Dockerfile"]);
    command.current_dir(&folder);
    let ran = super::support::finish(command, b"");
    let log: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert!(holds(&log, "my%20Dockerfile") > 0);
}
