//! The JSON contract beyond its schema: what its numbers count, and what its lists hold.

use super::support::{SKELETON, SOUND, report, run};
use serde_json::Value;

const FILES: &[&str] = &[
    SKELETON,
    SOUND,
    "",
    "\n\r\n# nothing\n",
    "nonsense\nFROM\n",
    "\u{feff}FROM debian\r\nRUN echo é🐳 && chmod 777 /srv\r\nCMD [\"sh\"]",
    "FROM nobody.example/knows AS one\nCOPY a /b/\nFROM one\nRUN ./configure && chown x /b\n",
    "ARG B\nFROM $B\nUSER $U\nWORKDIR /x/$Y\n",
    "FROM python:3.12-slim\nWORKDIR /app\nCOPY . .\nCMD [\"python\", \"app.py\"]\n",
    "FROM debian AS base\nONBUILD USER 1200\nFROM base\nRUN <<EOF\nid\nEOF\n",
];

fn each(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list")).iter()
}

fn at(value: &Value) -> usize {
    value.as_u64().and_then(|number| usize::try_from(number).ok()).expect("a number")
}

#[test]
fn places_follow_each_other_inside_the_text() {
    let mut edited = 0;
    for text in FILES {
        let report = report(&[], text);
        for step in each(&report["timeline"]) {
            assert!(at(&step["line"]) <= at(&step["end_line"]), "{step}");
        }
        for finding in each(&report["findings"]) {
            assert!(unroot::rules::find(finding["rule"].as_str().unwrap()).is_some());
            let place = |line: &str, column: &str| (at(&finding[line]), at(&finding[column]));
            assert!(place("line", "column") <= place("end_line", "end_column"), "{finding}");
            for fix in each(&finding["fixes"]) {
                let mut done = 0;
                for edit in each(&fix["edits"]) {
                    let range = at(&edit["start"])..at(&edit["end"]);
                    assert!(done <= range.start && text.get(range.clone()).is_some(), "{edit}");
                    done = range.end;
                    edited += 1;
                }
            }
        }
    }
    assert!(edited > 5, "only {edited} edits");
}

#[test]
fn columns_count_characters_and_edits_count_bytes() {
    for (mark, end) in [("", "\n"), ("\u{feff}", "\r\n")] {
        let run = "RUN echo é🐳 && mkdir /data && chmod 777 /data";
        let text = format!("{mark}FROM node:22{end}{run}{end}USER 1000{end}CMD [\"node\"]{end}");
        let report = report(&[], &text);
        let is_wanted = |finding: &&Value| finding["rule"] == "world-writable";
        let finding = each(&report["findings"]).find(is_wanted).expect("a finding");
        let column = run[..run.find("777").unwrap()].chars().count() + 1;
        assert_eq!(at(&finding["line"]), 2);
        assert_eq!((at(&finding["column"]), at(&finding["end_column"])), (column, column + 3));
        for fix in each(&finding["fixes"]) {
            let edits: Vec<&Value> = each(&fix["edits"]).collect();
            let repaired = edits.iter().rev().fold(text.clone(), |mut text, edit| {
                let range = at(&edit["start"])..at(&edit["end"]);
                text.replace_range(range, edit["text"].as_str().unwrap());
                text
            });
            let left = self::report(&[], &repaired);
            assert!(each(&left["findings"]).all(|finding| !is_wanted(&finding)), "{repaired}");
        }
    }
}

#[test]
fn a_byte_order_mark_takes_no_column() {
    let columns = |text: &str| {
        let report = report(&[], text);
        let first = each(&report["findings"]).find(|finding| finding["line"] == 1);
        first.map(|finding| (at(&finding["column"]), at(&finding["end_column"])))
    };
    let without = columns("FROM debian\n").expect("a finding on the first line");
    assert_eq!(columns("\u{feff}FROM debian\n"), Some(without));
}

