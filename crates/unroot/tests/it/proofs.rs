//! Proofs of fixes in long files: none is lost, and where the budget of work ends them, everything says so.

use unroot::finding::{Fix, Proof};
use unroot::model::Assumptions;
use unroot::{Analysis, analyze, fix_all, report};

fn fixes(analysis: &Analysis) -> Vec<&Fix> {
    analysis.findings.iter().flat_map(|finding| &finding.fixes).collect()
}

/// Checks that each report says of each fix that was not checked that it was not.
fn reports_say_so(analysis: &Analysis) {
    let count = |report: String, what: &str| report.matches(what).count();
    let fixes = fixes(analysis);
    let untried = fixes.iter().filter(|fix| fix.proof != Proof::Proved).count();
    // People see the first fix of each finding, machines see all of them.
    let firsts = analysis.findings.iter().filter_map(|finding| finding.fixes.first());
    let shown = firsts.filter(|fix| fix.proof != Proof::Proved).count();
    let why = "(the file is too long for all proofs)";
    assert_eq!(count(report::markdown(analysis, "f"), why), shown);
    assert_eq!(count(report::text(analysis, "f"), why), shown);
    let json = report::json(analysis);
    let said = "\"not_checked\": \"the file is too long for all proofs\"";
    assert_eq!(count(json.clone(), said), untried);
    let safe = fixes.iter().filter(|fix| fix.is_safe()).count();
    assert_eq!(count(json, "\"applicability\": \"safe\""), safe);
    let said = "(not checked: the file is too long for all proofs)";
    let sarif = report::sarif(analysis, "f", &crate::page::rules_of(analysis));
    assert_eq!(count(sarif, said), untried);
}

#[test]
fn a_fix_that_was_not_checked_is_reported_as_such() {
    let text =
        "FROM debian:12\nRUN useradd -u 1200 app && mkdir /a && chmod 777 /a\nUSER app # now\n";
    let mut analysis = analyze(text, &Assumptions::default());
    let safe = |fix: &&Fix| fix.is_automatic();
    assert!(fixes(&analysis).into_iter().any(|fix| safe(&fix)), "{:?}", analysis.findings);
    reports_say_so(&analysis);
    let all = analysis.findings.iter_mut().flat_map(|finding| &mut finding.fixes);
    all.for_each(|fix| fix.proof = Proof::Untried(Proof::TOO_LONG));
    reports_say_so(&analysis);
    assert!(fix_all(&analysis).applied.is_empty());
}

#[test]
fn where_the_budget_really_ends_everything_says_so() {
    let mut text = "FROM debian:12\nRUN useradd -m -u 1200 app\n".to_owned();
    for number in 0..1_000 {
        text += &format!(
            "WORKDIR /srv/{number}\nCOPY --chown=app:app src{number}/ /srv/{number}/\n\
             RUN chmod 777 /srv/{number}\nENV PORT{number}={number}\n"
        );
    }
    text += "USER app\nCMD [\"./run\"]\n";
    let analysis = analyze(&text, &Assumptions::default());
    let untried = fixes(&analysis).iter().filter(|fix| fix.proof != Proof::Proved).count();
    let all = fixes(&analysis).len();
    assert!(all >= 1_000 && untried >= 50 && untried < all, "{untried} of {all} are untried");
    reports_say_so(&analysis);
}
