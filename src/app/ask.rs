//! The way out of "can't tell": a button that opens the field for what is missing.

use super::assumptions::field_id;
use super::words;
use super::workspace::Workspace;
use crate::browser::page;
use leptos::prelude::*;
use view::{Missing, missing};

/// Behind the verdict's sentence; absent where nothing is missing that somebody could state.
#[component]
pub fn Ask() -> impl IntoView {
    let workspace = Workspace::of_page();
    let asked = Memo::new(move |_| missing(&workspace.analysis()));
    let button = move || {
        let asked = asked.get()?;
        // Not by `autofocus`: in a frame of another page the browser complains of that.
        let (sheet, field) = match &asked {
            Missing::BaseImage => ("base-image", "base-user".to_owned()),
            Missing::Argument(name) => ("arguments", field_id(name)),
            Missing::Target => ("target", "target-stage".to_owned()),
        };
        Some(view! {
            <button
                type="button"
                class="link"
                id="ask"
                popovertarget=sheet
                on:click=move |_| page::focus_soon(field.clone())
            >
                {words::verdict::ask(&asked)}
            </button>
        })
    };
    view! { {button} }.into_any()
}
