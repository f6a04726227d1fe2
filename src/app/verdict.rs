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
use unroot::verdict::{Answer, Policy, RunsAs, Verdict};
use view::Material;

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
                <BuildChip verdict />
                <RunChip verdict />
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
    last.and_then(|step| step.identity_after().missing.as_ref()).map(|missing| missing.name.clone())
}

/// Whether the build goes through, and what speaks against it.
#[component]
fn BuildChip(
    /// The verdict.
    verdict: Memo<Verdict>,
) -> impl IntoView {
    let answer = move || match verdict.read().builds {
        Answer::Yes => ("good", words::verdict::GOES_THROUGH),
        Answer::No => ("bad", words::verdict::STOPS),
        Answer::Unknown => ("unknown", words::verdict::CANT_BE_TOLD),
    };
    let about = move || match verdict.read().builds {
        Answer::Yes => words::verdict::NOTHING_AGAINST.to_owned(),
        Answer::No => verdict.read().because.clone(),
        Answer::Unknown => words::verdict::DEPENDS.to_owned(),
    };
    view! {
        <Chip
            id="build-says"
            title=words::verdict::WHETHER_IT_BUILDS
            mark=Signal::derive(move || answer().0)
            label=Signal::derive(|| words::verdict::BUILD.to_owned())
            value=Signal::derive(move || answer().1.to_owned())
        >
            <h3>{words::verdict::WHETHER_IT_BUILDS}</h3>
            <p>
                <Line text=Signal::derive(about) />
            </p>
            <Reasons reasons=Signal::derive(move || verdict.with(|v| v.stops.clone())) />
        </Chip>
    }
}

/// Whom the container starts as, and the chain of reasons; absent where there is nothing to start.
#[component]
fn RunChip(
    /// The verdict.
    verdict: Memo<Verdict>,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let told = Memo::new(move |_| docker(&workspace.analysis()));
    let starts = Memo::new(move |_| verdict.read().builds != Answer::No);
    let chip = move || {
        view! {
            <Chip
                id="docker-says"
                title=words::verdict::HOW
                mark=Signal::derive(move || told.read().0)
                label=Signal::derive(|| words::verdict::RUN.to_owned())
                value=Signal::derive(move || told.read().1.clone())
            >
                <h3>{words::verdict::HOW}</h3>
                <Reasons reasons=Signal::derive(move || verdict.with(|v| v.reasons.clone())) />
            </Chip>
        }
    };
    move || starts.get().then(|| chip().into_any())
}

/// Docker's answer: mark, and whom it starts.
fn docker(analysis: &Analysis) -> (&'static str, String) {
    let verdict = &analysis.verdict;
    match (missing(analysis), verdict.runs_as) {
        (Some(name), _) => ("bad", words::verdict::no_such_user(&name)),
        (None, RunsAs::Root) => ("bad", words::verdict::as_root(verdict.drops_to.as_deref())),
        (None, RunsAs::NonRoot) => {
            let name = verdict.user.clone();
            let number = verdict.uid.map(words::verdict::uid);
            ("good", words::verdict::starts_as(&name.or(number).unwrap_or_default()))
        }
        (None, RunsAs::Unknown) => ("unknown", words::verdict::CANT_BE_TOLD.to_owned()),
    }
}
