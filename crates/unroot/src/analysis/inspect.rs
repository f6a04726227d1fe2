//! One pass over a text: parse, simulate, judge. Fixes are not proved yet.

use super::Analysis;
use crate::model::{Assumptions, Build, simulate, simulate_again};
use crate::{rules, verdict};
use dockerfile::{Dockerfile, parse, parse_again};

/// Analyzes `text`, without proofs.
pub(super) fn inspect(text: &str, assumptions: &Assumptions) -> Analysis {
    let dockerfile = parse(text);
    let build = simulate(&dockerfile, assumptions);
    judge(text, dockerfile, build)
}

/// Does the same in less time where the text of `before` begins alike.
pub(super) fn inspect_again(text: &str, assumptions: &Assumptions, before: &Analysis) -> Analysis {
    let dockerfile = parse_again(text, &before.dockerfile, &before.text);
    let before = (&*before.dockerfile, &*before.build);
    let build = simulate_again(&dockerfile, assumptions, before);
    judge(text, dockerfile, build)
}

fn judge(text: &str, dockerfile: Dockerfile, build: Build) -> Analysis {
    let verdict = verdict::of(&build, text);
    let outside = verdict::outside(&build);
    let (findings, ignored) = rules::check(&build, &dockerfile, text);
    let (dockerfile, build) = (dockerfile.into(), build.into());
    Analysis { text: text.into(), dockerfile, build, verdict, outside, findings, ignored }
}
