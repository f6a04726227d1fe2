//! The link that carries text and assumptions, alone and in a frame for other pages.

use super::prose::Line;
use super::sheet::Sheet;
use super::words;
use super::workspace::Workspace;
use crate::browser::{address, clipboard, zlib};
use leptos::prelude::*;
use unroot::model::Assumptions;
use unroot::share::{LONG, fragment_of, iframe, payload};

/// The id of the button that makes the link.
pub const OPENER: &str = "share-button";

/// Makes links. Packing takes its time: whoever asks again hears nothing more of what he asked for
/// before.
#[derive(Clone, Copy)]
pub struct Maker(StoredValue<u32>);

impl Maker {
    /// One that made none yet.
    pub fn new() -> Self {
        Maker(StoredValue::new(0))
    }

    /// Makes the link that carries `text` and `assumptions`, and hands it to `then`; `None` where
    /// the browser can't.
    pub fn make(
        self,
        text: &str,
        assumptions: &Assumptions,
        then: impl FnOnce(Option<String>) + 'static,
    ) {
        let turn = self.0.get_value() + 1;
        self.0.set_value(turn);
        zlib::pack(payload(text, assumptions).as_bytes(), move |packed| {
            if self.0.try_get_value() == Some(turn) {
                then(packed.map(|packed| [&address::page(), "#", &fragment_of(&packed)].concat()));
            }
        });
    }
}

/// A button that opens the link, ready to copy. It is made when the button is pressed.
#[component]
pub fn Share() -> impl IntoView {
    let workspace = Workspace::of_page();
    let link = RwSignal::new(String::new());
    let told = RwSignal::new("");
    let maker = Maker::new();
    let make = move |_| {
        told.set("");
        link.set(String::new());
        let text = workspace.source.read_untracked();
        maker.make(&text, &workspace.assumptions.read_untracked(), move |made| match made {
            Some(made) => link.set(made),
            None => told.set(words::share::TOO_OLD),
        });
    };
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
        <button type="button" class="button" id=OPENER popovertarget="share" on:click=make>
            {words::share::SHARE}
        </button>
        <Sheet id="share">
            <h2>{words::share::A_LINK}</h2>
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
        </Sheet>
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
