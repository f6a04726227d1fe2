//! The sheet with all lessons, the reader's progress, and other courses.

use super::classroom::{Classroom, Origin, Sheets};
use super::file_field::FileField;
use super::link::Link;
use super::opening;
use crate::app::prose::Line;
use crate::app::sheet::Sheet;
use crate::app::words::{header, lesson as words};
use crate::browser::download;
use leptos::prelude::*;

const MIME: &str = "application/json";

/// The button that says where one is, and the sheet that it opens.
#[component]
pub fn CourseSheet() -> impl IntoView {
    let classroom = Classroom::of_page();
    let place = move || {
        let now = classroom.now.get();
        now.map(|now| words::place(now.at + 1, now.course.lessons.len()))
    };
    let title = move || classroom.now.get().map(|now| now.course.title.clone());
    let solved = move || {
        let (now, record) = (classroom.now.get(), classroom.record.read());
        now.map(|now| words::solved(record.progress.count(&now.course)))
    };
    view! {
        <button type="button" class="button small" popovertarget="course">
            {place}
        </button>
        <span class="counted">{solved}</span>
        <Sheet id="course" class="sheet course" label=header::LESSONS>
            <h2>{title}</h2>
            <Lessons />
            <ProgressTools />
            <CourseTools />
        </Sheet>
    }
    .into_any()
}

/// All lessons, with a mark at those that are solved.
#[component]
fn Lessons() -> impl IntoView {
    let classroom = Classroom::of_page();
    let row = move |at: usize, id: String, title: &str| {
        let here = move || classroom.now.read().as_ref().is_some_and(|now| now.at == at);
        let solved = Memo::new(move |_| classroom.was_solved(&id));
        view! {
            <li data-solved=move || solved.get().then_some("")>
                <button
                    type="button"
                    popovertarget="course"
                    popovertargetaction="hide"
                    aria-current=move || here().then_some("step")
                    on:click=move |_| classroom.go(at)
                >
                    <Line text=words::numbered(at + 1, title) />
                    {move || {
                        solved.get().then(|| view! { <span class="unseen">{words::SOLVED}</span> })
                    }}
                </button>
            </li>
        }
    };
    let rows = move || {
        classroom.course.get().map(|(course, _)| {
            let lessons = course.lessons.iter().enumerate();
            lessons.map(|(at, one)| row(at, one.id.clone(), &one.title)).collect_view()
        })
    };
    view! { <ol>{rows}</ol> }.into_any()
}

/// Progress, as a file and from one.
#[component]
fn ProgressTools() -> impl IntoView {
    let classroom = Classroom::of_page();
    let told = RwSignal::new(String::new());
    let save = move |_| {
        let json = classroom.record.read_untracked().progress.json();
        let saved = download::save(&json, words::EXPORT_NAME, MIME);
        told.set(if saved { String::new() } else { words::NOT_SAVED.to_owned() });
    };
    let take = Callback::new(move |json: String| {
        let count = |course: &_| classroom.record.read_untracked().progress.count(course);
        let read = opening::take_progress(classroom, &json);
        let course = classroom.course.get_untracked().filter(|_| read);
        told.set(course.map_or_else(String::new, |(course, _)| words::imported(count(&course))));
    });
    view! {
        <section>
            <h3>{words::PROGRESS}</h3>
            <p>{words::PROGRESS_ABOUT}</p>
            <p class="buttons">
                <button type="button" class="button small" on:click=save>
                    {words::EXPORT}
                </button>
                <FileField label=words::IMPORT take />
                <span role="status">{move || told.get()}</span>
            </p>
        </section>
    }
    .into_any()
}

/// The course on paper, and other courses.
#[component]
fn CourseTools() -> impl IntoView {
    let classroom = Classroom::of_page();
    let take = Callback::new(move |json: String| {
        opening::take(classroom, &json, Origin::File, Link::default());
    });
    let foreign = move || classroom.course.get().is_some_and(|(_, from)| from == Origin::File);
    view! {
        <section>
            <h3>{words::COURSE}</h3>
            <Show when=foreign>
                <p>{words::FROM_FILE}</p>
            </Show>
            <p class="buttons">
                <button
                    type="button"
                    class="button small"
                    on:click=move |_| classroom.print(Sheets::Lesson)
                >
                    {words::PRINT_LESSON}
                </button>
                <button
                    type="button"
                    class="button small"
                    on:click=move |_| classroom.print(Sheets::Course)
                >
                    {words::PRINT_COURSE}
                </button>
                <FileField label=words::OPEN take />
                <Show when=foreign>
                    <button
                        type="button"
                        class="button small"
                        on:click=move |_| opening::fetch(classroom, Link::default())
                    >
                        {words::OURS}
                    </button>
                </Show>
            </p>
        </section>
    }
    .into_any()
}
