//! What to do first, and what can't be told.

use crate::app::prose::Line;
use crate::app::words;
use crate::app::workspace::{Tab, Workspace};
use leptos::prelude::*;
use std::borrow::Cow;

/// What stands in the way; nothing where the way is free.
#[component]
pub fn First(
    /// It, gravest first.
    items: Vec<Cow<'static, str>>,
) -> impl IntoView {
    let workspace = Workspace::of_page();
    (!items.is_empty()).then(|| {
        view! {
            <section class="aside first" data-severity="warning">
                <h3>{words::run::FIRST}</h3>
                {list(items)}
                <button type="button" class="link" on:click=move |_| workspace.tab.set(Tab::Findings)>
                    {words::run::SEE_FINDINGS}
                </button>
            </section>
        }
    })
}

/// What is not known, and how to find out.
#[component]
pub fn Doubts(
    /// It.
    items: Vec<Cow<'static, str>>,
) -> impl IntoView {
    (!items.is_empty()).then(|| {
        view! {
            <section class="aside">
                <h3>{words::run::DOUBTS}</h3>
                {list(items)}
            </section>
        }
    })
}

fn list(items: Vec<Cow<'static, str>>) -> AnyView {
    let item = |text: Cow<'static, str>| view! { <li><Line text=text.into_owned() /></li> };
    view! { <ul>{items.into_iter().map(item).collect_view()}</ul> }.into_any()
}
