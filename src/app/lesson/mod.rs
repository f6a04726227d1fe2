//! The course: lessons beside the editor, whose goals are judged while somebody writes.

mod acts;
mod announcer;
mod classroom;
mod file_field;
mod goals;
mod handout;
mod hints;
mod link;
mod list;
mod opening;
mod projector;
mod quiz;
mod solved;
mod tab;
mod trouble;

pub use link::Link;

use super::course::{Course, Offer};
use super::later::Missing;
use super::workspace::Workspace;
use classroom::Classroom;
use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

/// All of it, a part of the page by itself.
#[wasm_split(course, wasm_split_path = leptos::wasm_split, fallible)]
pub fn offer() -> Result<Offer, Missing> {
    Ok(Offer {
        enter,
        open: |link| Classroom::of_page().open(link),
        leave: || Classroom::of_page().leave(),
        tab: || view! { <tab::LessonTab /> }.into_any(),
        count: || view! { <goals::GoalCount /> }.into_any(),
        trouble: || view! { <trouble::TroubleNotice /> }.into_any(),
        projector: || view! { <projector::ProjectorBar /> }.into_any(),
        announcer: || view! { <announcer::Announcer /> }.into_any(),
        handout: || view! { <handout::Handout /> }.into_any(),
    })
}

fn enter() {
    let classroom = Classroom::new(Workspace::of_page(), Course::of_page());
    provide_context(classroom);
    classroom.keep();
}
