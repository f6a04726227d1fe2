//! A comment that asks for silence and gets none. The last rule: it also silences.

use super::context::{Context, Sink, finding, fix};
use super::ignore::{Ignore, ignores, line_of};
use crate::edit::Edit;
use crate::finding::{Finding, Fix, Ignored, Reason, Rule, Severity};
use crate::guide::Section;
use crate::source::Span;

/// See `ineffective-ignore.md`.
pub static RULE: Rule = Rule {
    id: "ineffective-ignore",
    title: "A comment that silences nothing",
    severity: Severity::Warning,
    guide: Section::LeastPrivilege,
    also: &[],
    text: text!("ineffective-ignore.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for ignore in ignores(cx) {
        let Some(reason) = ignore.reason else {
            let message = "The comment gives no reason, so it silences nothing. Write why it is all right: \
                           `reason=\"…\"`, in double quotes.";
            sink.push(objection(&ignore, ignore.span, message));
            continue;
        };
        for rule in &ignore.rules {
            if super::find(rule).is_none() {
                let message = format!(
                    "No rule is called `{rule}`, so the comment silences nothing by it. `unroot rules` lists the names."
                );
                sink.push(objection(&ignore, cx.place_of(ignore.span, rule), message));
            }
        }
        let silenced = silence(cx, sink, &ignore, reason);
        let known = |rule: &&&str| super::find(rule).is_some() && rule != &&RULE.id;
        for rule in ignore.rules.iter().filter(known) {
            if !silenced.contains(rule) && is_built(cx, ignore.line) {
                sink.push(useless(cx, &ignore, rule));
            }
        }
        if ignore.rules.is_empty() {
            let message =
                "The comment names no rule, so it silences nothing. Name the rule after `ignore=`.";
            sink.push(objection(&ignore, ignore.span, message));
        }
    }
}

fn objection(ignore: &Ignore, span: Span, message: impl Into<String>) -> Finding {
    finding(&RULE, span, message).because(Reason::at(ignore.span, "this comment asks for silence"))
}

/// Sets aside what `ignore` speaks about; returns the rules that had something to say.
fn silence(cx: &Context, sink: &mut Sink, ignore: &Ignore, reason: &str) -> Vec<&'static str> {
    let is_meant = |finding: &mut Finding| {
        finding.rule != &RULE
            && ignore.rules.contains(&finding.rule.id)
            && line_of(cx.dockerfile, &cx.lines, finding.span) == ignore.line
    };
    let silenced: Vec<Finding> = sink.findings.extract_if(.., is_meant).collect();
    let rules = silenced.iter().map(|finding| finding.rule.id).collect();
    sink.ignored.extend(silenced.into_iter().map(|mut finding| {
        finding.fixes.clear();
        Ignored { finding, reason: reason.to_owned(), comment: ignore.span }
    }));
    rules
}

fn useless(cx: &Context, ignore: &Ignore, rule: &str) -> Finding {
    let message = format!(
        "`{rule}` finds nothing in the line below, so the comment silences nothing. Take it away: it would hide the \
         next mistake."
    );
    let repair = (ignore.rules.len() == 1).then(|| {
        let line = cx.line(ignore.span.start);
        let start = cx.lines.span(line, cx.text).start;
        let whole = Span::new(start, cx.lines.span(line + 1, cx.text).start);
        fix("Take the comment away", vec![Edit::replace(whole, "")]).map(Fix::preferred)
    });
    objection(ignore, cx.place_of(ignore.span, rule), message)
        .severity(Severity::Info)
        .fix(repair.flatten())
}

/// Whether the instruction on `line` belongs to the image: of others, rules say nothing.
fn is_built(cx: &Context, line: usize) -> bool {
    let steps = cx.reached().flat_map(|stage| &stage.steps);
    steps.into_iter().any(|step| !step.triggered && cx.instruction(step).first_line == line)
}
