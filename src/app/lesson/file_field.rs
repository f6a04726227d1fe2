//! A button that asks for a file.

use super::classroom::Classroom;
use super::opening;
use crate::browser::files::{self, Told};
use leptos::prelude::*;

/// Hands the text of the chosen file to `take`; what has none is told.
#[component]
pub fn FileField(
    /// What the button says.
    label: &'static str,
    /// What happens with the text.
    take: Callback<String>,
) -> impl IntoView {
    let classroom = Classroom::of_page();
    let changed = move |event| {
        files::chosen(&event, move |told| match told {
            Told::Given(_, Ok(text)) => take.run(text),
            Told::Given(_, Err(why)) => opening::refuse(classroom, why),
            Told::Over(_) => {}
        });
    };
    view! {
        <label class="button small file">
            {label}
            <input type="file" class="unseen" accept=".json,application/json" on:change=changed />
        </label>
    }
    .into_any()
}
