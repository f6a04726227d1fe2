//! The way into the course.

use super::acts::OPENER;
use super::classroom::Classroom;
use super::link::Link;
use crate::app::words::lesson as words;
use leptos::prelude::*;

/// The button in the head of the page.
#[component]
pub fn OpenCourse() -> impl IntoView {
    let classroom = Classroom::of_page();
    let open = move |_| match classroom.seat.get_untracked() {
        Some(_) => classroom.show(),
        None => classroom.open(Link::default()),
    };
    view! {
        <button type="button" class="button" id=OPENER on:click=open>
            {words::LESSONS}
        </button>
    }
}
