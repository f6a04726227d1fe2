//! All safe repairs, step by step.

mod standing;
mod steps;

use super::later::{come_near, later};
use super::sheet::Sheet;
use super::words;
use crate::browser::page;
use leptos::prelude::*;

/// The sheet's id.
const SHEET: &str = "walk";
/// The id of its title.
const TITLE: &str = "walk-title";

/// A button that opens the sheet.
#[component]
pub fn Walk() -> impl IntoView {
    view! {
        <button
            type="button"
            class="button"
            popovertarget=SHEET
            on:focus=move |_| come_near(steps::steps)
            on:pointerenter=move |_| come_near(steps::steps)
            on:click=move |_| page::focus_soon(TITLE)
        >
            {words::walk::STEP_BY_STEP}
        </button>
        <Sheet id=SHEET class="sheet walk" label=words::walk::STEP_BY_STEP>
            <h2 id=TITLE tabindex="-1">
                {words::walk::STEP_BY_STEP}
            </h2>
            {later(steps::steps)}
        </Sheet>
    }
    .into_any()
}
