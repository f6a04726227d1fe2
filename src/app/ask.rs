//! The way out of "can't tell": a button that opens the field for what is missing.

use super::words;
use super::workspace::Workspace;
use leptos::prelude::*;
use unroot::display::{Missing, missing};

/// Behind the verdict's sentence; absent where nothing is missing that somebody could state.
#[component]
pub fn Ask() -> impl IntoView {
    let workspace = Workspace::of_page();
    let asked = Memo::new(move |_| missing(&workspace.analysis()));
    let button = move || {
        let asked = asked.get()?;
        let sheet = match asked {
            Missing::BaseImage => "base-image",
            Missing::Argument(_) => "arguments",
            Missing::Target => "target",
        };
        Some(view! {
            <button type="button" class="link" id="ask" popovertarget=sheet>
                {words::verdict::ask(&asked)}
            </button>
        })
    };
    view! { {button} }.into_any()
}
