//! Flags with their explanations.

use crate::app::prose::Line;
use crate::app::words;
use crate::app::workspace::Workspace;
use dockerfile::LineIndex;
use leptos::prelude::*;
use unroot::advice::Flag;

/// Each flag, what it does, where that was read, and the line that asks for it.
#[component]
pub fn Flags(
    /// They.
    flags: Vec<Flag>,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let lines = LineIndex::new(&workspace.current().text);
    let explained = move |flag: Flag| {
        let place = flag.span.map(|span| {
            let label = words::places::line(lines.line(span.start));
            view! {
                <button type="button" class="line" on:click=move |_| workspace.go_to(span, true)>
                    {label}
                </button>
            }
        });
        view! {
            <div>
                <dt>
                    <code>{flag.text}</code>
                    {place}
                </dt>
                <dd>
                    <Line text=flag.why.into_owned() />
                    {flag.source.map(|source| view! { <cite>{source}</cite> })}
                </dd>
            </div>
        }
        .into_any()
    };
    view! { <dl class="flags">{flags.into_iter().map(explained).collect_view()}</dl> }.into_any()
}
