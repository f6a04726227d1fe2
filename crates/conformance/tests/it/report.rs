//! JSON reports against the schema that we publish, `docs/report.schema.json`.

use jsonschema::Validator;
use serde_json::Value;
use unroot::model::Assumptions;
use unroot::{analyze, report};
use view::examples;

const SCHEMA: &str = include_str!("../../../../docs/report.schema.json");

/// Texts that reach every list of the report: ignored findings, findings without a place, paths that
/// are unknown, stages with names, triggers of ONBUILD, privileged ports.
const TEXTS: [&str; 9] = [
    "",
    "nonsense\nFROM\n",
    "FROM node:22\nUSER 1000\nEXPOSE 80 443/udp\n",
    "\u{feff}FROM debian\r\nRUN echo é\u{1f433} && chmod 777 /srv\r\nCMD [\"sh\"]",
    "FROM debian\n# unroot ignore=explicit-root reason=\"a \\\"quoted\\\" one\"\nUSER root\n",
    "FROM debian AS base\nONBUILD USER 4294967295\nFROM base\nRUN chown x /a && chmod 4755 /b\n",
    "FROM debian AS base\nONBUILD USER 1200\nFROM base\nRUN <<EOF\nid\nEOF\n",
    "FROM nobody.example/knows AS one\nCOPY a /b/\nFROM one\nRUN ./configure && chown x /b\n",
    "ARG B\nFROM $B\nUSER $U\nWORKDIR /x/$Y\nCOPY --chown=$U a /\u{1}\n",
];

/// The schema as a reader of the report uses it.
fn schema() -> Value {
    serde_json::from_str(SCHEMA).expect("the schema is JSON")
}

/// The schema without room for keys that it does not name: what we print, it has to describe.
fn closed(mut schema: Value) -> Value {
    match &mut schema {
        Value::Object(object) => {
            if object.get("properties").is_some_and(Value::is_object) && object["type"] == "object"
            {
                object.insert("additionalProperties".into(), false.into());
            }
            object.values_mut().for_each(|value| *value = closed(value.take()));
        }
        Value::Array(values) => values.iter_mut().for_each(|value| *value = closed(value.take())),
        _ => {}
    }
    schema
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::meta::validate(schema).expect("the schema is one");
    jsonschema::draft202012::new(schema).expect("the schema is one")
}

fn report_on(text: &str) -> Value {
    let report = report::json(&analyze(text, &Assumptions::default()));
    serde_json::from_str(&report).expect("a report is JSON")
}

/// What the schema has against `report`.
fn objections(validator: &Validator, report: &Value) -> Vec<String> {
    let told = |error: jsonschema::ValidationError| format!("{}: {error}", error.instance_path());
    validator.iter_errors(report).map(told).collect()
}

#[test]
fn every_report_is_valid() {
    let validator = validator(&closed(schema()));
    let examples = examples::ALL.iter().map(|example| example.text);
    for text in examples.chain(TEXTS) {
        assert_eq!(objections(&validator, &report_on(text)), [""; 0], "{text}");
    }
}

#[test]
fn every_report_on_a_real_file_is_valid() {
    let validator = validator(&closed(schema()));
    for set in conformance::corpus::corpus() {
        conformance::corpus::for_each(&set.items, |sample| {
            let objections = objections(&validator, &report_on(&sample.text));
            assert_eq!(objections, [""; 0], "{}", sample.name);
        });
    }
}

/// A reader takes keys that a later version of the same contract adds.
#[test]
fn a_key_more_is_valid_for_readers() {
    let mut report = report_on(examples::ALL[0].text);
    report["later"] = 1.into();
    report["verdict"]["later"] = 1.into();
    assert_eq!(objections(&validator(&schema()), &report), [""; 0]);
    assert_eq!(objections(&validator(&closed(schema())), &report).len(), 2);
}

#[test]
fn a_wrong_report_is_not() {
    let validator = validator(&schema());
    let text = "FROM debian\n# unroot ignore=explicit-root reason=\"x\"\nUSER root\nRUN chmod 777 /srv\n\
                EXPOSE 80\nCMD [\"sh\"]\n";
    let report = report_on(text);
    assert_eq!(objections(&validator, &report), [""; 0]);
    // Each place is there before it is spoiled, so each list of the report was looked at.
    let spoil: [(&str, Value); 19] = [
        ("/version", 2.into()),
        ("/verdict/runs_as", "nobody".into()),
        ("/verdict/uid", (-1).into()),
        ("/verdict/builds", true.into()),
        ("/verdict/kubernetes_run_as_non_root", "limited".into()),
        ("/verdict/platforms/0/admission", Value::Null),
        ("/verdict/privileged_ports/0", 1024.into()),
        ("/timeline/0/stage", 0.into()),
        ("/timeline/0/line", 0.into()),
        ("/timeline/0/instruction", "from".into()),
        ("/paths/0/path", "srv".into()),
        ("/paths/0/mode", "777".into()),
        ("/findings/0/severity", "note".into()),
        ("/findings/0/column", 0.into()),
        ("/findings/0/because/0/text", Value::Null),
        ("/findings/0/fixes/0/applicability", "unsafe".into()),
        ("/findings/0/fixes/0/edits/0/start", "0".into()),
        ("/ignored/0/comment", Value::Null),
        ("/ignored", Value::Null),
    ];
    for (pointer, wrong) in spoil {
        let mut spoiled = report.clone();
        *spoiled.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = wrong;
        assert!(!objections(&validator, &spoiled).is_empty(), "{pointer}");
    }
}

/// Keys are never left out.
#[test]
fn a_missing_key_is_not() {
    let validator = validator(&schema());
    let report = report_on(examples::ALL[0].text);
    let mut left_out = 0;
    for pointer in ["", "/verdict", "/verdict/platforms/0", "/timeline/0", "/findings/0"] {
        let object = report.pointer(pointer).and_then(Value::as_object);
        for key in object.unwrap_or_else(|| panic!("no {pointer}")).keys() {
            let mut spoiled = report.clone();
            let object = spoiled.pointer_mut(pointer).and_then(Value::as_object_mut);
            object.expect("an object").remove(key);
            assert!(!objections(&validator, &spoiled).is_empty(), "{pointer}/{key}");
            left_out += 1;
        }
    }
    assert!(left_out > 30, "only {left_out}");
}
