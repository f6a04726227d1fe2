//! Hints, one at a time, and the solution behind the last.

use super::classroom::{Classroom, Now};
use crate::app::prose::Line;
use crate::app::words::lesson as words;
use crate::browser::page;
use leptos::prelude::*;

/// The hints that were asked for.
#[component]
pub fn Hints(
    /// The lesson.
    now: Now,
) -> impl IntoView {
    let classroom = Classroom::of_page();
    let shown = move || {
        let shown = if classroom.no_hints.get() { 0 } else { classroom.hints.get() };
        let hints = now.lesson().hints.iter().take(shown).cloned().enumerate();
        (shown > 0).then(|| {
            view! {
                <h3>{words::HINTS}</h3>
                <ol>{hints.map(|(at, text)| view! { <li id=id(at)><Line text /></li> }).collect_view()}</ol>
            }
        })
    };
    view! { <div class="hints" role="status">{shown}</div> }.into_any()
}

/// The button for the next hint, or for the solution when all hints are shown.
#[component]
pub fn HintButton(
    /// The lesson.
    now: Now,
) -> impl IntoView {
    let classroom = Classroom::of_page();
    let all = now.lesson().hints.len();
    let label = move || match classroom.hints.get() {
        0 => words::A_HINT.to_owned(),
        shown if shown < all => words::another_hint(shown + 1, all),
        _ => words::SOLUTION.to_owned(),
    };
    let press = move |_| match classroom.hints.get_untracked() {
        shown if shown < all => {
            classroom.hints.set(shown + 1);
            page::reveal_soon(id(shown));
        }
        _ => classroom.solve(),
    };
    view! {
        <Show when=move || !classroom.no_hints.get()>
            <button type="button" class="button small" on:click=press>
                {label}
            </button>
        </Show>
    }
    .into_any()
}

/// The hint at this place, from 0, in the document.
fn id(at: usize) -> String {
    format!("hint-{at}")
}
