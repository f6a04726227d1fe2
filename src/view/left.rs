//! What is left after repairs were made, and why.

use dockerfile::{LineIndex, Span};
use unroot::Analysis;
use unroot::finding::{Applicability, Certainty, Finding, Fix, Proof, first_sentence};

/// A finding that is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Its place.
    pub span: Span,
    /// Its line, from 1.
    pub line: usize,
    /// The sentence that stands alone.
    pub sentence: String,
    /// Why nobody made a repair.
    pub why: Why,
}

/// Why a finding is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its repair is safe; nobody asked for it.
    NotAsked,
    /// Its repair needs a look, and this is at what.
    Look(String),
    /// It can't be told whether it is so, and this is why.
    CantTell(String),
    /// Its repair was not checked, and this is why.
    NotChecked(&'static str),
    /// A repair would break what the image is for, and this is why.
    NotOffered(String),
    /// No repair is known that holds on the simulation.
    NoRepair,
}

/// The finding at `at`, which is one of `analysis`.
pub fn left(analysis: &Analysis, at: usize) -> Left {
    let finding = &analysis.findings[at];
    Left {
        span: finding.span,
        line: LineIndex::new(&analysis.text).line(finding.span.start),
        sentence: first_sentence(&finding.message).0.to_owned(),
        why: why(finding),
    }
}

fn why(finding: &Finding) -> Why {
    let preferred = finding.fixes.iter().find(|fix| fix.preferred);
    match (preferred.or(finding.fixes.first()), &finding.certainty) {
        (Some(Fix { proof: Proof::Untried(why), .. }), _) => Why::NotChecked(why),
        (Some(fix), _) => match &fix.applicability {
            Applicability::Safe => Why::NotAsked,
            Applicability::NeedsReview(what) => Why::Look(what.clone()),
        },
        (None, _) if finding.no_fix.is_some() => {
            Why::NotOffered(finding.no_fix.clone().unwrap_or_default())
        }
        (None, Certainty::Unknown(why)) => Why::CantTell(why.clone()),
        (None, _) => Why::NoRepair,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unroot::model::Assumptions;

    fn told(text: &str) -> Vec<(usize, Why)> {
        let analysis = unroot::analyze(text, &Assumptions::default());
        let all = (0..analysis.findings.len()).map(|at| left(&analysis, at));
        all.map(|left| (left.line, left.why)).collect()
    }

    #[test]
    fn each_finding_says_why_it_is_left() {
        let safe = told(
            "FROM debian:12\nRUN useradd -m -u 1200 content\nRUN chown app /srv\nUSER content\n",
        );
        assert_eq!(safe[0], (3, Why::NotAsked));
        let look = told("FROM debian:12\nUSER 1000\n");
        assert!(matches!(&look[0].1, Why::Look(what) if !what.is_empty()), "{look:?}");
        let unknown = told("FROM nobody/knows-it\nCMD [\"x\"]\n");
        assert!(unknown.iter().any(|(_, why)| matches!(why, Why::CantTell(_))), "{unknown:?}");
        let stuck = told("FROM debian:12\nNONSENSE here\nUSER 1000\n");
        assert_eq!(stuck[0], (2, Why::NoRepair));
    }

    #[test]
    fn a_repair_that_was_not_checked_is_no_missing_one() {
        let mut analysis = unroot::analyze("FROM debian:12\nUSER 1000\n", &Assumptions::default());
        let fixes = analysis.findings.iter_mut().flat_map(|finding| &mut finding.fixes);
        fixes.for_each(|fix| fix.proof = Proof::Untried(Proof::TOO_LONG));
        assert_eq!(left(&analysis, 0).why, Why::NotChecked("the file is too long for all proofs"));
    }
}
