//! The link that carries text and assumptions.

use super::prose::Line;
use super::words;
use super::workspace::Workspace;
use crate::browser::{address, clipboard, zlib};
use leptos::prelude::*;
use unroot::share::{LONG, fragment_of, payload};

/// The id of the button that makes the link.
pub const OPENER: &str = "share-button";

/// A button that opens the link, ready to copy. It is made when the button is pressed.
#[component]
pub fn Share() -> impl IntoView {
    let workspace = Workspace::of_page();
    let link = RwSignal::new(String::new());
    let told = RwSignal::new("");
    let make = move |_| {
        let text = workspace.source.read_untracked();
        let payload = payload(&text, &workspace.assumptions.read_untracked());
        told.set("");
        link.set(String::new());
        zlib::pack(payload.as_bytes(), move |packed| match packed {
            Some(packed) => link.set(format!("{}#{}", address::page(), fragment_of(&packed))),
            None => told.set(words::share::TOO_OLD),
        });
    };
    let copy = move |_| {
        clipboard::copy(&link.read_untracked(), move |done| {
            told.set(if done { words::share::COPIED } else { words::share::NOT_ALLOWED });
        });
    };
    let long = move || {
        let length = link.read().len();
        (length > LONG).then(|| {
            view! {
                <p class="long">{words::share::long(length)}</p>
            }
        })
    };
    view! {
        <button type="button" class="button" id=OPENER popovertarget="share" on:click=make>
            {words::share::SHARE}
        </button>
        <div id="share" class="sheet" popover="auto">
            <h2>{words::share::A_LINK}</h2>
            <p>
                <Line text=words::share::ABOUT />
            </p>
            <label class="field">
                <span>{words::share::LINK}</span>
                <input type="text" readonly prop:value=move || link.get() />
            </label>
            {long}
            <p class="buttons">
                <button
                    type="button"
                    class="button primary"
                    disabled=move || link.read().is_empty()
                    on:click=copy
                >
                    {words::share::COPY}
                </button>
                <span role="status">{move || told.get()}</span>
            </p>
        </div>
    }
}
