//! Who runs each step of a stage, as the page shows it.

use super::Material;
use super::material::label;
use std::sync::Arc;
use unroot::model::{Identity, Stage, Step};

/// Who runs a step, as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Runner {
    pub(super) material: Material,
    /// In a word or two.
    pub(super) label: String,
}

impl Runner {
    /// Who runs `step`.
    pub(super) fn of(step: &Step) -> Self {
        let identity = step.runner();
        Runner { material: Material::of(identity), label: label(identity) }
    }
}

/// The runner of every step of `stage`. Most steps share the identity of the one before, and a long stage has
/// thousands.
pub(super) fn runners(stage: &Stage) -> Vec<Arc<Runner>> {
    let mut last: Option<(&Identity, Arc<Runner>)> = None;
    let mut all = Vec::with_capacity(stage.steps.len());
    for step in &stage.steps {
        let runner = match &last {
            Some((identity, runner)) if std::ptr::eq(*identity, step.runner()) => runner.clone(),
            _ => Arc::new(Runner::of(step)),
        };
        last = Some((step.runner(), runner.clone()));
        all.push(runner);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use unroot::model::Assumptions;

    #[test]
    fn a_step_that_renames_the_account_it_runs_as_shows_the_old_name() {
        let text = "FROM debian:12\nRUN useradd -u 1200 app\nUSER 1200\nCOPY <<E /etc/passwd\n\
                    root:x:0:0::/root:/bin/sh\nweb:x:1200:1200::/:/bin/sh\nE\nRUN id\n";
        let analysis = unroot::analyze(text, &Assumptions::default());
        let runners = runners(&analysis.build.stages[0]);
        let labels: Vec<&str> = runners.iter().map(|runner| runner.label.as_str()).collect();
        assert_eq!(labels, ["root", "root", "app · 1200", "app · 1200", "web · 1200"]);
    }
}
