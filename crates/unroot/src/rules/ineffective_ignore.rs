//! A comment that asks for silence and gets none. The last rule: it also silences.

use super::context::{Context, Sink, finding, fix};
use super::ignore::{Ignore, ignores, line_of};
use super::repair::whole_lines;
use crate::finding::{Finding, Fix, Ignored, Reason, Rule, Severity};
use crate::guide::Section;
use dockerfile::{Edit, Span, order};

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
    let ignores = ignores(cx);
    if ignores.is_empty() {
        return;
    }
    let silenced = silence(cx, sink, &ignores);
    let steps = cx.reached().flat_map(|stage| &stage.steps).filter(|step| !step.triggered);
    let mut built: Vec<usize> = steps.map(|step| cx.instruction(step).first_line).collect();
    order::sort(&mut built, Ord::cmp);
    for ignore in &ignores {
        if ignore.reason.is_none() {
            let message = "The comment gives no reason, so it silences nothing. Write why it is all right: \
                           `reason=\"…\"`, in double quotes.";
            sink.push(objection(ignore, ignore.span, message));
        } else if ignore.rules.is_empty() {
            let message =
                "The comment names no rule, so it silences nothing. Name the rule after `ignore=`.";
            sink.push(objection(ignore, ignore.span, message));
        } else {
            for &(rule, place) in &ignore.rules {
                if super::find(rule).is_none() {
                    let message = format!(
                        "No rule is called `{rule}`, so the comment silences nothing by it. `unroot rules` lists the names."
                    );
                    sink.push(objection(ignore, place, message));
                } else if built.binary_search(&ignore.line).is_ok()
                    && silenced.binary_search(&(ignore.line, rule)).is_err()
                {
                    // Of what is not built, rules say nothing.
                    sink.push(useless(cx, ignore, rule, place));
                }
            }
        }
    }
}

/// Sets aside what `ignores` speak about; returns the lines and rules that were silenced, in order.
fn silence(cx: &Context, sink: &mut Sink, ignores: &[Ignore]) -> Vec<(usize, &'static str)> {
    let mut silenced = Vec::new();
    for mut finding in std::mem::take(&mut sink.findings) {
        let (line, rule) = (line_of(cx.dockerfile, &cx.lines, finding.span), finding.rule.id);
        // They are sorted by the line that they speak about, as they are by their own.
        let below = ignores.partition_point(|ignore| ignore.line <= line);
        let mut near = ignores[..below].iter().rev().take_while(|ignore| ignore.line == line);
        let asked = near.find_map(|ignore| {
            let speaks = ignore.rules.iter().any(|(name, _)| *name == rule);
            Some((ignore.reason.filter(|_| speaks)?, ignore.span))
        });
        match asked {
            Some((reason, comment)) => {
                silenced.push((line, rule));
                finding.fixes.clear();
                sink.ignored.push(Ignored { finding, reason: reason.to_owned(), comment });
            }
            None => sink.findings.push(finding),
        }
    }
    order::sort(&mut silenced, Ord::cmp);
    silenced
}

fn useless(cx: &Context, ignore: &Ignore, rule: &str, place: Span) -> Finding {
    let message = format!(
        "`{rule}` finds nothing in the line below, so the comment silences nothing. Take it away: it would hide the \
         next mistake."
    );
    let repair = if ignore.rules.len() == 1 {
        let line = cx.line(ignore.span.start);
        fix("Take the comment away", vec![Edit::replace(whole_lines(cx, line, line), "")])
    } else {
        // With the comma that parts it from its neighbour.
        let follows = cx.text[place.end..].starts_with(',');
        let part = Span::new(place.start - usize::from(!follows), place.end + usize::from(follows));
        fix(format!("Take `{rule}` out of the comment"), vec![Edit::replace(part, "")])
    };
    objection(ignore, place, message).severity(Severity::Info).fix(repair.map(Fix::preferred))
}

fn objection(ignore: &Ignore, span: Span, message: impl Into<String>) -> Finding {
    finding(&RULE, span, message).because(Reason::at(ignore.span, "this comment asks for silence"))
}
