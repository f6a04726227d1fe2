//! A comment that asks for silence and gets none.

use super::context::{Context, Sink, finding, fix};
use super::passes::{Ignore, Silenced};
use super::repair::whole_lines;
use crate::finding::{Finding, Fix, Reason, Rule, Severity};
use crate::guide::Section;
use dockerfile::{Edit, Span, order};

/// See `ineffective-ignore.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Warning,
    guide: Section::LeastPrivilege,
    ..rule!("ineffective-ignore")
};

pub(super) fn check(cx: &Context, silenced: &Silenced, sink: &mut Sink) {
    if silenced.comments.is_empty() {
        return;
    }
    let steps = cx.reached().flat_map(|stage| &stage.steps).filter(|step| !step.triggered);
    let mut built: Vec<usize> = steps.map(|step| cx.instruction(step).first_line).collect();
    order::sort(&mut built, Ord::cmp);
    for ignore in &silenced.comments {
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
                if !silenced.ids.contains(&rule) {
                    let message = format!(
                        "No rule is called `{rule}`, so the comment silences nothing by it. `unroot rules` lists the names."
                    );
                    sink.push(objection(ignore, place, message));
                } else if built.binary_search(&ignore.line).is_ok() && !silenced.has(ignore, rule) {
                    // Of what is not built, rules say nothing.
                    sink.push(useless(cx, ignore, rule, place));
                }
            }
        }
    }
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
        let follows = Span::new(place.end, ignore.span.end).of(cx.text).starts_with(',');
        let part = Span::new(place.start - usize::from(!follows), place.end + usize::from(follows));
        fix(format!("Take `{rule}` out of the comment"), vec![Edit::replace(part, "")])
    };
    objection(ignore, place, message).severity(Severity::Info).fix(repair.map(Fix::preferred))
}

fn objection(ignore: &Ignore, span: Span, message: impl Into<String>) -> Finding {
    finding(&RULE, span, message).because(Reason::at(ignore.span, "this comment asks for silence"))
}
