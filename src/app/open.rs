//! Opens a file: chosen, dropped anywhere on the page, or pasted.

use super::words;
use super::workspace::Workspace;
use crate::browser::files::{self, Told};
use crate::browser::page;
use leptos::prelude::*;

const FIELD: &str = "open-file";

/// A button that asks for a file, what shows while one is dragged over the page, and a live region
/// that says what was opened. A file replaces the text, in one step to undo.
#[component]
pub fn Open() -> impl IntoView {
    let workspace = Workspace::of_page();
    let over = RwSignal::new(false);
    let told = RwSignal::new(String::new());
    let hear = move |what| match what {
        Told::Over(now) => {
            if over.get_untracked() != now {
                over.set(now);
            }
        }
        Told::Given(_, Err(why)) => workspace.notice.set(Some(words::notice::refused(why))),
        Told::Given(name, Ok(text)) => {
            workspace.notice.set(None);
            told.set(words::open::opened(&name, text.lines().count()));
            // What was assumed stays: most often the file is the same one, changed elsewhere, and
            // undo would not bring the assumptions back.
            workspace.replace(&text);
        }
    };
    files::listen(hear);
    view! {
        <button type="button" class="button" on:click=move |_| page::press(FIELD)>
            {words::open::OPEN}
        </button>
        <input type="file" id=FIELD hidden on:change=move |event| files::chosen(&event, hear) />
        <div class="drop" hidden=move || !over.get()>
            <p>
                <strong>{words::open::DROP}</strong>
                {words::open::ABOUT}
            </p>
        </div>
        <p class="unseen" role="status">
            {move || told.get()}
        </p>
    }
    .into_any()
}
