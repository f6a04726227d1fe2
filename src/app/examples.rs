//! The menu of examples.

use super::sheet::Sheet;
use super::words;
use super::workspace::Workspace;
use leptos::prelude::*;
use unroot::model::Assumptions;
use view::examples::{ALL, Example};

/// A button that opens the list of examples; choosing one replaces the text, in one step to undo.
#[component]
pub fn Examples() -> impl IntoView {
    view! {
        <button type="button" class="button" popovertarget="examples">
            {words::examples::EXAMPLES}
        </button>
        <Sheet id="examples" class="sheet examples" label=words::examples::START_FROM>
            <h2>{words::examples::START_FROM}</h2>
            <ul>
                {ALL.iter().map(|example| view! { <Choice example /> }).collect_view()}
            </ul>
        </Sheet>
    }
}

/// One example. It says all that is to be known of it: nothing is assumed.
#[component]
fn Choice(
    /// The example.
    example: &'static Example,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    view! {
        <li>
            <button
                type="button"
                popovertarget="examples"
                popovertargetaction="hide"
                data-example=example.id
                on:click=move |_| workspace.bring(example.text, &Assumptions::default())
            >
                <strong>{example.title}</strong>
                <span>{example.purpose}</span>
            </button>
        </li>
    }
}
