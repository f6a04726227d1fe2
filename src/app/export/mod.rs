//! What can be taken along: the text, its repairs as a patch, and reports.

mod forms;
mod list;

use super::later::{come_near, later};
use super::words;
use leptos::prelude::*;

/// A button that opens the list of forms, each to copy or to download.
#[component]
pub fn Export() -> impl IntoView {
    // Each opening begins anew, with nothing told yet; the list is fetched before, by who comes near.
    let asked = RwSignal::new(false);
    view! {
        <button
            type="button"
            class="button"
            popovertarget="export"
            on:focus=move |_| come_near(asked)
            on:pointerenter=move |_| come_near(asked)
            on:click=move |_| asked.set(true)
        >
            {words::export::EXPORT}
        </button>
        <div id="export" class="sheet" popover="auto">
            <h2>{words::export::TAKE_ALONG}</h2>
            {move || asked.get().then(|| later(list::list))}
        </div>
    }
    .into_any()
}
