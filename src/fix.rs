//! Repairs are proved before they are shown, and applied together where asked.

use crate::finding::{Applicability, Finding, Fix, Severity};
use crate::inspection::{Inspection, inspect};
use crate::model::Assumptions;
use crate::verdict::Answer;
use std::collections::BTreeMap;

/// Rounds of "fix all" after which it stops, whatever is left.
const ROUNDS: usize = 100;

/// Instructions that are simulated to prove repairs, all in all. A text so long, or so full of
/// findings, that it needs more gets fewer repairs instead of a long wait.
const PROOF: usize = 20_000;

/// Leaves in `findings` the repairs that hold: on the repaired text the finding is gone, nothing of
/// the same or higher severity has appeared, it builds if it built, and the container has not
/// gained privilege.
pub(crate) fn prove(text: &str, assumptions: &Assumptions, before: &Inspection) -> Vec<Finding> {
    let mut proved = before.findings.clone();
    // Where accounts pile up, a proof takes longer than the length alone would make it.
    let length = before.dockerfile.instructions.len().max(1);
    let mut left = (PROOF / length).min((400 * PROOF / length / length).max(2));
    // One mistake found in many places is mended by the same edits: they are proved once.
    let mut known: BTreeMap<String, Inspection> = BTreeMap::new();
    for finding in &mut proved {
        let (rule, severity) = (finding.rule.id, finding.severity);
        finding.fixes.truncate(left);
        left -= finding.fixes.len();
        finding.fixes.retain(|fix| {
            let repaired = fix.edits.apply(text);
            if repaired == text {
                return false;
            }
            let after = known.entry(repaired).or_insert_with_key(|text| inspect(text, assumptions));
            holds(before, after, rule, severity)
        });
        keep_one_preferred(&mut finding.fixes);
    }
    proved
}

/// Whether a repair of a finding of `rule` leads to something better.
fn holds(before: &Inspection, after: &Inspection, rule: &str, severity: Severity) -> bool {
    let fewer = count(after, rule) < count(before, rule);
    // An ordinary user may be worth a remark where root was none: that is no reason to stay root.
    let rises = after.verdict.runs_as > before.verdict.runs_as;
    let counts = if rises { severity.max(Severity::Warning) } else { severity };
    let nothing_new = crate::rules::all().all(|other| {
        let bad = |inspection: &Inspection| {
            let of_rule = inspection.findings.iter().filter(|f| f.rule.id == other.id);
            of_rule.filter(|f| f.severity >= counts).count()
        };
        bad(after) <= bad(before)
    });
    let reads = after.dockerfile.problems.len() <= before.dockerfile.problems.len();
    let builds = before.verdict.builds == Answer::No || after.verdict.builds != Answer::No;
    fewer && nothing_new && reads && builds && after.verdict.runs_as >= before.verdict.runs_as
}

fn count(inspection: &Inspection, rule: &str) -> usize {
    inspection.findings.iter().filter(|finding| finding.rule.id == rule).count()
}

/// The preferred repair may have been refused: then the first that is left takes its place.
fn keep_one_preferred(fixes: &mut [Fix]) {
    if fixes.iter().all(|fix| !fix.preferred)
        && let Some(first) = fixes.first_mut()
    {
        first.preferred = true;
    }
}

/// Applies the preferred safe repairs one after the other until none is left; each is proved on
/// the text that it is applied to. Returns the text and the titles of what was done.
pub(crate) fn apply_all(text: &str, assumptions: &Assumptions) -> (String, Vec<String>) {
    let mut text = text.to_owned();
    let mut applied = Vec::new();
    for _ in 0..ROUNDS {
        let inspection = inspect(&text, assumptions);
        let mut findings: Vec<&Finding> = inspection.findings.iter().collect();
        findings
            .sort_unstable_by_key(|finding| (std::cmp::Reverse(finding.severity), finding.span));
        let next = findings.into_iter().find_map(|finding| {
            let (rule, severity) = (finding.rule.id, finding.severity);
            let mut proved = finding.fixes.iter().filter(|fix| {
                let repaired = fix.edits.apply(&text);
                repaired != text
                    && holds(&inspection, &inspect(&repaired, assumptions), rule, severity)
            });
            proved.next().filter(|fix| fix.applicability == Applicability::Safe)
        });
        let Some(fix) = next else { break };
        applied.push(fix.title.clone());
        text = fix.edits.apply(&text);
    }
    (text, applied)
}
