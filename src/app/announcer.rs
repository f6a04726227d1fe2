//! Tells screen readers what became of the container.

use super::words;
use super::workspace::Workspace;
use leptos::prelude::*;

/// A live region that nobody sees: the verdict, whenever it changes.
#[component]
pub fn Announcer() -> impl IntoView {
    let workspace = Workspace::of_page();
    let told = Memo::new(move |_| {
        let analysis = workspace.analysis();
        words::announcer::told(&analysis.verdict.headline, analysis.findings.len())
    });
    view! {
        <p class="unseen" role="status" aria-live="polite">
            {move || told.get()}
        </p>
    }
}
