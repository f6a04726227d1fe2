//! The foot of the page.

use super::shortcuts::{Keys, NEXT};
use super::words;
use super::workspace::Workspace;
use crate::browser::page;
use leptos::prelude::*;

/// How long it took, and where the source is.
#[component]
pub fn Footer() -> impl IntoView {
    let workspace = Workspace::of_page();
    // Formatting a float costs more code than all of this file.
    let took = move || words::footer::analyzed((workspace.shown.read().took * 10.0) as usize);
    view! {
        <footer class="foot">
            <p>
                {took} " " <span data-says="offline">{words::footer::OFFLINE}</span> " "
                <span data-says="elsewhere">{words::footer::ELSEWHERE}</span> " "
                <span data-says="unkept">{words::footer::UNKEPT}</span>
            </p>
            <p>
                <kbd>{NEXT}</kbd>
                " "
                {words::footer::NEXT_FINDING}
                " · "
                <Keys />
                {page::repository().map(|address| {
                    view! {
                        " · "
                        <a href=address target="_blank" rel="noreferrer">
                            {words::footer::SOURCE}
                        </a>
                    }
                })}
            </p>
        </footer>
    }
}
