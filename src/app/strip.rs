//! The timeline: every step of every stage, in the material of whoever runs it.

use super::band::StageBand;
use super::words;
use super::workspace::{Moment, Workspace};
use crate::browser::page;
use leptos::prelude::*;
use unroot::display::{Place, Timeline, timeline};

/// Steps between two places from which a long stage is folded anew.
const STRIDE: usize = 4;

/// A band a stage. One of all steps can be reached with Tab; the arrows go on from there.
#[component]
pub fn Strip() -> impl IntoView {
    let workspace = Workspace::of_page();
    let near = Memo::new(move |_| {
        let place = workspace.place.get().filter(|_| workspace.moment.get() != Moment::End);
        place.map(|Place { stage, step }| Place { stage, step: step / STRIDE * STRIDE })
    });
    let drawn = Memo::new(move |_| timeline(&workspace.analysis(), near.get()));
    let focused = RwSignal::new(None::<Place>);
    // Wherever somebody stands, one step takes the focus.
    let stop = Memo::new(move |_| {
        let drawn = drawn.read();
        let there = |place: &Place| row(&drawn, place.stage).contains(place);
        let wanted = [focused.get(), workspace.place.get()];
        let first = || places(&drawn).next();
        wanted.into_iter().flatten().find(there).or_else(first)
    });
    Effect::new(move || {
        if let Some(place) = workspace.place.get().filter(|_| near.read().is_some()) {
            page::scroll_row_to(step_id(place));
        }
    });
    let walk = move |key: &str| {
        let next = stop.get_untracked().and_then(|at| beside(&drawn.read_untracked(), at, key));
        if let Some(next) = next {
            focused.set(Some(next));
            page::focus_soon(step_id(next));
        }
        next.is_some()
    };
    let several = move || drawn.read().bands.len() > 1;
    let left_out = move || Some(drawn.read().left_out).filter(|count| *count > 0);
    view! {
        <section
            class="strip"
            aria-label=words::strip::STEPS
            data-several=move || several().then_some("")
            on:keydown=move |event| {
                if walk(&event.key()) {
                    event.prevent_default();
                }
            }
        >
            <For each=move || drawn.read().bands.clone() key=|band| (band.stage, band.name.clone(), band.role) let:band>
                <StageBand band drawn stop focused />
            </For>
            {move || left_out().map(|count| view! { <p class="left-out">{words::strip::left_out(count)}</p> })}
        </section>
    }
}

/// The id of the button of a step.
pub fn step_id(place: Place) -> String {
    format!("step-{}-{}", place.stage, place.step)
}

/// Where the arrow `key` leads from `at`.
fn beside(drawn: &Timeline, at: Place, key: &str) -> Option<Place> {
    let own = row(drawn, at.stage);
    let column = own.iter().position(|place| *place == at)?;
    let below = drawn.bands.iter().position(|band| band.stage == at.stage)?;
    match key {
        "ArrowRight" => own.get(column + 1).copied(),
        "ArrowLeft" => own.get(column.checked_sub(1)?).copied(),
        "Home" => own.first().copied(),
        "End" => own.last().copied(),
        "ArrowDown" | "ArrowUp" => {
            let next = if key == "ArrowDown" { below + 1 } else { below.checked_sub(1)? };
            let other = row(drawn, drawn.bands.get(next)?.stage);
            other.get(column).or(other.last()).copied()
        }
        _ => None,
    }
}

fn row(drawn: &Timeline, stage: usize) -> Vec<Place> {
    places(drawn).filter(|place| place.stage == stage).collect()
}

fn places(drawn: &Timeline) -> impl Iterator<Item = Place> {
    drawn.bands.iter().flat_map(|band| {
        band.pieces.iter().map(|piece| Place { stage: band.stage, step: piece.at() })
    })
}
