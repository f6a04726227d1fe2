//! A labelled menu.

use leptos::prelude::*;

/// A `<select>` with its label.
#[component]
pub fn Menu(
    /// Its id.
    id: &'static str,
    /// What it sets.
    label: &'static str,
    /// Value and words of each entry.
    #[prop(into)]
    entries: Signal<Vec<(String, String)>>,
    /// The value that holds.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the value that is chosen.
    #[prop(into)]
    choose: Callback<String>,
) -> impl IntoView {
    let options = move || {
        let chosen = value.get();
        let option = |(value, words): (String, String)| {
            let selected = value == chosen;
            view! {
                <option value=value selected=selected>
                    {words}
                </option>
            }
        };
        entries.get().into_iter().map(option).collect_view()
    };
    view! {
        <label class="field">
            <span>{label}</span>
            <select id=id on:change=move |event| choose.run(event_target_value(&event))>{options}</select>
        </label>
    }
    .into_any()
}
