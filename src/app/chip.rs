//! A chip: a short answer that opens.

use super::sheet::Sheet;
use leptos::prelude::*;

/// A button with an answer, and the sheet that it opens.
#[component]
pub fn Chip(
    /// The sheet's id.
    id: &'static str,
    /// `good`, `bad`, `unknown`, or nothing for a mere setting.
    #[prop(into)]
    mark: Signal<&'static str>,
    /// What it is about.
    #[prop(into)]
    label: Signal<String>,
    /// What holds.
    #[prop(into)]
    value: Signal<String>,
    /// What the sheet is, for those who don't see its head.
    title: &'static str,
    /// What the sheet holds.
    children: ChildrenFn,
) -> impl IntoView {
    view! {
        <button type="button" class="chip" popovertarget=id data-mark=move || mark.get()>
            <span>{move || label.get()}</span>
            " "
            <b>{move || value.get()}</b>
        </button>
        <Sheet id label=title scrolls=true children />
    }
    .into_any()
}
