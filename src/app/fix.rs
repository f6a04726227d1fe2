//! A repair: what it changes, and the button that makes it.

use super::diff::Diff;
use super::key::{Key, hunks_of};
use super::prose::Line;
use super::words;
use super::workspace::Workspace;
use crate::browser::page;
use leptos::prelude::*;
use unroot::finding::{Fix, Proof};

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
    let safe = fix.is_safe();
    let (badge, meaning) = match fix.proof {
        Proof::Untried(_) => (words::repairs::NOT_CHECKED, words::repairs::NOT_CHECKED_MEANS),
        Proof::Proved if safe => (words::repairs::SAFE, words::repairs::SAFE_MEANS),
        Proof::Proved => (words::repairs::NEEDS_A_LOOK, words::repairs::NEEDS_A_LOOK_MEANS),
    };
    let unchecked = fix.proof.untried().map(words::repairs::not_checked);
    let review = fix.review_of().map(words::repairs::look_first);
    // Where the panel stands below the text, lines that come would move the button away.
    let glance = move || {
        if page::is_side_by_side() {
            workspace.look_at(key, nth, false);
        }
    };
    let notes = unchecked.into_iter().chain(review).chain(fix.consequences);
    let notes = notes.map(|note| view! { <li><Line text=note /></li> }).collect_view();
    view! {
        <details class="repair" open=nth == 0>
            <summary>
                <Line text=fix.title />
                " "
                <span class="tag" data-safe=safe.to_string() title=meaning>
                    {badge}
                </span>
            </summary>
            <Diff hunks />
            <p class="meaning">{meaning}</p>
            <ul class="notes">{notes}</ul>
            <p class="buttons">
                <button
                    type="button"
                    class="button primary small"
                    on:click=apply
                    on:pointerenter=move |_| glance()
                    on:pointerleave=move |_| workspace.look_away()
                    on:focus=move |_| glance()
                    on:blur=move |_| workspace.look_away()
                >
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
