//! What "fix all" came to.

use super::prose::Line;
use super::words;
use super::workspace::Workspace;
use leptos::prelude::*;

/// What was done and what is left, as long as nobody changed the text since. A live region.
#[component]
pub fn Outcome() -> impl IntoView {
    let workspace = Workspace::of_page();
    let told = move || {
        let done =
            workspace.done.get().filter(|done| workspace.source.with(|text| *text == done.text))?;
        let left = workspace.analysis().findings.len();
        let summary = words::repairs::done(done.applied.len(), left);
        let items = done.applied.into_iter().map(|title| view! { <li><Line text=title /></li> });
        Some(view! {
            <div class="outcome">
                <strong>{summary}</strong>
                <ul>{items.collect_view()}</ul>
                <button type="button" class="button small" on:click=move |_| workspace.undo()>
                    {words::repairs::UNDO}
                </button>
            </div>
        })
    };
    view! { <div role="status">{told}</div> }
}
