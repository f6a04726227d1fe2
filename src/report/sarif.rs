//! SARIF 2.1.0, the format in which code hosts take findings.

use super::places::{Places, Range};
use crate::analysis::Analysis;
use crate::edit::Edit;
use crate::finding::{Finding, Fix, Reason, Rule, Severity};
use crate::source::Span;
use serde_json::{Value, json};
use std::collections::HashMap;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What is said of `analysis` as one SARIF run over `rules`; `path` is the file's path.
pub fn sarif(analysis: &Analysis, path: &str, rules: &[&Rule]) -> String {
    let writer = Writer { places: Places::new(&analysis.text), uri: uri(path) };
    let mut seen = HashMap::new();
    let mut result = |finding: &Finding| {
        let line = writer.places.text_of(writer.places.line(finding.span)).trim();
        let number = seen.entry((finding.rule.id, line)).or_insert(0);
        *number += 1;
        writer.result(finding, rules, &fingerprint(finding.rule.id, line, *number))
    };
    let mut results: Vec<Value> = analysis.findings.iter().map(&mut result).collect();
    results.extend(analysis.ignored.iter().map(|ignored| {
        let mut result = result(&ignored.finding);
        result["suppressions"] = json!([{
            "kind": "inSource",
            "justification": ignored.reason,
            "location": writer.location(ignored.comment),
        }]);
        result
    }));
    let driver = json!({
        "name": "unroot",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "informationUri": env!("CARGO_PKG_REPOSITORY"),
        "rules": rules.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
    });
    let run = json!({
        "tool": { "driver": driver },
        "columnKind": "unicodeCodePoints",
        "results": results,
    });
    format!("{:#}\n", json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] }))
}

struct Writer<'a> {
    places: Places<'a>,
    uri: String,
}

impl Writer<'_> {
    fn result(&self, finding: &Finding, rules: &[&Rule], fingerprint: &str) -> Value {
        let mut result = json!({
            "ruleId": finding.rule.id,
            "level": level(finding.severity),
            "message": message(&finding.message),
            "locations": [self.location(finding.span)],
            "partialFingerprints": { "unroot/v1": fingerprint },
            "properties": { "certainty": finding.certainty.name() },
        });
        if let Some(index) = rules.iter().position(|rule| rule.id == finding.rule.id) {
            result["ruleIndex"] = index.into();
        }
        if !finding.because.is_empty() {
            let related = finding.because.iter().map(|reason| self.related(reason));
            result["relatedLocations"] = related.collect();
        }
        if !finding.fixes.is_empty() {
            result["fixes"] = finding.fixes.iter().map(|fix| self.fix(fix)).collect();
        }
        result
    }

    fn related(&self, reason: &Reason) -> Value {
        let mut location = reason.span.map_or_else(|| json!({}), |span| self.location(span));
        location["message"] = message(&reason.text);
        location
    }

    fn location(&self, span: Span) -> Value {
        let region = region(self.places.range(span));
        json!({ "physicalLocation": {
            "artifactLocation": { "uri": self.uri },
            "region": region,
        } })
    }

    fn fix(&self, fix: &Fix) -> Value {
        let replacement = |edit: &Edit| {
            json!({
                "deletedRegion": region(self.places.range(edit.span)),
                "insertedContent": { "text": edit.text },
            })
        };
        let change = json!({
            "artifactLocation": { "uri": self.uri },
            "replacements": fix.edits.iter().map(replacement).collect::<Vec<_>>(),
        });
        json!({ "description": message(&fix.title), "artifactChanges": [change] })
    }
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": first_section(rule.text).unwrap_or(rule.title.to_owned()) },
        "help": { "text": rule.text, "markdown": rule.text },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "tags": ["security", "docker"], "guide": rule.guide.id() },
    })
}

/// The text under the first heading of the second level, on one line.
fn first_section(text: &str) -> Option<String> {
    let (_, body) = text.split_once("\n## ")?.1.split_once('\n')?;
    let body = body.split("\n## ").next().unwrap_or(body);
    let words: Vec<&str> = body.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A message; brackets are escaped where they could be taken for a link.
fn message(text: &str) -> Value {
    if text.contains("](") {
        let text = text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
        return json!({ "text": text });
    }
    json!({ "text": text })
}

fn region(range: Range) -> Value {
    json!({
        "startLine": range.start.line,
        "startColumn": range.start.column,
        "endLine": range.end.line,
        "endColumn": range.end.column,
    })
}

/// `path` as a reference: relative as it is given, absolute with its scheme.
fn uri(path: &str) -> String {
    let path = path.strip_prefix("./").unwrap_or(path).replace('\\', "/");
    let mut uri = if path.starts_with('/') { "file://".to_owned() } else { String::new() };
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(byte as char),
            byte if byte.is_ascii_alphanumeric() => uri.push(byte as char),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// The same for a finding as long as its line stays the same, wherever the line moves (FNV-1a).
fn fingerprint(rule: &str, line: &str, number: usize) -> String {
    let number = number.to_string();
    let bytes = [rule, line, &number].into_iter().flat_map(|part| part.bytes().chain([0]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::super::double;
    use super::*;

    #[test]
    fn addresses_and_messages_are_escaped() {
        assert_eq!(uri("./a b/Dockerfile.é"), "a%20b/Dockerfile.%C3%A9");
        assert_eq!(uri("/x/Dockerfile"), "file:///x/Dockerfile");
        assert_eq!(message("[a](http://b)")["text"], "\\[a\\](http://b)");
        assert_eq!(message("CMD [\"a\"]")["text"], "CMD [\"a\"]");
    }

    #[test]
    fn fingerprints_survive_a_move_and_differ_between_twins() {
        let prints = |text: &str| {
            let mut analysis = double::with_finding(text, Span::at(text.find("USER").unwrap()));
            let twin = analysis.findings[0].clone();
            analysis.findings.push(twin);
            let rules = [analysis.findings[0].rule];
            let log: Value = serde_json::from_str(&sarif(&analysis, "Dockerfile", &rules)).unwrap();
            [0, 1].map(|at| log["runs"][0]["results"][at]["partialFingerprints"].clone())
        };
        let [first, second] = prints("FROM a\nUSER app\n");
        assert_ne!(first, second);
        assert_eq!(prints("# new\nFROM b\n  USER app\r\n"), [first, second]);
    }

    #[test]
    fn a_rule_is_described_by_its_first_section() {
        let text = "# T\n\n## What it does\n\nLooks\nhere.\n\n## Why\n\nSo.\n";
        assert_eq!(first_section(text).as_deref(), Some("Looks here."));
        assert_eq!(first_section("nothing"), None);
    }
}
