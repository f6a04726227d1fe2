//! What can be taken along: the text, its repairs as a patch, and reports.

mod forms;
mod list;

use super::later::{come_near, later};
use super::sheet::Sheet;
use super::words;
use leptos::prelude::*;

/// A button that opens the list of forms, each to copy or to download.
#[component]
pub fn Export() -> impl IntoView {
    view! {
        <button
            type="button"
            class="button"
            popovertarget="export"
            on:focus=move |_| come_near(list::list)
            on:pointerenter=move |_| come_near(list::list)
        >
            {words::export::EXPORT}
        </button>
        <Sheet id="export" label=words::export::TAKE_ALONG>
            <h2>{words::export::TAKE_ALONG}</h2>
            {later(list::list)}
        </Sheet>
    }
    .into_any()
}
