//! Opens a file that somebody chooses.

use super::drop::take;
use super::words;
use super::workspace::Workspace;
use crate::browser::{files, page};
use leptos::prelude::*;

const FIELD: &str = "open-file";

/// A button that asks for a file, and a live region that says what was opened.
#[component]
pub fn Open() -> impl IntoView {
    let workspace = Workspace::of_page();
    let told = RwSignal::new(String::new());
    let hear = move |what| take(workspace, told, what);
    view! {
        <button type="button" class="button" on:click=move |_| page::press(FIELD)>
            {words::open::OPEN}
        </button>
        <input type="file" id=FIELD hidden on:change=move |event| files::chosen(&event, hear) />
        <p class="unseen" role="status">
            {move || told.get()}
        </p>
    }
    .into_any()
}
