//! SARIF logs against the standard's own schema: the command's, with all rules and their texts, and
//! the page's, with the rules that have something to say.

use jsonschema::{Draft, Validator};
use serde_json::Value;
use unroot::finding::Rule;
use unroot::model::Assumptions;
use unroot::{Analysis, analyze, report, rules};
use view::examples;

const SCHEMA: &str = include_str!("../schema/sarif-2.1.0.json");

/// Texts that look for trouble: no findings, all kinds of them, odd characters, nothing at all.
const TEXTS: [&str; 6] = [
    "",
    "nonsense\nFROM\n",
    "FROM node:22\nUSER 1000\n",
    "\u{feff}FROM debian\r\nRUN echo é\u{1f433} && chmod 777 /srv\r\nCMD [\"sh\"]",
    "FROM debian\n# unroot ignore=explicit-root reason=\"a \\\"quoted\\\" [one](two)\"\nUSER root\n",
    "FROM debian\nRUN echo \u{1}\u{7f} $(chmod 4755 /a)\nUSER \"a{0} b\"\n",
];

fn validator() -> Validator {
    // Two patterns, of languages, have a bracket too many, which a strict validator refuses.
    let schema = SCHEMA.replace("{2}]?$", "{2}$");
    let schema: Value = serde_json::from_str(&schema).expect("the schema is JSON");
    let options = jsonschema::options().with_draft(Draft::Draft7).should_validate_formats(true);
    options.build(&schema).expect("the schema is one")
}

/// What the schema has against `log`.
fn objections(validator: &Validator, log: &Value) -> Vec<String> {
    let told = |error: jsonschema::ValidationError| format!("{}: {error}", error.instance_path());
    validator.iter_errors(log).map(told).collect()
}

fn holds(validator: &Validator, analysis: &Analysis, path: &str, rules: &[&Rule]) {
    let log = report::sarif(analysis, path, rules);
    let log: Value = serde_json::from_str(&log).expect("a log is JSON");
    assert_eq!(objections(validator, &log), Vec::<String>::new(), "{}", analysis.text);
}

#[test]
fn every_log_is_valid() {
    let validator = validator();
    let all: Vec<&Rule> = rules::all().collect();
    let examples = examples::ALL.iter().map(|example| example.text);
    for text in examples.chain(TEXTS) {
        let analysis = analyze(text, &Assumptions::default());
        for path in ["Dockerfile", "./my files/Dockerfile.é", "/srv/a%b#c/Dockerfile"] {
            holds(&validator, &analysis, path, &all);
            holds(&validator, &analysis, path, &crate::page::rules_of(&analysis));
        }
    }
}

#[test]
fn every_log_of_a_real_file_is_valid() {
    let Some(samples) = conformance::corpus::corpus() else { return };
    let validator = validator();
    conformance::corpus::for_each(&samples, |sample| {
        let analysis = analyze(&sample.text, &Assumptions::default());
        holds(&validator, &analysis, "Dockerfile", &crate::page::rules_of(&analysis));
    });
}

#[test]
fn a_spoiled_log_is_not() {
    let validator = validator();
    let analysis = analyze(examples::ALL[0].text, &Assumptions::default());
    let log = report::sarif(&analysis, "Dockerfile", &crate::page::rules_of(&analysis));
    let log: Value = serde_json::from_str(&log).unwrap();
    let spoil: [fn(&mut Value); 5] = [
        |log| log["version"] = "2.0.0".into(),
        |log| log["runs"][0]["results"][0]["message"] = Value::Null,
        |log| log["runs"][0]["results"][0]["level"] = "info".into(),
        |log| log["runs"][0]["tool"]["driver"]["informationUri"] = "".into(),
        |log| log["runs"][0]["results"][0]["locations"][0]["surprise"] = 1.into(),
    ];
    for spoil in spoil {
        let mut log = log.clone();
        spoil(&mut log);
        assert!(!objections(&validator, &log).is_empty());
    }
}
