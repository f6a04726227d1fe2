//! The foot of a page that is shown inside another one.

use super::header::Mark;
use super::share::Maker;
use super::words;
use super::workspace::Workspace;
use crate::browser::address;
use leptos::prelude::*;

/// Word mark, and the way to the whole page with the same text.
#[component]
pub fn EmbedFooter() -> impl IntoView {
    let workspace = Workspace::of_page();
    let whole = RwSignal::new(address::page());
    let maker = Maker::new();
    // The link has to be there before somebody follows it, and packing takes its time.
    Effect::new(move || {
        let text = workspace.source.read();
        maker.make(&text, &workspace.assumptions.read(), move |link| {
            if let Some(link) = link {
                whole.try_set(link);
            }
        });
    });
    view! {
        <footer class="foot">
            <Mark />
            <p>{words::embed::PROMISE}</p>
            <a href=move || whole.get() target="_blank" rel="noopener">
                {words::embed::WHOLE}
            </a>
        </footer>
    }
}
