//! A difference of two texts.

use super::words;
use leptos::prelude::*;
use unroot::report::lines::Hunk;

/// Lines that go and lines that come.
#[component]
pub fn Diff(
    /// The difference.
    hunks: Vec<Hunk>,
) -> impl IntoView {
    let gone = |line: String| view! { <del>{line}</del> };
    let come = |line: String| view! { <ins>{line}</ins> };
    let hunk = |hunk: Hunk| {
        let removed = hunk.removed.into_iter().map(gone).collect_view();
        let added = hunk.added.into_iter().map(come).collect_view();
        view! {
            <div data-line=hunk.line>
                {removed} {added}
            </div>
        }
    };
    view! {
        <div class="diff" role="group" aria-label=words::repairs::WHAT_CHANGES tabindex="0">
            {hunks.into_iter().map(hunk).collect_view()}
        </div>
    }
    .into_any()
}
