//! One pass over a text: read, simulate, judge. Repairs are not proved yet.

use crate::finding::{Finding, Ignored};
use crate::model::{Assumptions, Build, simulate};
use crate::syntax::{Dockerfile, parse};
use crate::verdict::Verdict;
use crate::{rules, verdict};
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
    let verdict = verdict::of(&build, text);
    let (findings, ignored) = rules::check(&build, &dockerfile, text);
    let (dockerfile, build) = (Arc::new(dockerfile), Arc::new(build));
    Inspection { dockerfile, build, verdict, findings, ignored }
}
