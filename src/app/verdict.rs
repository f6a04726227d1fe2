//! What the container starts as, and what was assumed to tell it.

use super::ask::Ask;
use super::assumptions::{Arguments, BaseImage, BuilderChoice, Target};
use super::chip::Chip;
use super::outcome::Outcome;
use super::platforms::{PlatformChip, Ports};
use super::prose::Line;
use super::reasons::Reasons;
use super::repair_all::RepairAll;
use super::words;
use super::workspace::Workspace;
use leptos::prelude::*;
use unroot::Analysis;
use unroot::display::Material;
use unroot::verdict::{Answer, Policy, RunsAs, Verdict};

const KUBERNETES: [Policy; 2] = [Policy::RunAsNonRoot, Policy::PodSecurityRestricted];
const OPENSHIFT: [Policy; 1] = [Policy::OpenShiftRestricted];

/// Badge, headline, one sentence, the chips, and the button that repairs it all.
#[component]
pub fn VerdictBar() -> impl IntoView {
    let workspace = Workspace::of_page();
    let verdict = Memo::new(move |_| workspace.analysis().verdict.clone());
    let badge = move || badge(&workspace.analysis());
    view! {
        <section class="verdict" aria-labelledby="verdict">
            <div class="badge" data-who=move || badge().0 data-mark=move || badge().1 aria-hidden="true"></div>
            <div class="told">
                <h2 id="verdict" tabindex="-1">
                    <Line text=Signal::derive(move || verdict.with(|v| v.headline.clone())) />
                </h2>
                <p>
                    <Line text=Signal::derive(move || verdict.with(|v| v.because.clone())) />
                    " "
                    <Ask />
                </p>
            </div>
            <div class="chips" role="group" aria-label=words::verdict::CHIPS>
                <DockerChip verdict />
                <PlatformChip id="kubernetes-says" label=words::platforms::KUBERNETES policies=&KUBERNETES />
                <PlatformChip id="openshift-says" label=words::platforms::OPENSHIFT policies=&OPENSHIFT />
                <Ports />
                <Target />
                <BuilderChoice />
                <Arguments />
                <BaseImage />
                <RepairAll />
            </div>
            <Outcome />
        </section>
    }
}

/// The badge's material and mark.
fn badge(analysis: &Analysis) -> (&'static str, &'static str) {
    let verdict = &analysis.verdict;
    if verdict.builds == Answer::No || missing(analysis).is_some() {
        return (Material::Root.name(), "fails");
    }
    let mark = match verdict.runs_as {
        RunsAs::NonRoot => "good",
        RunsAs::Root => "bad",
        RunsAs::Unknown => "unknown",
    };
    (Material::from(verdict.runs_as).name(), mark)
}

/// The name that the container would start as, if nobody made it.
fn missing(analysis: &Analysis) -> Option<String> {
    let last = analysis.build.target.and_then(|at| analysis.build.stages[at].steps.last());
    last.and_then(|step| step.after.identity().missing).map(|missing| missing.name)
}

/// What Docker does with it, and the chain of reasons.
#[component]
fn DockerChip(
    /// The verdict.
    verdict: Memo<Verdict>,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let told = Memo::new(move |_| docker(&workspace.analysis()));
    view! {
        <Chip
            id="docker-says"
            mark=Signal::derive(move || told.read().0)
            label=Signal::derive(move || told.read().1.to_owned())
            value=Signal::derive(move || told.read().2.clone())
        >
            <h3>{words::verdict::HOW}</h3>
            <Reasons reasons=Signal::derive(move || verdict.with(|v| v.reasons.clone())) />
        </Chip>
    }
}

/// Docker's answer: mark, question, answer.
fn docker(analysis: &Analysis) -> (&'static str, &'static str, String) {
    let verdict = &analysis.verdict;
    match (verdict.builds, missing(analysis), verdict.runs_as) {
        (Answer::No, ..) => ("bad", words::verdict::BUILD, words::verdict::STOPS.to_owned()),
        (_, Some(name), _) => ("bad", words::verdict::RUN, words::verdict::no_such_user(&name)),
        (_, None, RunsAs::Root) => ("bad", words::verdict::RUN, words::verdict::AS_ROOT.to_owned()),
        (_, None, RunsAs::NonRoot) => {
            let name = verdict.user.clone();
            let number = verdict.uid.map(words::verdict::uid);
            (
                "good",
                words::verdict::RUN,
                words::verdict::starts_as(&name.or(number).unwrap_or_default()),
            )
        }
        (_, None, RunsAs::Unknown) => {
            ("unknown", words::verdict::RUN, words::verdict::CANT_BE_TOLD.to_owned())
        }
    }
}
