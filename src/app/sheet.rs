//! A sheet: what a button opens over the page (`popovertarget`). It holds something only while it is open.

use crate::browser::page;
use leptos::prelude::*;

/// A sheet, for the button that names its `id`.
#[component]
pub fn Sheet(
    /// Its id.
    id: &'static str,
    /// Its classes.
    #[prop(default = "sheet")]
    class: &'static str,
    /// What it is, for those who don't see its head.
    label: &'static str,
    /// Whether it takes the focus itself, so that keys scroll it: for a sheet that holds no button.
    #[prop(optional)]
    scrolls: bool,
    /// What it holds; made anew each time.
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    // When it closes, what has the focus has to be there still: the browser gives it back to the button.
    let before = move |_: leptos::ev::Event| {
        if !page::is_open(id) {
            open.set(true);
        }
    };
    let after = move |_| {
        if !page::is_open(id) {
            open.set(false);
        }
    };
    view! {
        <div
            id=id
            class=class
            popover="auto"
            tabindex=scrolls.then_some("0")
            role="dialog"
            aria-label=label
            on:beforetoggle=before
            on:toggle=after
        >
            {move || open.get().then(|| children())}
        </div>
    }
    .into_any()
}
