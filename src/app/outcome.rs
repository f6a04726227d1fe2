//! What several repairs at once came to.

use super::key::by_gravity;
use super::prose::Line;
use super::words;
use super::workspace::{Tab, Workspace};
use leptos::prelude::*;
use view::{Left, Why, left};

/// Findings that are listed; of more, how many.
const MOST: usize = 5;

/// What was done, what is left and why, as long as nobody changed the text since. A live region.
#[component]
pub fn Outcome() -> impl IntoView {
    let workspace = Workspace::of_page();
    let told = move || {
        let analysis = workspace.analysis();
        let done =
            workspace.done.get().filter(|done| done.at_once && *analysis.text == *done.text)?;
        let findings = analysis.findings.len();
        let summary = words::repairs::done(done.applied.len(), findings);
        let stopped = done.stopped.then(|| view! { <p>{words::repairs::STOPPED}</p> });
        let items = done.applied.into_iter().map(|title| view! { <li><Line text=title /></li> });
        Some(view! {
            <div class="outcome">
                <strong>{summary}</strong>
                <button type="button" class="button small" on:click=move |_| workspace.undo()>
                    {words::repairs::UNDO}
                </button>
                {stopped}
                <ul class="made">{items.collect_view()}</ul>
                <Leftover />
            </div>
        })
    };
    view! { <div role="status">{told}</div> }
}

/// The findings that are left, each with its line and the reason why nothing was done.
#[component]
fn Leftover() -> impl IntoView {
    let workspace = Workspace::of_page();
    let row = move |left: Left, waits: bool| {
        let span = left.span;
        let why = match left.why {
            _ if waits => words::repairs::BEING_PROVED.to_owned(),
            Why::NotAsked => words::repairs::NOT_ASKED.to_owned(),
            Why::Look(what) => words::repairs::look_first(&what),
            Why::CantTell(why) => words::repairs::cant_tell(&why),
            Why::NotChecked(why) => words::repairs::not_checked(why),
            Why::NotOffered(why) => words::repairs::not_offered(&why),
            Why::NoRepair => words::repairs::NO_REPAIR.to_owned(),
        };
        view! {
            <li>
                <button type="button" class="line" on:click=move |_| workspace.go_to(span, true)>
                    {words::places::line(left.line)}
                </button>
                <span>
                    <Line text=left.sentence />
                    " "
                    <small>
                        <Line text=why />
                    </small>
                </span>
            </li>
        }
    };
    let rows = move || {
        let analyzed = workspace.shown.get();
        let all = by_gravity(&analyzed.analysis);
        let more = all.len().saturating_sub(MOST);
        let waits = |at: usize| analyzed.waiting.get(at).is_some_and(Option::is_some);
        let listed = all.into_iter().take(MOST);
        let rows = listed.map(|at| row(left(&analyzed.analysis, at), waits(at))).collect_view();
        let more = (more > 0).then(|| {
            view! {
                <button
                    type="button"
                    class="link"
                    on:click=move |_| workspace.tab.set(Tab::Findings)
                >
                    {words::repairs::more_left(more)}
                </button>
            }
        });
        view! {
            <ul class="left-over">{rows}</ul>
            {more}
        }
    };
    view! { {rows} }.into_any()
}
