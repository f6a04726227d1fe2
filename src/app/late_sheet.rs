//! A sheet whose content is a part of the page by itself.

use super::sheet::Sheet;
use crate::browser::page;
use leptos::prelude::*;

/// A button, and the sheet that it opens. What the sheet holds is fetched as soon as somebody comes near
/// the button.
#[component]
pub fn LateSheet(
    /// The sheet's id.
    id: &'static str,
    /// Its classes.
    #[prop(default = "sheet")]
    class: &'static str,
    /// Its title.
    title: &'static str,
    /// Whether its title takes the focus.
    #[prop(optional)]
    starts_at_title: bool,
    /// Whether it takes the focus itself, so that keys scroll it.
    #[prop(optional)]
    scrolls: bool,
    /// What the button says.
    button: &'static str,
    /// The button's id.
    #[prop(optional)]
    button_id: Option<&'static str>,
    /// Whether the button looks like a link.
    #[prop(optional)]
    as_link: bool,
    /// Fetches the part.
    near: fn(),
    /// What the sheet holds: the part.
    part: fn() -> AnyView,
) -> impl IntoView {
    let heading = starts_at_title.then(|| format!("{id}-title"));
    let first = heading.clone();
    let press = move |_| {
        if let Some(first) = first.clone() {
            page::focus_soon(first);
        }
    };
    view! {
        <button
            type="button"
            class:button=!as_link
            class:link=as_link
            id=button_id
            popovertarget=id
            on:focus=move |_| near()
            on:pointerenter=move |_| near()
            on:click=press
        >
            {button}
        </button>
        <Sheet id class label=title scrolls>
            <h2 id=heading.clone() tabindex=starts_at_title.then_some("-1")>
                {title}
            </h2>
            {part()}
        </Sheet>
    }
    .into_any()
}
