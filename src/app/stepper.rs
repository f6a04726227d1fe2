//! The walk through the build, step by step as in a debugger.

use super::shortcuts::{BACK, STEP};
use super::words;
use super::workspace::Workspace;
use leptos::prelude::*;
use view::{Place, Segment, step_at};

/// A slider over the steps of the stage, buttons to the step before and after, and what the step is.
#[component]
pub fn Stepper(
    /// How many paths the step changed.
    changed: Signal<usize>,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let step = Memo::new(move |_| {
        let analysis = workspace.analysis();
        step_at(&analysis, workspace.place.get()?)
    });
    let count = Memo::new(move |_| {
        let analysis = workspace.analysis();
        let stage = workspace.place.get().and_then(|place| Some(place.of(&analysis)?.0));
        stage.map_or(0, |stage| stage.steps.len())
    });
    let at = move || workspace.place.get().map_or(0, |place| place.step);
    let told =
        move || step.read().as_ref().map(|step| words::stepper::told(at(), count.get(), step));
    let slide = move |value: String| {
        if let (Some(place), Ok(step)) = (workspace.place.get_untracked(), value.parse()) {
            workspace.stand_at(Place { step, ..place }, false);
        }
    };
    let leads = move |forward| {
        let analysis = workspace.analysis();
        workspace.place.get().is_some_and(|place| place.beside(&analysis, forward).is_some())
    };
    let button =
        move |forward: bool, label: &'static str, key: &'static str, sign: &'static str| {
            view! {
                <button
                    type="button"
                    class="button small"
                    aria-label=label
                    title=words::stepper::with_key(label, key)
                    disabled=move || !leads(forward)
                    on:click=move |_| workspace.walk(forward)
                >
                    {sign}
                </button>
            }
        };
    // Drawn anew with another number of steps: a value beyond the old end would be cut off.
    let slider = move || {
        let last = count.get().saturating_sub(1);
        view! {
            <input
                type="range"
                min="0"
                max=last
                aria-label=words::stepper::STEP
                aria-valuetext=told
                prop:value=move || at().to_string()
                disabled=last == 0
                on:input=move |event| slide(event_target_value(&event))
            />
        }
    };
    let line = move || step.get().map(|step| view! { <Told step changed /> });
    view! {
        <div class="stepper" role="group" aria-label=words::stepper::WALK>
            {button(false, words::stepper::BACK, BACK, "←")} {slider}
            {button(true, words::stepper::ON, STEP, "→")}
        </div>
        <p class="step" role="status">
            {line}
        </p>
    }
    .into_any()
}

/// The step in a sentence: its line, what it does, who runs it, what it changes.
#[component]
fn Told(
    /// The step.
    step: Segment,
    /// How many paths it changed.
    changed: Signal<usize>,
) -> impl IntoView {
    let Segment { line, keyword, note, who, material, fails, .. } = step;
    view! {
        <span>{words::stepper::after(line)}</span>
        <code>{keyword} " " {note}</code>
        <span class="owner" data-who=material.name()>
            {words::stepper::run_by(&who)}
        </span>
        <span>{move || words::stepper::changes(changed.get(), fails)}</span>
    }
}
