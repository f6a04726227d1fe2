//! Link and frame, ready to copy: a part of the page by itself.

use super::Maker;
use crate::app::later::{Missing, Part};
use crate::app::prose::Line;
use crate::app::words;
use crate::app::workspace::Workspace;
use crate::browser::clipboard;
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;
use unroot::share::{LONG, iframe};

/// The form's part of the page.
#[wasm_split(tools, wasm_split_path = leptos::wasm_split, fallible)]
pub fn form() -> Result<Part, Missing> {
    Ok(|| view! { <Form /> }.into_any())
}

/// The link, made when the sheet opens, and the frame with it.
#[component]
fn Form() -> impl IntoView {
    let workspace = Workspace::of_page();
    let link = RwSignal::new(String::new());
    let told = RwSignal::new("");
    let text = workspace.source.read_untracked();
    let assumptions = workspace.assumptions.read_untracked();
    Maker::new().make(&text, &assumptions, move |made| match made {
        Some(made) => link.set(made),
        None => told.set(words::share::TOO_OLD),
    });
    let frame =
        move || link.with(|link| if link.is_empty() { String::new() } else { iframe(link) });
    let long = move || {
        let length = link.read().len();
        (length > LONG).then(|| {
            view! {
                <p class="long">{words::share::long(length)}</p>
            }
        })
    };
    view! {
        <p>
            <Line text=words::share::ABOUT />
        </p>
        <Copied label=words::share::LINK value=link button=words::share::COPY told />
        <Copied
            label=words::share::FRAME
            value=Signal::derive(frame)
            button=words::share::COPY_FRAME
            told
        />
        {long}
        <p role="status">{move || told.get()}</p>
    }
}

/// A field with something to copy, and the button that does.
#[component]
fn Copied(
    /// What it is.
    label: &'static str,
    /// What is copied.
    #[prop(into)]
    value: Signal<String>,
    /// What the button says.
    button: &'static str,
    /// Where it is told whether it was.
    told: RwSignal<&'static str>,
) -> impl IntoView {
    let copy = move |_| {
        told.set("");
        clipboard::copy(&value.read_untracked(), move |done| {
            told.set(if done { words::share::COPIED } else { words::share::NOT_ALLOWED });
        });
    };
    view! {
        <div class="copied">
            <label class="field">
                <span>{label}</span>
                <input type="text" readonly prop:value=move || value.get() />
            </label>
            <button
                type="button"
                class="button"
                disabled=move || value.read().is_empty()
                on:click=copy
            >
                {button}
            </button>
        </div>
    }
    .into_any()
}
