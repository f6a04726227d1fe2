//! SARIF 2.1.0, the format in which code hosts take findings.

use super::places::{Places, Range};
use super::tree::Json;
use crate::analysis::Analysis;
use crate::finding::{Finding, Fix, Ignored, Reason, Rule, Severity};
use dockerfile::{Edit, Span, order};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What is said of `analysis` as one SARIF run over `rules`; `path` is the file's path. A rule
/// whose text is not there is described by its title.
pub fn sarif(analysis: &Analysis, path: &str, rules: &[&Rule]) -> String {
    let writer = Writer { places: Places::new(&analysis.text), uri: uri(path), rules };
    let plain = analysis.findings.iter().map(|finding| (finding, None));
    let ignored = analysis.ignored.iter().map(|ignored| (&ignored.finding, Some(ignored)));
    let all: Vec<_> = plain.chain(ignored).collect();
    let key = |finding: &Finding| {
        (finding.rule.id, writer.places.text_of(writer.places.line(finding.span)).trim())
    };
    let keys: Vec<_> = all.iter().map(|(finding, _)| key(finding)).collect();
    let (numbers, mut results) = (numbers(&keys), Vec::with_capacity(all.len()));
    for (at, (finding, ignored)) in all.into_iter().enumerate() {
        let (rule, line) = keys[at];
        let mut result = writer.result(finding, fingerprint(rule, line, numbers[at]));
        if let Some(ignored) = ignored {
            result.put("suppressions", Json::List(vec![writer.suppression(ignored)]));
        }
        results.push(result);
    }
    let run = Json::object([
        ("tool", Json::object([("driver", driver(rules))])),
        ("columnKind", "unicodeCodePoints".into()),
        ("results", Json::List(results)),
    ]);
    let log = Json::object([
        ("$schema", SCHEMA.into()),
        ("version", "2.1.0".into()),
        ("runs", Json::List(vec![run])),
    ]);
    log.to_text()
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
    uri: String,
    rules: &'a [&'a Rule],
}

impl<'a> Writer<'a> {
    fn result(&self, finding: &'a Finding, fingerprint: String) -> Json<'a> {
        let mut result = Json::object([
            ("ruleId", finding.rule.id.into()),
            ("level", level(finding.severity).into()),
            ("message", message(&finding.message)),
            ("locations", Json::List(vec![self.location(finding.span)])),
            ("partialFingerprints", Json::object([("unroot/v1", fingerprint.into())])),
            ("properties", Json::object([("certainty", finding.certainty.name().into())])),
        ]);
        if let Some(index) = self.rules.iter().position(|rule| rule.id == finding.rule.id) {
            result.put("ruleIndex", index.into());
        }
        if !finding.because.is_empty() {
            let related = finding.because.iter().map(|reason| self.related(reason));
            result.put("relatedLocations", related.collect());
        }
        if !finding.fixes.is_empty() {
            result.put("fixes", finding.fixes.iter().map(|fix| self.fix(fix)).collect());
        }
        result
    }

    fn suppression(&self, ignored: &'a Ignored) -> Json<'a> {
        Json::object([
            ("kind", "inSource".into()),
            ("justification", ignored.reason.as_str().into()),
            ("location", self.location(ignored.comment)),
        ])
    }

    fn related(&self, reason: &'a Reason) -> Json<'a> {
        let mut location = reason.span.map_or_else(|| Json::object([]), |span| self.location(span));
        location.put("message", message(&reason.text));
        location
    }

    fn location(&self, span: Span) -> Json<'a> {
        let place =
            Json::object([("artifactLocation", self.file()), ("region", self.region(span))]);
        Json::object([("physicalLocation", place)])
    }

    fn fix(&self, fix: &'a Fix) -> Json<'a> {
        let replacement = |edit: &'a Edit| {
            let text = Json::object([("text", edit.text.as_str().into())]);
            Json::object([("deletedRegion", self.region(edit.span)), ("insertedContent", text)])
        };
        let change = Json::object([
            ("artifactLocation", self.file()),
            ("replacements", fix.edits.iter().map(replacement).collect()),
        ]);
        let mut description = message(&fix.title);
        if let Some(why) = fix.proof.untried() {
            // A property bag would not be shown.
            description =
                Json::object([("text", format!("{} (not checked: {why})", fix.title).into())]);
        }
        Json::object([("description", description), ("artifactChanges", Json::List(vec![change]))])
    }

    fn file(&self) -> Json<'a> {
        Json::object([("uri", self.uri.clone().into())])
    }

    fn region(&self, span: Span) -> Json<'a> {
        let Range { start, end } = self.places.range(span);
        Json::object([
            ("startLine", start.line.into()),
            ("startColumn", start.column.into()),
            ("endLine", end.line.into()),
            ("endColumn", end.column.into()),
        ])
    }
}

fn driver<'a>(rules: &[&'a Rule]) -> Json<'a> {
    let version = env!("CARGO_PKG_VERSION");
    Json::object([
        ("name", "unroot".into()),
        ("version", version.into()),
        ("semanticVersion", version.into()),
        ("rules", rules.iter().map(|rule| descriptor(rule)).collect()),
    ])
}

fn descriptor(rule: &Rule) -> Json<'_> {
    let text = |text| Json::object([("text", text)]);
    let mut descriptor =
        Json::object([("id", rule.id.into()), ("shortDescription", text(rule.title.into()))]);
    if let Some(section) = first_section(rule.text) {
        let help = Json::object([("text", rule.text.into()), ("markdown", rule.text.into())]);
        descriptor.put("fullDescription", text(section.into()));
        descriptor.put("help", help);
    }
    let tags = ["security", "docker"].map(Json::from).into_iter().collect();
    let properties = Json::object([("tags", tags), ("guide", rule.guide.id().into())]);
    descriptor.put("defaultConfiguration", Json::object([("level", level(rule.severity).into())]));
    descriptor.put("properties", properties);
    descriptor
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
fn message(text: &str) -> Json<'_> {
    let linked = text.contains("](");
    let escaped = || text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
    Json::object([("text", if linked { escaped().into() } else { text.into() })])
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
        let told = |text| message(text) == Json::object([("text", text.into())]);
        assert_eq!(message("[a](b)"), Json::object([("text", "\\[a\\](b)".into())]));
        assert!(told("CMD [\"a\"]"));
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
