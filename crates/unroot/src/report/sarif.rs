//! SARIF 2.1.0, the format in which code hosts take findings.

mod log;

use super::places::{Places, Range};
use super::pretty;
use crate::analysis::Analysis;
use crate::finding::{Finding, Fix, Ignored, Reason, Rule, Severity};
use dockerfile::{Edit, Span, order};
use log::*;
use std::borrow::Cow;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What is said of `analysis` as one SARIF run over `rules`; `path` is the file's path. A rule
/// whose text is not there is described by its title.
pub fn sarif(analysis: &Analysis, path: &str, rules: &[&Rule]) -> String {
    let uri = uri(path);
    let writer = Writer { places: Places::new(&analysis.text), uri: &uri, rules };
    let plain = analysis.findings.iter().map(|finding| (finding, None));
    let ignored = analysis.ignored.iter().map(|ignored| (&ignored.finding, Some(ignored)));
    let all: Vec<_> = plain.chain(ignored).collect();
    let key = |finding: &Finding| {
        (finding.rule.id, writer.places.text_of(writer.places.line(finding.span)).trim())
    };
    let keys: Vec<_> = all.iter().map(|(finding, _)| key(finding)).collect();
    let results = all.into_iter().zip(&keys).zip(numbers(&keys));
    let results = results.map(|(((finding, ignored), (rule, line)), number)| {
        writer.result(finding, ignored, fingerprint(rule, line, number))
    });
    let run = Run {
        tool: Tool { driver: driver(rules) },
        column_kind: "unicodeCodePoints",
        results: results.collect(),
    };
    pretty(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })
}

/// Numbers those that are alike, from 1.
fn numbers(keys: &[(&str, &str)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order::sort(&mut order, |a, b| keys[*a].cmp(&keys[*b]));
    let mut numbers = vec![1; keys.len()];
    for pair in order.windows(2) {
        if keys[pair[0]] == keys[pair[1]] {
            numbers[pair[1]] = numbers[pair[0]] + 1;
        }
    }
    numbers
}

struct Writer<'a> {
    places: Places<'a>,
    uri: &'a str,
    rules: &'a [&'a Rule],
}

impl<'a> Writer<'a> {
    fn result(
        &self,
        finding: &'a Finding,
        ignored: Option<&'a Ignored>,
        fingerprint: String,
    ) -> ResultOut<'a> {
        ResultOut {
            rule_id: finding.rule.id,
            level: level(finding.severity),
            message: message(&finding.message),
            locations: [self.location(finding.span)],
            partial_fingerprints: Fingerprints { unroot: fingerprint },
            properties: ResultProperties {
                certainty: finding.certainty.name(),
                no_fix: finding.no_fix.as_deref(),
            },
            rule_index: self.rules.iter().position(|rule| rule.id == finding.rule.id),
            related_locations: finding.because.iter().map(|reason| self.related(reason)).collect(),
            fixes: finding.fixes.iter().map(|fix| self.fix(fix)).collect(),
            suppressions: ignored.into_iter().map(|ignored| self.suppression(ignored)).collect(),
        }
    }

    fn suppression(&self, ignored: &'a Ignored) -> Suppression<'a> {
        Suppression {
            kind: "inSource",
            justification: &ignored.reason,
            location: self.location(ignored.comment),
        }
    }

    fn related(&self, reason: &'a Reason) -> Location<'a> {
        Location {
            physical_location: reason.span.map(|span| self.place(span)),
            message: Some(message(&reason.text)),
        }
    }

    fn location(&self, span: Span) -> Location<'a> {
        Location { physical_location: Some(self.place(span)), message: None }
    }

    fn place(&self, span: Span) -> Place<'a> {
        Place { artifact_location: Artifact { uri: self.uri }, region: self.region(span) }
    }

    fn fix(&self, fix: &'a Fix) -> FixOut<'a> {
        let replacement = |edit: &'a Edit| Replacement {
            deleted_region: self.region(edit.span),
            inserted_content: Text { text: Cow::Borrowed(&edit.text) },
        };
        let change = ArtifactChange {
            artifact_location: Artifact { uri: self.uri },
            replacements: fix.edits.iter().map(replacement).collect(),
        };
        let description = match fix.proof.untried() {
            // A property bag would not be shown.
            Some(why) => Text { text: format!("{} (not checked: {why})", fix.title).into() },
            None => match fix.review_of() {
                Some(what) => {
                    Text { text: format!("{} (to be looked at: {what})", fix.title).into() }
                }
                None => message(&fix.title),
            },
        };
        FixOut { description, artifact_changes: [change] }
    }

    fn region(&self, span: Span) -> Region {
        let Range { start, end } = self.places.range(span);
        Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

fn driver<'a>(rules: &[&'a Rule]) -> Driver<'a> {
    let version = env!("CARGO_PKG_VERSION");
    Driver {
        name: "unroot",
        version,
        semantic_version: version,
        rules: rules.iter().map(|rule| descriptor(rule)).collect(),
    }
}

fn descriptor(rule: &Rule) -> Descriptor<'_> {
    let section = first_section(rule.text);
    Descriptor {
        id: rule.id,
        short_description: Text { text: rule.title.into() },
        help: section.is_some().then_some(Help { text: rule.text, markdown: rule.text }),
        full_description: section.map(|section| Text { text: section.into() }),
        default_configuration: Configuration { level: level(rule.severity) },
        properties: RuleProperties { tags: ["security", "docker"], guide: rule.guide.id() },
    }
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
fn message(text: &str) -> Text<'_> {
    let escaped = || text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
    Text { text: if text.contains("](") { escaped().into() } else { text.into() } }
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
        assert_eq!(message("[a](b)").text, "\\[a\\](b)");
        assert_eq!(message("CMD [\"a\"]").text, "CMD [\"a\"]");
    }

    #[test]
    fn fingerprints_survive_a_move_and_differ_between_twins() {
        let prints = |text: &str| {
            let mut analysis = double::with_finding(text, Span::at(text.find("USER").unwrap()));
            let twin = analysis.findings[0].clone();
            analysis.findings.push(twin);
            let rules = [analysis.findings[0].rule];
            let log: serde_json::Value =
                serde_json::from_str(&sarif(&analysis, "Dockerfile", &rules)).unwrap();
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
