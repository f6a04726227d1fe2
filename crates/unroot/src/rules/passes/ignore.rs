//! Comments that silence rules: `# unroot ignore=<rule>,<rule> reason="…"` on the lines above an
//! instruction.

use crate::finding::Finding;
use crate::rules::context::{Context, ending};
use dockerfile::{Dockerfile, Edit, Edits, LineIndex, Span};

/// A comment that asks for silence.
pub struct Ignore<'a> {
    /// The comment, without its line ending.
    pub span: Span,
    /// Ids of rules, as written, and where.
    pub rules: Vec<(&'a str, Span)>,
    /// Why; nothing where the comment does not say.
    pub reason: Option<&'a str>,
    /// The line that it speaks about: the first one below that is no comment.
    pub line: usize,
}

/// The comments of `cx` that ask for silence, by place.
pub fn ignores<'a>(cx: &Context<'a>) -> Vec<Ignore<'a>> {
    let mut found: Vec<Ignore> = Vec::new();
    // The last one first: what stands above another one speaks about the same line.
    for comment in cx.dockerfile.comments.iter().rev() {
        let span = comment.span;
        let Some((at, rules, reason)) = read(span.of(cx.text)) else { continue };
        let mut line = cx.line(span.start) + 1;
        while cx.lines.span(line, cx.text).of(cx.text).trim_start().starts_with('#') {
            line = match found.last().filter(|below| cx.line(below.span.start) == line) {
                Some(below) => below.line,
                None => line + 1,
            };
        }
        found.push(Ignore { span, rules: names(rules, span.start + at), reason, line });
    }
    found.reverse();
    found
}

/// Where the rules stand in a comment, in bytes; the rules as written, and the reason, if it is one
/// of ours.
fn read(comment: &str) -> Option<(usize, &str, Option<&str>)> {
    let rest = comment.trim_start_matches('#').trim_start().strip_prefix("unroot")?;
    let rest =
        rest.trim_start().strip_prefix("ignore=").filter(|_| rest.starts_with([' ', '\t']))?;
    let at = comment.len() - rest.len();
    let (rules, rest) = rest.split_once([' ', '\t']).unwrap_or((rest, ""));
    let quoted = rest.trim().strip_prefix("reason=\"").and_then(|rest| rest.split_once('"'));
    let reason = quoted.map(|(reason, _)| reason.trim()).filter(|reason| !reason.is_empty());
    Some((at, rules, reason))
}

/// The names in a list with commas that starts at the byte `at`, each with its place.
fn names(list: &str, at: usize) -> Vec<(&str, Span)> {
    let parts = list.split(',').scan(at, |at, name| {
        let span = Span::new(*at, *at + name.len());
        *at = span.end + 1;
        Some((name, span))
    });
    parts.filter(|(name, _)| !name.is_empty()).collect()
}

/// The line on which the instruction of `span` begins; its own line where it belongs to none.
pub fn line_of(dockerfile: &Dockerfile, lines: &LineIndex, span: Span) -> usize {
    let line = lines.line(span.start);
    let at = dockerfile.instructions.partition_point(|other| other.first_line <= line);
    let instruction = at.checked_sub(1).map(|at| &dockerfile.instructions[at]);
    instruction.filter(|it| line <= it.last_line).map_or(line, |it| it.first_line)
}

/// The comment that silences `finding` of `text`, as an edit. What could end the comment or its
/// reason early is put into other words: quotes become apostrophes, line ends blanks.
pub fn ignore(dockerfile: &Dockerfile, text: &str, finding: &Finding, reason: &str) -> Edits {
    let lines = LineIndex::new(text);
    let line = lines.span(line_of(dockerfile, &lines, finding.span), text);
    let content = line.of(text);
    let indent = &content[..content.len() - content.trim_start().len()];
    let reason: Vec<&str> = reason.split_whitespace().collect();
    let reason = reason.join(" ").replace('"', "'");
    let rule = finding.rule.id;
    let comment = format!("{indent}# unroot ignore={rule} reason=\"{reason}\"{}", ending(text));
    Edits::new(vec![Edit::insert(line.start, comment)]).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Assumptions;

    #[test]
    fn comments_are_read() {
        let read = |text: &'static str| {
            let (at, rules, reason) = read(text)?;
            let names = names(rules, at).into_iter();
            Some((names.map(|(_, span)| span.of(text)).collect::<Vec<_>>().join("+"), reason))
        };
        let is = |rules: &str, reason| Some((rules.to_owned(), reason));
        assert_eq!(read("# unroot ignore=a reason=\"b c\""), is("a", Some("b c")));
        assert_eq!(read("#unroot\tignore=a,b,  reason=\" b\" more"), is("a+b", Some("b")));
        assert_eq!(read("# unroot ignore=a"), is("a", None));
        assert_eq!(read("# unroot ignore=a reason=b"), is("a", None));
        assert_eq!(read("# unroot ignore=a reason=\"b"), is("a", None));
        assert_eq!(read("# unroot ignore=a reason=\" \""), is("a", None));
        assert_eq!(read("# unroot ignore="), is("", None));
        for other in
            ["# unroot is a tool", "# unrootignore=a", "# please unroot ignore=a", "#", "# unroot"]
        {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn a_written_comment_is_honoured() {
        for text in [
            "FROM debian:12\nCMD [\"a\"]\n",
            "# syntax=docker/dockerfile:1\nFROM debian:12\n  RUN a \\\n  b\n",
            "FROM debian:12\r\n\r\n  USER root\r\nCMD a",
            "FROM debian:12",
        ] {
            let before = crate::analyze(text, &Assumptions::default());
            let finding = before.findings.first().expect("it runs as root");
            let edits = ignore(&before.dockerfile, text, finding, "the \"job\"\nneeds it ");
            let after = crate::analyze(&edits.apply(text), &Assumptions::default());
            assert_eq!(after.findings.len(), before.findings.len() - 1, "{}", after.text);
            assert_eq!(after.verdict.runs_as, before.verdict.runs_as);
            let [ignored] = after.ignored.as_slice() else { panic!("{}", after.text) };
            assert_eq!(ignored.reason, "the 'job' needs it");
            assert_eq!(ignored.finding.rule.id, finding.rule.id);
            assert!(ignored.finding.fixes.is_empty());
        }
    }

    #[test]
    fn only_the_line_below_is_silenced() {
        let ignored = |text: &str| crate::analyze(text, &Assumptions::default()).ignored.len();
        let comment = "# unroot ignore=explicit-root reason=\"it is a tool\"\n";
        let text = |between: &str| format!("FROM debian:12\n{comment}{between}USER root\n");
        assert_eq!(ignored(&text("")), 1);
        assert_eq!(ignored(&text("# the user\n")), 1);
        assert_eq!(ignored(&text("\n")), 0);
        assert_eq!(ignored(&text("RUN true\n")), 0);
        assert_eq!(ignored(&format!("FROM debian:12\nRUN a \\\n{comment} b\nUSER root\n")), 0);
    }
}
