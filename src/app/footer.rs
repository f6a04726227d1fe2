//! The foot of the page.

use super::shortcuts::Keys;
use super::workspace::Workspace;
use crate::browser::page;
use leptos::prelude::*;

/// How long it took, and where the source is.
#[component]
pub fn Footer() -> impl IntoView {
    let workspace = Workspace::of_page();
    let took = move || {
        // Formatting a float costs more code than all of this file.
        let tenths = (workspace.analysed.read().took * 10.0) as u32;
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    view! {
        <footer class="foot">
            <p>"Analysed in " {took} " ms in your browser. Nothing leaves it."</p>
            <p>
                <kbd>"F8"</kbd>
                " next finding · "
                <Keys />
                {page::repository().map(|address| {
                    view! {
                        " · "
                        <a href=address target="_blank" rel="noreferrer">
                            "Source"
                        </a>
                    }
                })}
            </p>
        </footer>
    }
}
