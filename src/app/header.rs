//! The head of the page.

use super::examples::Examples;
use super::share::Share;
use super::theme::ThemeToggle;
use super::words;
use leptos::prelude::*;

/// Word mark, promise, examples and theme.
#[component]
pub fn Header() -> impl IntoView {
    view! {
        <header class="head">
            <Mark />
            <p class="tagline">{words::header::TAGLINE}</p>
            <nav class="tools" aria-label=words::header::TOOLS>
                <Examples />
                <Share />
                <ThemeToggle />
            </nav>
        </header>
    }
}

/// The word mark.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <h1 class="mark" aria-label=words::header::NAME>
            <span aria-hidden="true">{words::header::MARK_KEPT}<s>{words::header::MARK_STRUCK}</s></span>
        </h1>
    }
}
