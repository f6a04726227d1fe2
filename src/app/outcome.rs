//! What "fix all" came to.

use super::prose::Line;
use super::workspace::Workspace;
use leptos::prelude::*;

/// What was done and what is left, as long as nobody changed the text since. A live region.
#[component]
pub fn Outcome() -> impl IntoView {
    let workspace = Workspace::of_page();
    let told = move || {
        let done =
            workspace.done.get().filter(|done| workspace.source.with(|text| *text == done.text))?;
        let count = done.applied.len();
        let left = workspace.analysis().findings.len();
        let summary = format!(
            "{count} {} made, {}.",
            if count == 1 { "repair" } else { "repairs" },
            match left {
                0 => "nothing is left".to_owned(),
                1 => "1 finding is left for you to decide".to_owned(),
                left => format!("{left} findings are left for you to decide"),
            }
        );
        let items = done.applied.into_iter().map(|title| view! { <li><Line text=title /></li> });
        Some(view! {
            <div class="outcome">
                <strong>{summary}</strong>
                <ul>{items.collect_view()}</ul>
                <button type="button" class="button small" on:click=move |_| workspace.undo()>
                    "Undo"
                </button>
            </div>
        })
    };
    view! { <div role="status">{told}</div> }
}
