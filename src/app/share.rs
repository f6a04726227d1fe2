//! The link that carries text and assumptions.

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
            None => told.set("This browser can't make links: it is too old."),
        });
    };
    let copy = move |_| {
        clipboard::copy(&link.read_untracked(), move |done| {
            told.set(if done {
                "Copied."
            } else {
                "The browser does not allow it: copy it from the field."
            });
        });
    };
    let long = move || {
        let length = link.read().len();
        (length > LONG).then(|| {
            view! {
                <p class="long">
                    {format!("The link has {length} characters. Some programs that carry it cut it off; a file is safer.")}
                </p>
            }
        })
    };
    view! {
        <button type="button" class="button" id=OPENER popovertarget="share" on:click=make>
            "Share"
        </button>
        <div id="share" class="sheet" popover="auto">
            <h2>"A link to this Dockerfile"</h2>
            <p>
                "Text and assumptions stand in the link itself, behind the "
                <code>"#"</code>
                ", which browsers send to no server."
            </p>
            <label class="field">
                <span>"Link"</span>
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
                    "Copy the link"
                </button>
                <span role="status">{move || told.get()}</span>
            </p>
        </div>
    }
}
