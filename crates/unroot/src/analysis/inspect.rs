//! One pass over a text: parse, simulate, judge. Fixes are not proved yet.

use super::Analysis;
use super::score::Score;
use crate::model::{Assumptions, Build, simulate, simulate_again};
use crate::start::{self, Grade, Start};
use crate::{rules, verdict};
use dockerfile::{Dockerfile, parse, parse_again};
use std::sync::Arc;

/// A text that was read and simulated, and not judged yet.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) text: Arc<str>,
    pub(super) dockerfile: Arc<Dockerfile>,
    pub(super) build: Arc<Build>,
    pub(super) start: Arc<Start>,
}

/// Analyzes `text`, without proofs.
pub(super) fn inspect(text: &str, assumptions: &Assumptions) -> Analysis {
    Draft::new(text, assumptions).judge()
}

/// Does the same in less time where the text of `before` begins or ends alike.
pub(super) fn inspect_again(text: &str, assumptions: &Assumptions, before: &Analysis) -> Analysis {
    Draft::from(before).again(text, assumptions).judge()
}

impl Draft {
    /// Reads and simulates `text`.
    pub(super) fn new(text: &str, assumptions: &Assumptions) -> Self {
        let dockerfile = parse(text);
        let build = simulate(&dockerfile, assumptions);
        Draft::simulated(text, dockerfile, build)
    }

    /// Reads and simulates `text`, and takes over what both texts have in common.
    pub(super) fn again(&self, text: &str, assumptions: &Assumptions) -> Self {
        let dockerfile = parse_again(text, &self.dockerfile, &self.text);
        let build = simulate_again(&dockerfile, assumptions, (&self.dockerfile, &self.build));
        Draft::simulated(text, dockerfile, build)
    }

    fn simulated(text: &str, dockerfile: Dockerfile, build: Build) -> Self {
        let start = Start::of(&build, &dockerfile).into();
        Draft { text: text.into(), dockerfile: dockerfile.into(), build: build.into(), start }
    }

    /// All that there is to say about it.
    pub(super) fn judge(self) -> Analysis {
        let Draft { text, dockerfile, build, start } = self;
        let verdict = verdict::of(&build, &text);
        let outside = verdict::outside(&build);
        let (findings, ignored) = rules::check(&build, &dockerfile, &text, &start);
        Analysis { text, dockerfile, build, start, verdict, outside, findings, ignored }
    }

    /// What a proof compares, in less time.
    pub(super) fn score(&self) -> Score {
        let findings =
            rules::check_for_proof(&self.build, &self.dockerfile, &self.text, &self.start);
        let verdict = verdict::of(&self.build, &self.text);
        Score::new(&self.dockerfile, &verdict, &findings)
    }

    /// Whether the container still works, where the change from `before` to this text, which scores `after`, takes root
    /// from it.
    pub(super) fn grade(&self, before: &Score, after: &Score) -> Grade {
        match before.loses_root(after) {
            true => start::grade(&self.start, &self.build, &self.dockerfile, &self.text),
            false => Grade::Safe,
        }
    }
}

impl From<&Analysis> for Draft {
    fn from(analysis: &Analysis) -> Self {
        let Analysis { text, dockerfile, build, start, .. } = analysis;
        Draft {
            text: text.clone(),
            dockerfile: dockerfile.clone(),
            build: build.clone(),
            start: start.clone(),
        }
    }
}
