//! What the container starts as, between the steps.

use crate::app::prose::Line;
use crate::app::words;
use leptos::prelude::*;
use unroot::Repair;
use unroot::verdict::{Answer, RunsAs, Verdict};
use view::Material;

/// What the container starts as: its looks and its words.
#[derive(Clone, PartialEq, Eq)]
pub struct Standing {
    material: Material,
    headline: String,
}

impl Standing {
    /// Of a text.
    pub fn of_verdict(verdict: &Verdict) -> Self {
        Standing::new(verdict.builds, verdict.runs_as, &verdict.headline)
    }

    /// After a repair.
    pub fn of_repair(repair: &Repair) -> Self {
        Standing::new(repair.builds, repair.runs_as, &repair.headline)
    }

    /// What does not build looks as bad as root.
    fn new(builds: Answer, runs_as: RunsAs, headline: &str) -> Self {
        let builds = builds != Answer::No;
        let material = if builds { Material::from(runs_as) } else { Material::Root };
        Standing { material, headline: headline.to_owned() }
    }
}

/// What the container starts as before and after; once, if that is the same.
#[component]
pub fn Badges(
    /// Before.
    from: Standing,
    /// After.
    after: Standing,
) -> impl IntoView {
    let badge = |standing: Standing| {
        view! {
            <span class="owner" data-who=standing.material.name()>
                <Line text=standing.headline />
            </span>
        }
    };
    let before = (from != after).then(|| badge(from));
    let then = before.is_some().then(|| {
        view! {
            <span role="img" aria-label=words::walk::THEN>
                "→"
            </span>
            " "
        }
    });
    view! {
        {before}
        " "
        <span class="after">{then} {badge(after)}</span>
    }
    .into_any()
}
