//! The report as Markdown: for a pull request, a chat, or a workshop's notes.

use super::count;
use super::places::Places;
use crate::analysis::Analysis;
use crate::finding::{Applicability, Finding, Fix};

/// What is said of `analysis`; `name` is how the file is called.
pub fn markdown(analysis: &Analysis, name: &str) -> String {
    let places = Places::new(&analysis.text);
    let verdict = &analysis.verdict;
    let mut out = format!("### `{}`: {}\n", name.replace('`', "'"), escaped(&verdict.headline));
    for said in [&verdict.because, &analysis.start_says().sentence] {
        if !said.is_empty() {
            out += &format!("\n{}\n", escaped(said));
        }
    }
    if analysis.findings.is_empty() {
        out += "\nNo findings.\n";
    } else {
        out += &format!("\n{}:\n\n", count(analysis.findings.len(), "finding"));
    }
    for finding in &analysis.findings {
        write_finding(&mut out, finding, &places);
    }
    if !analysis.ignored.is_empty() {
        out += "\nIgnored:\n\n";
    }
    for ignored in &analysis.ignored {
        let (rule, line) = (ignored.finding.rule.id, places.line(ignored.finding.span));
        out += &format!("- `{rule}`, line {line}: {}\n", escaped(&ignored.reason));
    }
    out
}

fn write_finding(out: &mut String, finding: &Finding, places: &Places) {
    let (severity, rule) = (finding.severity.name(), finding.rule.id);
    let (line, message) = (places.line(finding.span), escaped(&finding.message));
    *out += &format!("- **{severity}** `{rule}`, line {line}: {message}\n");
    for reason in &finding.because {
        let place = reason.span.map(|span| format!("line {}: ", places.line(span)));
        let source = reason.source.map(|source| format!(" ({})", escaped(source)));
        let (place, source) = (place.unwrap_or_default(), source.unwrap_or_default());
        *out += &format!("  - {place}{}{source}\n", escaped(&reason.text));
    }
    if let Some(fix) = finding.fixes.first() {
        *out += &format!("  - {}\n", repair(fix));
    }
    if let Some(why) = &finding.no_fix {
        *out += &format!("  - No repair: {}\n", escaped(why));
    }
}

fn repair(fix: &Fix) -> String {
    let title = escaped(&fix.title);
    if let Some(why) = fix.proof.untried() {
        return format!("Repair, not checked: {title} ({why})");
    }
    match &fix.applicability {
        Applicability::Safe => format!("Repair: {title}"),
        Applicability::NeedsReview(why) => {
            format!("Repair, to be looked at: {title} ({})", escaped(why))
        }
    }
}

/// `text` on one line, with what Markdown would read as markup escaped outside of backticks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let parts: Vec<&str> = text.split('`').collect();
    // Backticks that don't come in pairs are shown, not read.
    let paired = parts.len() % 2 == 1;
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            out.push_str(if paired { "`" } else { "\\`" });
        }
        for char in part.chars() {
            let is_code = paired && at % 2 == 1;
            match char {
                '\n' | '\r' | '\t' => out.push(' '),
                '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' if !is_code => {
                    out.push('\\');
                    out.push(char);
                }
                char => out.push(char),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::double;
    use super::*;
    use dockerfile::Span;

    #[test]
    fn a_report_is_a_list_of_findings() {
        let analysis = double::with_finding("FROM a\nUSER app\n", Span::new(12, 15));
        let expected = "### `Dockerfile`: Starts as root, UID 0\n\nIt says so.\n\n1 finding:\n\n\
                        - **warning** `double`, line 2: `app` is \u{1b}\\[31m nobody\n  \
                        - line 2: switched here\n  - a fact (a book)\n  - Repair: Do it\n";
        assert_eq!(markdown(&analysis, "Dockerfile"), expected);
    }

    #[test]
    fn markup_in_names_stays_text() {
        assert_eq!(escaped("`a_<b>` is <b>\nx"), "`a_<b>` is \\<b\\> x");
        assert_eq!(escaped("a ` <b"), "a \\` \\<b");
    }
}
