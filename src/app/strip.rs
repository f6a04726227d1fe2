//! The strip of steps: how it came to the verdict.

use super::stages::Stages;
use super::words;
use super::workspace::Workspace;
use leptos::prelude::*;
use unroot::display::{Segment, segments};
use unroot::finding::Severity;

/// One segment a step of the stage that is shown, in the material of whoever runs it.
#[component]
pub fn Strip() -> impl IntoView {
    let workspace = Workspace::of_page();
    let steps = Memo::new(move |_| {
        let analysis = workspace.analysis();
        workspace.shown(&analysis).map(|stage| segments(&analysis, stage)).unwrap_or_default()
    });
    view! {
        <section class="strip" aria-label=words::strip::STEPS>
            <Stages />
            <ol>
                {move || steps.get().into_iter().map(|step| view! { <Step step /> }).collect_view()}
            </ol>
        </section>
    }
}

/// One step.
#[component]
fn Step(
    /// What it shows.
    step: Segment,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let Segment { span, line, last_line, keyword, note, who, material, worst } = step;
    let fails = worst == Some(Severity::Error);
    let title = words::strip::title(line, &who, &keyword, &note);
    let here = move || (line..=last_line).contains(&workspace.caret.get());
    view! {
        <li data-who=material.name() data-fails=fails.then_some("")>
            <button
                type="button"
                title=title
                aria-current=move || here().then_some("step")
                on:click=move |_| workspace.go_to(span, true)
            >
                <b>{keyword}</b>
                " "
                <span>{note}</span>
                <span class="unseen">{words::strip::behind(line, &who, fails)}</span>
            </button>
        </li>
    }
}
