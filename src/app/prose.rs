//! Our own texts, which are a little Markdown.

use leptos::prelude::*;
use unroot::guide::html;

/// A line of text with `code` in it.
#[component]
pub fn Line(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! { <span inner_html=move || text.with(|text| html::inline(text))></span> }
}

/// Paragraphs, lists and code.
#[component]
pub fn Prose(
    /// The Markdown.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! { <div class="prose" inner_html=move || text.with(|text| html::html(text))></div> }
}