#[test]
fn the_timeline_has_every_step_and_who_runs_it() {
    let text = "FROM debian AS base\nONBUILD USER 1200\nRUN <<EOF\nid\nEOF\n\
                FROM base\nrun id\nUSER 0\nFROM scratch\n";
    let report = report(&["--target", "1"], text);
    let steps = each(&report["timeline"]).map(|step| {
        let lines = (at(&step["line"]), at(&step["end_line"]));
        let word = |key: &str| step[key].as_str().unwrap_or("-").to_owned();
        (word("stage"), lines, word("instruction"), step["uid"].as_u64())
    });
    let step = |stage: &str, lines, keyword: &str, uid| (stage.into(), lines, keyword.into(), uid);
    let expected = [
        step("base", (1, 1), "FROM", Some(0)),
        step("base", (2, 2), "ONBUILD", Some(0)),
        step("base", (3, 5), "RUN", Some(0)),
        step("1", (6, 6), "FROM", Some(0)),
        step("1", (2, 2), "USER", Some(1200)),
        step("1", (7, 7), "RUN", Some(1200)),
        step("1", (8, 8), "USER", Some(0)),
        step("2", (9, 9), "FROM", Some(0)),
    ];
    assert_eq!(steps.collect::<Vec<_>>(), expected);
}

#[test]
fn a_step_that_renames_the_account_it_runs_as_is_run_by_the_old_name() {
    let text = "FROM debian:12\nRUN usermod -l admin root\nRUN id\nCMD [\"a\"]\nUSER 1200\n";
    let report = report(&[], text);
    let who = each(&report["timeline"]).map(|step| step["user"].as_str().unwrap_or("-"));
    // The container starts as UID 1200, which has no name.
    assert_eq!(who.collect::<Vec<_>>(), ["root", "root", "admin", "-", "-"]);
}

#[test]
fn paths_are_those_that_the_file_decides_on() {
    let text = "FROM debian AS other\nRUN mkdir /not-here\nFROM debian\nWORKDIR /app\n\
                RUN mkdir /data && chown 1200:1201 /data && chmod 2750 /data\n";
    let report = report(&[], text);
    let paths: Vec<String> = each(&report["paths"]).map(Value::to_string).collect();
    let expected = [
        r#"{"gid":0,"line":4,"mode":"0755","path":"/app","uid":0}"#,
        r#"{"gid":1201,"line":5,"mode":"2750","path":"/data","uid":1200}"#,
    ];
    assert_eq!(paths, expected);
}

#[test]
fn assumptions_decide() {
    let verdict = |args: &[&str], text: &str| report(args, text)["verdict"]["uid"].as_u64();
    let text = "FROM debian\nARG WHO=0\nUSER $WHO\n";
    assert_eq!(verdict(&[], text), Some(0));
    assert_eq!(verdict(&["--build-arg", "WHO=1200"], text), Some(1200));
    assert_eq!(verdict(&["--build-arg", "WHO=1", "--build-arg", "WHO=2"], text), Some(2));
    let text = "FROM nobody.example/knows\nCMD [\"x\"]\n";
    assert_eq!(verdict(&[], text), None);
    assert_eq!(verdict(&["--base-user", "1200", "--base-family", "alpine"], text), Some(1200));
}

#[test]
fn the_purpose_is_read_from_the_file_or_stated() {
    let verdict = |args: &[&str], text: &str| report(args, text)["verdict"].clone();
    let text = "FROM debian:12\nRUN apt-get update && apt-get install -y nginx\nCMD [\"nginx\"]\n";
    let read = verdict(&[], text);
    assert_eq!((&read["purpose"], &read["purpose_from"]), (&"application".into(), &"file".into()));
    let program = r#"{"drops_to":"www-data","name":"nginx","user":"root"}"#;
    assert_eq!(read["programs"][0].to_string(), program);
    assert!(read["starts"].as_str().is_some_and(|starts| starts.contains("www-data")));
    for (name, purpose) in [("base", "base"), ("service", "application")] {
        let stated = verdict(&["--purpose", name], text);
        let expected = (&purpose.into(), &"reader".into());
        assert_eq!((&stated["purpose"], &stated["purpose_from"]), expected);
    }
    let unknown = verdict(&[], "FROM nobody.example/knows\nRUN id\n");
    assert!(unknown["purpose"].is_null() && unknown["purpose_from"].is_null());
}

#[test]
fn the_report_is_the_same_on_every_run() {
    let args = ["check", "--format", "json", "-"];
    assert_eq!(run(&args, SKELETON).out, run(&args, SKELETON).out);
}
