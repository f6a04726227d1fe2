//! One pass over a text: read, simulate, judge. Repairs are not proved yet.

use crate::finding::{Finding, Ignored};
use crate::model::{Assumptions, Build, simulate, simulate_again};
use crate::verdict::Verdict;
use crate::{rules, verdict};
use dockerfile::{Dockerfile, parse};
use std::sync::Arc;

#[derive(Clone, Debug)]
pub(crate) struct Inspection {
    pub(crate) dockerfile: Arc<Dockerfile>,
    pub(crate) build: Arc<Build>,
    pub(crate) verdict: Verdict,
    pub(crate) findings: Vec<Finding>,
    pub(crate) ignored: Vec<Ignored>,
}

pub(crate) fn inspect(text: &str, assumptions: &Assumptions) -> Inspection {
    let dockerfile = parse(text);
    let build = simulate(&dockerfile, assumptions);
    judge(text, dockerfile, build)
}

/// The same, quicker, where `before` is of a text that begins alike.
pub(crate) fn inspect_again(
    text: &str,
    assumptions: &Assumptions,
    before: (&Dockerfile, &Build),
) -> Inspection {
    let dockerfile = parse(text);
    let build = simulate_again(&dockerfile, assumptions, before);
    judge(text, dockerfile, build)
}

fn judge(text: &str, dockerfile: Dockerfile, build: Build) -> Inspection {
    let verdict = verdict::of(&build, text);
    let (findings, ignored) = rules::check(&build, &dockerfile, text);
    let (dockerfile, build) = (Arc::new(dockerfile), Arc::new(build));
    Inspection { dockerfile, build, verdict, findings, ignored }
}
