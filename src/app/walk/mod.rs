//! All safe repairs, step by step.

mod standing;
mod steps;

use super::later::{come_near, later};
use super::words;
use crate::browser::page;
use leptos::prelude::*;

/// The sheet's id.
const SHEET: &str = "walk";

/// A button that opens the sheet.
#[component]
pub fn Walk() -> impl IntoView {
    // The steps are fetched by who comes near, and not drawn for nobody once the sheet is closed.
    let asked = RwSignal::new(false);
    view! {
        <button
            type="button"
            class="button"
            popovertarget=SHEET
            on:focus=move |_| come_near(asked)
            on:pointerenter=move |_| come_near(asked)
            on:click=move |_| {
                come_near(asked);
                page::focus_soon("walk-title");
            }
        >
            {words::walk::STEP_BY_STEP}
        </button>
        <div
            id=SHEET
            class="sheet walk"
            popover="auto"
            role="dialog"
            aria-labelledby="walk-title"
            on:toggle=move |_| {
                if !page::is_open(SHEET) {
                    asked.set(false);
                }
            }
        >
            <h2 id="walk-title" tabindex="-1">
                {words::walk::STEP_BY_STEP}
            </h2>
            {move || asked.get().then(|| later(steps::steps))}
        </div>
    }
    .into_any()
}
