//! What the page makes of an analysis, where it differs from the command.

use unroot::Analysis;
use unroot::finding::Rule;

/// The rules of the page's SARIF log: those that have something to say, and without their texts,
/// which the page does not carry.
pub fn rules_of(analysis: &Analysis) -> Vec<&'static Rule> {
    let ignored = analysis.ignored.iter().map(|ignored| &ignored.finding);
    let said: Vec<&str> =
        analysis.findings.iter().chain(ignored).map(|finding| finding.rule.id).collect();
    let rules = unroot::rules::all().filter(|rule| said.contains(&rule.id));
    let bare = |rule: &Rule| -> &'static Rule {
        let Rule { id, title, severity, guide, supersedes, also, text: _ } = *rule;
        Box::leak(Box::new(Rule { id, title, severity, guide, supersedes, also, text: "" }))
    };
    rules.map(bare).collect()
}
