//! Tells screen readers what became of the container.

use super::workspace::Workspace;
use leptos::prelude::*;

/// A live region that nobody sees: the verdict, whenever it changes.
#[component]
pub fn Announcer() -> impl IntoView {
    let workspace = Workspace::of_page();
    let told = Memo::new(move |_| {
        let analysis = workspace.analysis();
        let findings = match analysis.findings.len() {
            0 => "No findings.".to_owned(),
            1 => "1 finding.".to_owned(),
            count => format!("{count} findings."),
        };
        format!("{}. {findings}", analysis.verdict.headline.trim_end_matches('.').replace('`', ""))
    });
    view! {
        <p class="unseen" role="status" aria-live="polite">
            {move || told.get()}
        </p>
    }
}
