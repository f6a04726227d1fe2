//! Silence with a reason: the form that writes the comment, and the list of what comments silence.

use super::key::Key;
use super::prose::Line;
use super::words;
use super::workspace::Workspace;
use crate::browser::page;
use dockerfile::LineIndex;
use leptos::prelude::*;
use unroot::finding::first_sentence;

/// A reason, and the button that writes it into the Dockerfile.
#[component]
pub fn IgnoreForm(
    /// The finding.
    key: Key,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let reason = RwSignal::new(String::new());
    let missing = move || reason.read().trim().is_empty();
    let write = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !untrack(missing) {
            workspace.ignore(key, &reason.read_untracked());
            page::focus_soon("tab-page");
        }
    };
    let label = words::ignore::why(key.rule);
    view! {
        <details class="repair ignore">
            <summary>{words::ignore::LEAVE_IT}</summary>
            <form on:submit=write>
                <label class="field">
                    <span>{label}</span>
                    <input
                        type="text"
                        autocomplete="off"
                        prop:value=move || reason.get()
                        on:input=move |event| reason.set(event_target_value(&event))
                    />
                </label>
                <p class="buttons">
                    <button type="submit" class="button small" disabled=missing>
                        {words::ignore::WRITE}
                    </button>
                </p>
            </form>
        </details>
    }
    .into_any()
}

/// What comments in the Dockerfile silence, each with its reason; nothing where they silence nothing.
#[component]
pub fn IgnoredList() -> impl IntoView {
    let workspace = Workspace::of_page();
    let rows = move || {
        let analysis = workspace.analysis();
        let lines = LineIndex::new(&analysis.text);
        let row = |ignored: &unroot::finding::Ignored| {
            let span = ignored.comment;
            let sentence = first_sentence(&ignored.finding.message).0.to_owned();
            view! {
                <li>
                    <button type="button" class="line" on:click=move |_| workspace.go_to(span, true)>
                        {words::places::line(lines.line(span.start))}
                    </button>
                    <span>
                        <Line text=sentence />
                        <q>{ignored.reason.clone()}</q>
                    </span>
                </li>
            }
        };
        let rows: Vec<_> = analysis.ignored.iter().map(row).collect();
        (!rows.is_empty()).then(|| {
            view! {
                <section class="aside ignored" aria-label=words::ignore::IGNORED>
                    <h3>{words::ignore::IGNORED_WITH_REASON}</h3>
                    <ul>{rows}</ul>
                </section>
            }
        })
    };
    view! { {rows} }.into_any()
}
