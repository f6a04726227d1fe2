//! The text that is copied.

use crate::app::words;
use crate::browser::clipboard;
use leptos::prelude::*;

/// A command or a document, and a button that copies it.
#[component]
pub fn Snippet(
    /// It.
    text: String,
) -> impl IntoView {
    let told = RwSignal::new("");
    let copied = text.clone();
    let copy = move |_| {
        told.set("");
        clipboard::copy(&copied, move |done| {
            told.set(if done { words::run::COPIED } else { words::run::NOT_ALLOWED });
        });
    };
    view! {
        <div class="snippet">
            <p class="buttons">
                <button type="button" class="button small primary" on:click=copy>
                    {words::run::COPY}
                </button>
                <span role="status">{move || told.get()}</span>
            </p>
            <pre tabindex="0" role="region" aria-label=words::run::READY>
                <code>{text}</code>
            </pre>
        </div>
    }
}
