//! What could not be read, until somebody has read that.

use super::classroom::Classroom;
use crate::app::prose::Line;
use crate::app::words::lesson as words;
use leptos::prelude::*;

/// Problems that are shown at once.
const SHOWN: usize = 5;

/// Something that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// In a sentence.
    pub what: String,
    /// Where, and why.
    pub details: Vec<String>,
}

impl Trouble {
    /// One that says all in its sentence.
    pub fn plain(what: String) -> Self {
        Trouble { what, details: Vec::new() }
    }
}

/// A notice above the page.
#[component]
pub fn TroubleNotice() -> impl IntoView {
    let classroom = Classroom::of_page();
    let told = move || {
        classroom.trouble.get().map(|trouble| {
            let more = trouble.details.len().saturating_sub(SHOWN);
            let more = (more > 0).then(|| view! { <li>{words::more_problems(more)}</li> });
            let details = trouble.details.into_iter().take(SHOWN);
            let details = details.map(|text| view! { <li><Line text /></li> }).collect_view();
            view! {
                <div class="notice">
                    <div>
                        <p>
                            <strong><Line text=trouble.what /></strong>
                            " "
                            {words::UNTOUCHED}
                        </p>
                        <ul class="details">{details} {more}</ul>
                    </div>
                    <button
                        type="button"
                        class="button small"
                        on:click=move |_| classroom.trouble.set(None)
                    >
                        {words::CLOSE}
                    </button>
                </div>
            }
        })
    };
    view! { <div role="alert">{told}</div> }.into_any()
}
