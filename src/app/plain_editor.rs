//! The plain text field that stands in for the editor when its code did not arrive.

use super::words;
use super::workspace::Workspace;
use leptos::prelude::*;

/// A text field with the Dockerfile; findings are in the list beside it.
#[component]
pub fn PlainEditor() -> impl IntoView {
    let workspace = Workspace::of_page();
    // A text field gives every line ending as `\n`.
    let write = move |text: String| {
        let crlf = workspace.source.with_untracked(|before| before.contains("\r\n"));
        workspace.source.set(if crlf { text.replace('\n', "\r\n") } else { text });
    };
    view! {
        <textarea
            class="plain"
            aria-label=words::editor::DOCKERFILE
            spellcheck="false"
            autocomplete="off"
            prop:value=move || workspace.source.get()
            on:input=move |event| write(event_target_value(&event))
        ></textarea>
    }
}
