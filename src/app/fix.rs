//! A repair: what it changes, and the button that makes it.

use super::key::{Key, hunks_of};
use super::prose::Line;
use super::words;
use super::workspace::Workspace;
use crate::browser::page;
use leptos::prelude::*;
use unroot::display::Hunk;
use unroot::finding::{Applicability, Fix};

/// A repair of the open finding. The first one is open, others open on demand.
#[component]
pub fn Repair(
    /// The finding.
    key: Key,
    /// Its place among the finding's repairs, from 0.
    nth: usize,
    /// The repair.
    fix: Fix,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let hunks = hunks_of(&workspace.current(), &fix);
    let shown = move || workspace.preview.get() == Some((key, nth));
    let apply = move |_| {
        workspace.repair(key, nth);
        page::focus_soon("tab-page");
    };
    let look = move |_| workspace.toggle_preview(key, nth);
    let review = match fix.applicability {
        Applicability::Safe => None,
        Applicability::NeedsReview(why) => Some(words::repairs::look_first(&why)),
    };
    let notes = review.into_iter().chain(fix.consequences);
    let notes = notes.map(|note| view! { <li><Line text=note /></li> }).collect_view();
    view! {
        <details class="repair" open=nth == 0>
            <summary><Line text=fix.title /></summary>
            <Diff hunks />
            <ul class="notes">{notes}</ul>
            <p class="buttons">
                <button type="button" class="button primary small" on:click=apply>
                    {words::repairs::APPLY}
                </button>
                <button
                    type="button"
                    class="button small"
                    aria-pressed=move || if shown() { "true" } else { "false" }
                    on:click=look
                >
                    {words::repairs::SHOW}
                </button>
            </p>
        </details>
    }
    .into_any()
}

/// Lines that go and lines that come.
#[component]
fn Diff(
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
}
