//! The head of the page.

use super::course::OpenCourse;
use super::examples::Examples;
use super::export::Export;
use super::open::Open;
use super::share::Share;
use super::theme::ThemeToggle;
use super::words;
use leptos::prelude::*;

/// Word mark, promise, what brings a text and takes it away, and the theme.
#[component]
pub fn Header() -> impl IntoView {
    view! {
        <header class="head">
            <Mark />
            <p class="tagline">{words::header::TAGLINE}</p>
            <nav class="tools" aria-label=words::header::TOOLS>
                <OpenCourse />
                <Examples />
                <Open />
                <Share />
                <Export />
            </nav>
            <ThemeToggle />
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
