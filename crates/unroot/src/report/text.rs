//! The report for people at a terminal.

use super::count;
use super::places::{Places, Range};
use super::visible::{visible, width};
use crate::analysis::Analysis;
use crate::finding::{Applicability, Finding, Fix, Severity};
use anstyle::{AnsiColor, Style};
use std::fmt::{self, Write};

const DIM: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();

/// What is said of `analysis`, with ANSI colours: whoever prints it takes them out where nobody
/// wants them. `name` is how the file is called.
pub fn text(analysis: &Analysis, name: &str) -> String {
    let places = Places::new(&analysis.text);
    let mut out = String::new();
    for finding in &analysis.findings {
        // Writing to a string does not fail.
        let _ = write_finding(&mut out, finding, &places, name);
    }
    for ignored in &analysis.ignored {
        let place = places.line(ignored.finding.span);
        let (rule, reason) = (ignored.finding.rule.id, visible(&ignored.reason));
        let _ = writeln!(out, "{DIM}line {place}: {rule} is ignored: {reason}{DIM:#}");
    }
    let _ = write_summary(&mut out, analysis);
    out
}

fn write_finding(out: &mut String, finding: &Finding, places: &Places, name: &str) -> fmt::Result {
    let range = places.range(finding.span);
    let (line, column) = (range.start.line, range.start.column);
    let colour = style(finding.severity);
    let (severity, rule) = (finding.severity.name(), finding.rule.id);
    let message = visible(&finding.message);
    write!(out, "{BOLD}{}:{line}:{column}:{BOLD:#} ", visible(name))?;
    writeln!(out, "{colour}{severity}[{rule}]{colour:#}: {message}")?;
    let gutter = line.to_string().len();
    writeln!(out, "{DIM}{:gutter$} |{DIM:#}", "")?;
    let source = places.text_of(line);
    writeln!(out, "{DIM}{line} |{DIM:#} {}", visible(source).trim_end())?;
    let (indent, carets) = underline(source, range);
    writeln!(out, "{DIM}{:gutter$} |{DIM:#} {indent}{colour}{carets}{colour:#}", "")?;
    for reason in &finding.because {
        let place = reason.span.map(|span| format!("line {}: ", places.line(span)));
        let (place, text) = (place.unwrap_or_default(), visible(&reason.text));
        let source = reason.source.map(|source| format!(" ({source})")).unwrap_or_default();
        writeln!(out, "{:gutter$} {DIM}={DIM:#} {place}{text}{DIM}{source}{DIM:#}", "")?;
    }
    if let Some(fix) = finding.fixes.first() {
        writeln!(out, "{:gutter$} {DIM}={DIM:#} {}", "", repair(fix))?;
    }
    if let Some(why) = &finding.no_fix {
        writeln!(out, "{:gutter$} {DIM}={DIM:#} no repair: {}", "", visible(why))?;
    }
    writeln!(out)
}

/// Blanks and carets for the part of `range` that stands on its first line, `source`.
fn underline(source: &str, range: Range) -> (String, String) {
    let split = |column: usize| {
        source.char_indices().nth(column - 1).map_or(source.len(), |(offset, _)| offset)
    };
    let start = split(range.start.column);
    let ends_here = range.end.line == range.start.line;
    let end = if ends_here { split(range.end.column) } else { source.len() };
    let marked = source[start..end.max(start)].trim_end();
    (" ".repeat(width(&source[..start])), "^".repeat(width(marked).max(1)))
}

fn repair(fix: &Fix) -> String {
    let title = visible(&fix.title);
    if let Some(why) = fix.proof.untried() {
        return format!("repair, not checked: {title} ({why})");
    }
    match &fix.applicability {
        _ if fix.is_automatic() => format!("repair: {title} (`unroot fix`)"),
        Applicability::Safe => format!("repair: {title}"),
        Applicability::NeedsReview(why) => {
            format!("repair, to be looked at: {title} ({})", visible(why))
        }
    }
}

fn write_summary(out: &mut String, analysis: &Analysis) -> fmt::Result {
    let verdict = &analysis.verdict;
    writeln!(out, "{BOLD}{}{BOLD:#}", visible(&verdict.headline))?;
    if !verdict.because.is_empty() {
        writeln!(out, "{}", visible(&verdict.because))?;
    }
    let starts = analysis.start_says().sentence;
    if !starts.is_empty() {
        writeln!(out, "{}", visible(&starts))?;
    }
    writeln!(out, "{}", tally(&analysis.findings))
}

fn tally(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return "No findings.".to_owned();
    }
    let of = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let kinds = [Severity::Error, Severity::Warning, Severity::Info];
    let kinds = kinds.map(|severity| (of(severity), severity));
    let kinds = kinds.iter().filter(|(number, _)| *number > 0);
    let kinds: Vec<_> =
        kinds.map(|(number, severity)| format!("{number} {}", severity.name())).collect();
    let repaired = findings.iter().filter(|finding| finding.fixes.iter().any(Fix::is_automatic));
    let repaired = match repaired.count() {
        0 => String::new(),
        number => format!("; `unroot fix` can repair {number}"),
    };
    format!("{}: {}{repaired}.", count(findings.len(), "finding"), kinds.join(", "))
}

fn style(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Error => AnsiColor::BrightRed,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::Cyan,
    };
    colour.on_default().bold()
}

#[cfg(test)]
mod tests {
    use super::super::double;
    use super::*;
    use dockerfile::Span;

    fn plain(analysis: &Analysis) -> String {
        anstream::adapter::strip_str(&text(analysis, "Dockerfile")).to_string()
    }

    #[test]
    fn a_finding_shows_its_place_its_chain_and_its_repair() {
        let text = "FROM a\nUSER\t日本 app\n";
        let at = text.find("app").unwrap();
        let shown = plain(&double::with_finding(text, Span::new(at, at + 3)));
        let expected = "Dockerfile:2:9: warning[double]: `app` is \u{241b}[31m nobody\n  |\n\
                        2 | USER    日本 app\n  |              ^^^\n  = line 2: switched here\n  \
                        = a fact (a book)\n  = repair: Do it (`unroot fix`)\n\n\
                        Starts as root, UID 0\nIt says so.\n\
                        1 finding: 1 warning; `unroot fix` can repair 1.\n";
        assert_eq!(shown, expected);
    }

    #[test]
    fn odd_spans_are_underlined_all_the_same() {
        let text = "FROM a \\\n  AS b\r\n";
        let carets = |span| {
            let shown = plain(&double::with_finding(text, span));
            shown.lines().nth(3).unwrap_or_default().to_owned()
        };
        assert_eq!(carets(Span::new(5, 15)), "  |      ^^^");
        assert_eq!(carets(Span::at(text.len())), "  | ^");
        assert_eq!(carets(Span::new(3, 2)), "  |    ^");
        assert_eq!(carets(Span::new(900, 901)), "  | ^");
    }

    #[test]
    fn no_finding_is_said() {
        let mut analysis = double::with_finding("FROM a\n", Span::at(0));
        analysis.findings.clear();
        assert_eq!(plain(&analysis), "Starts as root, UID 0\nIt says so.\nNo findings.\n");
    }
}
