//! Suppression: sets aside the findings that a comment silences.

use super::ignore::{Ignore, ignores, line_of};
use crate::finding::{Finding, Ignored};
use crate::rules::context::Context;
use dockerfile::order;

/// What the comments of a text silence.
pub struct Silenced<'a> {
    /// Ids of all rules, which a comment may name.
    pub ids: Vec<&'static str>,
    /// The comments that ask for silence, by place, whether they get it or not.
    pub comments: Vec<Ignore<'a>>,
    /// The findings that were set aside, with the reasons of the comments.
    pub ignored: Vec<Ignored>,
    /// For each of them the line that the comment speaks about and the rule; sorted.
    hits: Vec<(usize, &'static str)>,
}

impl Silenced<'_> {
    /// Whether a finding of `rule` on the line that `comment` speaks about was silenced.
    pub fn has(&self, comment: &Ignore, rule: &str) -> bool {
        self.hits.binary_search(&(comment.line, rule)).is_ok()
    }
}

/// Moves what comments silence out of `findings`. A comment needs a reason, and a rule that found something on
/// the line below. `ids` are those of all rules.
pub fn suppress<'a>(
    cx: &Context<'a>,
    ids: Vec<&'static str>,
    findings: &mut Vec<Finding>,
) -> Silenced<'a> {
    let comments = ignores(cx);
    let (mut ignored, mut hits) = (Vec::new(), Vec::new());
    if !comments.is_empty() {
        for mut finding in std::mem::take(findings) {
            let (line, rule) = (line_of(cx.dockerfile, &cx.lines, finding.span), finding.rule.id);
            // They are sorted by the line that they speak about, as they are by their own.
            let below = comments.partition_point(|comment| comment.line <= line);
            let mut near = comments[..below].iter().rev().take_while(|it| it.line == line);
            let asked = near.find_map(|comment| {
                let speaks = comment.rules.iter().any(|(name, _)| *name == rule);
                Some((comment.reason.filter(|_| speaks)?, comment.span))
            });
            let Some((reason, comment)) = asked else {
                findings.push(finding);
                continue;
            };
            hits.push((line, rule));
            finding.fixes.clear();
            ignored.push(Ignored { finding, reason: reason.to_owned(), comment });
        }
    }
    order::sort(&mut hits, Ord::cmp);
    Silenced { ids, comments, ignored, hits }
}
