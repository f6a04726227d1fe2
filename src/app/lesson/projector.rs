//! Projector mode: one pane, in letters for the last row.

use super::classroom::{Classroom, Pane};
use crate::app::words::lesson as words;
use crate::browser::page;
use leptos::prelude::*;

/// The bar that chooses the pane; there in projector mode only.
#[component]
pub fn ProjectorBar() -> impl IntoView {
    let classroom = Classroom::of_page();
    Effect::new(move || {
        let pane = classroom.projector.get().map(|pane| match pane {
            Pane::Lesson => "lesson",
            Pane::Code => "code",
        });
        page::set_root("data-projector", pane);
    });
    let button = move |pane: Pane, label: &'static str| {
        let shown = move || classroom.projector.get() == Some(pane);
        view! {
            <button
                type="button"
                class="button"
                aria-pressed=move || if shown() { "true" } else { "false" }
                on:click=move |_| classroom.project(Some(pane))
            >
                {label}
            </button>
        }
    };
    view! {
        <Show when=move || classroom.projector.read().is_some()>
            <div class="panes" role="group" aria-label=words::PANES>
                {button(Pane::Lesson, words::PANE_LESSON)}
                {button(Pane::Code, words::PANE_CODE)}
                <button type="button" class="quiet" on:click=move |_| classroom.project(None)>
                    {words::NO_PROJECTOR}
                </button>
            </div>
        </Show>
    }
    .into_any()
}
