//! A chain of reasons.

use super::prose::Line;
use super::words;
use super::workspace::Workspace;
use dockerfile::LineIndex;
use leptos::prelude::*;
use unroot::finding::Reason;

/// Reasons, each with the line that it speaks of, which one can go to.
#[component]
pub fn Reasons(
    /// The chain.
    #[prop(into)]
    reasons: Signal<Vec<Reason>>,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let links = move || {
        let lines = LineIndex::new(&workspace.analysis().text);
        let link = |reason: Reason| {
            let place = match reason.span {
                Some(span) => {
                    let label = words::places::line(lines.line(span.start));
                    view! {
                        <button type="button" class="line" on:click=move |_| workspace.go_to(span, true)>
                            {label}
                        </button>
                    }
                    .into_any()
                }
                None => {
                    let known =
                        reason.source.map_or(words::findings::STATED, |_| words::findings::KNOWN);
                    view! { <span class="line">{known}</span> }.into_any()
                }
            };
            let source = reason.source.map(|source| view! { " " <cite>{source}</cite> });
            view! {
                <li>
                    {place} " " <Line text=reason.text /> {source}
                </li>
            }
        };
        reasons.get().into_iter().map(link).collect_view()
    };
    view! { <ol class="reasons">{links}</ol> }.into_any()
}
