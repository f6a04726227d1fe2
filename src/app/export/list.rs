//! The list of forms: a part of the page by itself.

use super::forms::Form;
use crate::app::later::{Missing, Part};
use crate::app::prose::Line;
use crate::app::words;
use crate::app::workspace::Workspace;
use crate::browser::{clipboard, download};
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

/// The list's part of the page.
#[wasm_split(tools, wasm_split_path = leptos::wasm_split, fallible)]
pub fn list() -> Result<Part, Missing> {
    Ok(|| view! { <List /> }.into_any())
}

/// All forms, and what became of the one that was taken last.
#[component]
fn List() -> impl IntoView {
    let told = RwSignal::new(String::new());
    view! {
        <ul>{Form::ALL.map(|form| view! { <Row form told /> }).collect_view()}</ul>
        <p role="status">{move || told.get()}</p>
    }
}

/// One form.
#[component]
fn Row(
    /// Which.
    form: Form,
    /// What became of the one that was taken last.
    told: RwSignal<String>,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    let (name, purpose) = form.words();
    let (file, mime) = form.file();
    let idle = move || form == Form::Patch && workspace.safe.read().count == 0;
    let about = move || if idle() { words::export::NO_PATCH } else { purpose }.to_owned();
    let copy = move || {
        told.set(String::new());
        clipboard::copy(&form.make(workspace), move |done| {
            told.set(match done {
                true => words::export::copied(name),
                false => words::export::NOT_COPIED.to_owned(),
            });
        });
    };
    let save = move || {
        told.set(match download::save(&form.make(workspace), file, mime) {
            true => words::export::saved(file),
            false => words::export::NOT_SAVED.to_owned(),
        });
    };
    let button = |label: String, text: &'static str, take: Box<dyn Fn()>| {
        view! {
            <button
                type="button"
                class="button small"
                aria-label=label
                disabled=idle
                on:click=move |_| take()
            >
                {text}
            </button>
        }
    };
    view! {
        <li>
            <div>
                <h3>{name}</h3>
                <p>
                    <Line text=Signal::derive(about) />
                </p>
            </div>
            {button(words::export::copy(name), words::export::COPY, Box::new(copy))}
            {button(words::export::download(file), words::export::DOWNLOAD, Box::new(save))}
        </li>
    }
    .into_any()
}
