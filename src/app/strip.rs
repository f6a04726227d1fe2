//! The timeline: every step of every stage, in the material of whoever runs it.

use super::band::StageBand;
use super::step_id::step_id;
use super::words;
use super::workspace::{Moment, Workspace};
use crate::browser::{keys, page};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use view::{MOST_BANDS, Place, Timeline, timeline};

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
    let all = RwSignal::new(false);
    let drawn = Memo::new(move |_| timeline(&workspace.analysis(), near.get(), all.get()));
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
    let walk = move |event: &KeyboardEvent| {
        let (Some(key), Some(at)) = (keys::alone(event), stop.get_untracked()) else { return };
        if let Some(next) = beside(&drawn.read_untracked(), at, &key) {
            event.prevent_default();
            focused.set(Some(next));
            page::focus_soon(step_id(next));
        }
    };
    let several = move || drawn.read().bands.len() > 1;
    let rest = Memo::new(move |_| {
        let drawn = drawn.read();
        match drawn.left_out {
            0 if drawn.bands.len() > MOST_BANDS => words::strip::FEWER.to_owned(),
            0 => String::new(),
            left_out => words::strip::left_out(left_out),
        }
    });
    view! {
        <section
            class="strip"
            aria-label=words::strip::STEPS
            data-several=move || several().then_some("")
            on:keydown=move |event| walk(&event)
        >
            <For each=move || drawn.read().bands.clone() key=|band| (band.stage, band.name.clone(), band.role) let:band>
                <StageBand band drawn stop focused />
            </For>
            <button
                type="button"
                class="left-out"
                hidden=move || rest.read().is_empty()
                on:click=move |_| all.update(|all| *all = !*all)
            >
                {move || rest.get()}
            </button>
        </section>
    }
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
