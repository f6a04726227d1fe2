//! A band of the timeline: one stage.

use super::step_id::step_id;
use super::words;
use super::workspace::{Moment, Workspace};
use leptos::prelude::*;
use view::{Band, Piece, Place, Segment, Timeline};

/// A stage's name, and its steps.
#[component]
pub fn StageBand(
    /// Name and role; drawn anew when they change.
    band: Band,
    /// The whole timeline, for the steps.
    drawn: Memo<Timeline>,
    /// The step that Tab leads to.
    stop: Memo<Option<Place>>,
    /// The step that took the focus last.
    focused: RwSignal<Option<Place>>,
) -> impl IntoView {
    let Band { stage, name, role, .. } = band;
    let name = name.unwrap_or_else(|| words::places::stage(&stage.to_string()));
    let label = words::strip::band(&name, role);
    let pieces = move || {
        let drawn = drawn.read();
        let own = drawn.bands.iter().find(|band| band.stage == stage);
        own.map_or_else(Vec::new, |band| band.pieces.clone())
    };
    let piece = move |piece: Piece| {
        let place = Place { stage, step: piece.at() };
        let stopped = Memo::new(move |_| stop.get() == Some(place));
        let tabindex = move || if stopped.get() { "0" } else { "-1" };
        match piece {
            Piece::Step(step) => view! { <Step step=*step place tabindex focused /> }.into_any(),
            Piece::Fold { count, .. } => view! { <Fold count place tabindex focused /> }.into_any(),
        }
    };
    view! {
        <div class="band" data-role=role.name()>
            <p aria-hidden="true">
                <b>{name}</b>
                " "
                <span>{words::strip::role(role)}</span>
            </p>
            <ol aria-label=label>
                <For each=pieces key=Clone::clone children=piece />
            </ol>
        </div>
    }
    .into_any()
}

/// One step.
#[component]
fn Step(
    /// What it shows.
    step: Segment,
    /// Which it is.
    place: Place,
    /// Whether Tab leads to it.
    tabindex: impl Fn() -> &'static str + Send + 'static,
    /// The step that took the focus last.
    focused: RwSignal<Option<Place>>,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let (title, behind) = (words::strip::title(&step), words::strip::behind(&step));
    let Segment { line, last_line, keyword, note, who, material, changes, fails, .. } = step;
    let here =
        move || workspace.place.get() == Some(place) && workspace.moment.get() != Moment::End;
    let hovered = move || {
        let line_under = workspace.hovered.get();
        line_under.is_some_and(|under| (line..=last_line).contains(&under))
    };
    let light = move || workspace.lit.set(Some((line, last_line)));
    let dim = move || workspace.lit.set(None);
    let tag = changes.then(|| view! { <i aria-hidden="true">{who}</i> });
    view! {
        <li
            data-who=material.name()
            data-changes=changes.then_some("")
            data-fails=fails.then_some("")
            data-lit=move || hovered().then_some("")
        >
            <button
                type="button"
                id=step_id(place)
                title=title
                tabindex=tabindex
                aria-current=move || here().then_some("step")
                on:click=move |_| workspace.stand_at(place, true)
                on:pointerenter=move |_| light()
                on:pointerleave=move |_| dim()
                on:focus=move |_| {
                    focused.set(Some(place));
                    light();
                }
                on:blur=move |_| dim()
            >
                {tag}
                <b>{keyword}</b>
                " "
                <span>{note}</span>
                <span class="unseen">{behind}</span>
            </button>
        </li>
    }
    .into_any()
}

/// Steps that are folded; a press goes among them, which unfolds those around.
#[component]
fn Fold(
    /// How many.
    count: usize,
    /// The first of them.
    place: Place,
    /// Whether Tab leads to it.
    tabindex: impl Fn() -> &'static str + Send + 'static,
    /// The step that took the focus last.
    focused: RwSignal<Option<Place>>,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    view! {
        <li class="fold">
            <button
                type="button"
                id=step_id(place)
                tabindex=tabindex
                on:click=move |_| workspace.stand_at(place, true)
                on:focus=move |_| focused.set(Some(place))
            >
                <span>{words::strip::folded(count)}</span>
            </button>
        </li>
    }
    .into_any()
}
