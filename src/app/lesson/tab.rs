//! The lesson, beside the editor.

use super::classroom::{Classroom, Now, Pane};
use super::goals::Goals;
use super::hints::{HintButton, Hints};
use super::list::CourseSheet;
use super::quiz::QuizCard;
use super::solved::Solved;
use crate::app::course::TITLE;
use crate::app::prose::{Line, Prose};
use crate::app::words::lesson as words;
use leptos::prelude::*;

/// The open lesson, and the ways to the others.
#[component]
pub fn LessonTab() -> impl IntoView {
    let classroom = Classroom::of_page();
    let lesson = move || classroom.now.get().map(|now| view! { <LessonPage now /> });
    let projected = move || classroom.projector.read().is_some();
    let project = move |_| {
        classroom.project((!untrack(projected)).then_some(Pane::Lesson));
    };
    view! {
        <div class="lesson">
            <div class="course-bar">
                <CourseSheet />
                <button
                    type="button"
                    class="button small"
                    aria-pressed=move || if projected() { "true" } else { "false" }
                    on:click=project
                >
                    {words::PROJECTOR}
                </button>
                <button type="button" class="quiet" on:click=move |_| classroom.leave()>
                    {words::LEAVE}
                </button>
            </div>
            {lesson}
        </div>
    }
    .into_any()
}

/// One lesson.
#[component]
fn LessonPage(
    /// The lesson.
    now: Now,
) -> impl IntoView {
    let classroom = Classroom::of_page();
    let free = move || classroom.seat.get().is_some_and(|seat| seat.free);
    let lesson = now.lesson();
    let quiz = lesson.quiz.clone().map(|quiz| {
        let now = now.clone();
        view! {
            <details>
                <summary>{words::QUESTION}</summary>
                <QuizCard now quiz />
            </details>
        }
    });
    view! {
        <article lang=now.course.language.clone()>
            <h2 id=TITLE tabindex="-1">
                <Line text=words::numbered(now.at + 1, &lesson.title) />
            </h2>
            <details class="story" open>
                <summary>{words::STORY}</summary>
                <Prose text=lesson.story.clone() />
            </details>
            <section class="task">
                <h3>{words::TASK}</h3>
                <Prose text=lesson.task.clone() />
            </section>
            <Goals now=now.clone() />
            <Hints now=now.clone() />
            <Solved now=now.clone() />
            {quiz}
            <label class="switch">
                <input
                    type="checkbox"
                    prop:checked=free
                    on:change=move |event| classroom.set_free(event_target_checked(&event))
                />
                {words::FREE}
            </label>
        </article>
        <Moves now />
    }
    .into_any()
}

/// What can be done in a lesson, and the ways to its neighbours.
#[component]
fn Moves(
    /// The lesson.
    now: Now,
) -> impl IntoView {
    let classroom = Classroom::of_page();
    let (at, last) = (now.at, now.course.lessons.len() - 1);
    let next_kind = move || match classroom.is_met() {
        true => "button small primary",
        false => "button small",
    };
    let free = move || classroom.seat.get().is_some_and(|seat| seat.free);
    view! {
        <div class="moves">
            <HintButton now />
            <button
                type="button"
                class="button small"
                disabled=free
                on:click=move |_| classroom.reset()
            >
                {words::RESET}
            </button>
            <span></span>
            <button
                type="button"
                class="button small"
                disabled=at == 0
                on:click=move |_| classroom.go(at - 1)
            >
                {words::PREVIOUS}
            </button>
            <button
                type="button"
                class=next_kind
                disabled=at == last
                on:click=move |_| classroom.go(at + 1)
            >
                {words::NEXT}
            </button>
        </div>
    }
    .into_any()
}
