//! All safe repairs, step by step.

mod standing;
mod steps;

use super::late_sheet::LateSheet;
use super::later::{come_near, later};
use super::words;
use leptos::prelude::*;

/// A button that opens the sheet.
#[component]
pub fn Walk() -> impl IntoView {
    view! {
        <LateSheet
            id=steps::SHEET
            class="sheet walk"
            title=words::walk::STEP_BY_STEP
            starts_at_title=true
            button=words::walk::STEP_BY_STEP
            near=|| come_near(steps::steps)
            part=|| later(steps::steps)
        />
    }
}
