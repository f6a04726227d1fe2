//! The button that makes all safe repairs.

use super::walk::Walk;
use super::words;
use super::workspace::Workspace;
use crate::browser::page;
use leptos::prelude::*;

/// "Make it non-root", where that is what the repairs come to, and the same step by step; absent when
/// there is none to make. While somebody types it stays as it was, and a press makes what is right for the
/// text of now.
#[component]
pub fn RepairAll() -> impl IntoView {
    let workspace = Workspace::of_page();
    let safe = workspace.safe;
    let label = move || safe.with(|safe| words::repairs::all(safe.turns, safe.count));
    let repair = move |_| {
        workspace.repair_all();
        page::focus_soon("verdict");
    };
    view! {
        <Show when=move || { safe.read().count > 0 }>
            <div class="buttons">
                <button
                    type="button"
                    class="button primary"
                    id="repair-all"
                    aria-busy=move || safe.read().of_before.then_some("true")
                    on:click=repair
                >
                    {label}
                </button>
                <Walk />
            </div>
        </Show>
    }
}
