//! The head of the page.

use super::examples::Examples;
use super::share::Share;
use super::theme::ThemeToggle;
use leptos::prelude::*;

/// Word mark, promise, examples and theme.
#[component]
pub fn Header() -> impl IntoView {
    view! {
        <header class="head">
            <h1 class="mark" aria-label="Unroot">
                <span aria-hidden="true">"un"<s>"root"</s></span>
            </h1>
            <p class="tagline">"Who runs your container? Nothing leaves this page."</p>
            <nav class="tools" aria-label="Tools">
                <Examples />
                <Share />
                <ThemeToggle />
            </nav>
        </header>
    }
}
