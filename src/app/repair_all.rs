//! The button that makes all safe repairs.

use super::walk::Walk;
use super::words;
use super::workspace::Workspace;
use crate::browser::page;
use leptos::prelude::*;
use unroot::verdict::RunsAs;

/// "Make it non-root", where that is what the repairs come to, and the same step by step; absent when
/// there is none to make.
#[component]
pub fn RepairAll() -> impl IntoView {
    let workspace = Workspace::of_page();
    let count =
        Memo::new(move |_| workspace.mended.read().as_ref().map_or(0, |made| made.applied.len()));
    let label = move || {
        let now = workspace.analysis().verdict.runs_as;
        let then = workspace.mended.read().as_ref().map_or(now, |made| made.runs_as);
        let turns = now != RunsAs::NonRoot && then == RunsAs::NonRoot;
        words::repairs::all(turns, count.get())
    };
    let repair = move |_| {
        workspace.repair_all();
        page::focus_soon("verdict");
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <div class="buttons">
                <button type="button" class="button primary" id="repair-all" on:click=repair>
                    {label}
                </button>
                <Walk />
            </div>
        </Show>
    }
}
