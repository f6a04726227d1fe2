//! What runs the image.

use crate::app::words;
use crate::app::workspace::Workspace;
use leptos::prelude::*;
use unroot::advice::Form;

/// One button for each engine, of which one is pressed in.
#[component]
pub fn Forms() -> impl IntoView {
    let workspace = Workspace::of_page();
    let radio = move |form: Form| {
        view! {
            <label>
                <input
                    type="radio"
                    name="run-form"
                    prop:checked=move || workspace.form.get() == form
                    on:change=move |_| workspace.form.set(form)
                />
                <span>{form.name()}</span>
            </label>
        }
    };
    view! {
        <div class="segments" role="radiogroup" aria-label=words::run::WHAT_RUNS_IT>
            {Form::ALL.map(radio).collect_view()}
        </div>
    }
}
