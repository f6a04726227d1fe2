//! Precedence: of two findings about the same words, the one that says it better stays.

use crate::finding::Finding;
use dockerfile::{Span, order};

/// Removes each finding whose rule is superseded by that of another finding about the same words: their spans
/// overlap. A finding that is removed supersedes others all the same.
pub fn supersede(findings: &mut Vec<Finding>) {
    let strong = findings.iter().filter(|finding| !finding.rule.supersedes.is_empty());
    let mut strong: Vec<(Span, _)> =
        strong.map(|finding| (finding.span, finding.rule.supersedes)).collect();
    let Some(longest) = strong.iter().map(|(span, _)| span.end - span.start).max() else { return };
    order::sort(&mut strong, |a, b| a.0.cmp(&b.0));
    findings.retain(|finding| {
        // Those that begin before the finding ends, and not too far before it begins.
        let begun = strong.partition_point(|(span, _)| span.start <= finding.span.end);
        let near = strong[..begun].iter().rev();
        let mut near = near.take_while(|(span, _)| span.start + longest >= finding.span.start);
        !near.any(|(span, ids)| {
            let overlap = span.start < finding.span.end && finding.span.start < span.end;
            (overlap || *span == finding.span) && ids.contains(&finding.rule.id)
        })
    });
}

#[cfg(test)]
mod tests {
    use crate::model::Assumptions;
    use crate::rules;

    fn found(text: &str) -> Vec<&'static str> {
        let analysis = crate::analyze(text, &Assumptions::default());
        analysis.findings.iter().map(|finding| finding.rule.id).collect()
    }

    #[test]
    fn one_finding_says_it() {
        let root = |lines: &str| found(&format!("FROM debian:12\n{lines}CMD [\"sleep\", \"1\"]\n"));
        assert_eq!(root("USER root\n"), ["explicit-root"]);
        assert_eq!(root("USER nobody\nUSER root\n"), ["root-after-non-root"]);
        assert_eq!(root("USER nobody\nUSER $APP\n"), ["user-variable-unset"]);
        assert_eq!(root("USER $APP\n"), ["user-variable-unset"]);
        assert_eq!(root("USER app # runs it\n"), ["comment-in-user"]);
    }

    #[test]
    fn findings_elsewhere_stay() {
        let text = "FROM debian:12\nUSER app # runs it\nRUN id\nUSER other\nRUN id\n";
        let found = found(text);
        assert!(
            found.contains(&"comment-in-user") && found.contains(&"user-not-found"),
            "{found:?}"
        );
    }

    #[test]
    fn what_is_superseded_is_another_rule() {
        for rule in rules::all() {
            for id in rule.supersedes {
                assert!(*id != rule.id && rules::find(id).is_some(), "{}: {id}", rule.id);
            }
        }
    }
}
