//! Sheets for a class: what a lesson asks for, on paper, without what gives it away.

use super::classroom::{Classroom, Sheets};
use crate::app::prose::{Line, Prose};
use crate::app::words::lesson as words;
use crate::browser::{page, print};
use leptos::prelude::*;
use lesson::{Lesson, Quiz};

/// The sheets, as long as they are about to be printed.
#[component]
pub fn Handout() -> impl IntoView {
    let classroom = Classroom::of_page();
    print::watch(move |prints| {
        if !prints {
            classroom.sheets.set(None);
        }
    });
    Effect::new(move || {
        page::set_root("data-handout", classroom.sheets.read().is_some().then_some(""));
    });
    let sheets = move || {
        let (sheets, now) = (classroom.sheets.get()?, classroom.now.get()?);
        let lessons = now.course.lessons.iter().enumerate();
        let wanted = lessons.filter(|(at, _)| sheets == Sheets::Course || *at == now.at);
        let wanted = wanted.map(|(at, lesson)| sheet(at + 1, lesson)).collect_view();
        Some(view! {
            <p class="title">{now.course.title.clone()}</p>
            {wanted}
        })
    };
    view! { <div class="handout">{sheets}</div> }.into_any()
}

fn sheet(number: usize, lesson: &Lesson) -> AnyView {
    let goals = lesson.goals.iter().map(|goal| goal.says.clone());
    let goals = goals.map(|text| view! { <li><Line text /></li> }).collect_view();
    view! {
        <article>
            <h2>
                <Line text=words::numbered(number, &lesson.title) />
            </h2>
            <Prose text=lesson.story.clone() />
            <h3>{words::TASK}</h3>
            <Prose text=lesson.task.clone() />
            <h3>{words::GOALS}</h3>
            <ul class="boxes">{goals}</ul>
            <h3>{words::TO_BEGIN_WITH}</h3>
            <pre>{lesson.start.clone()}</pre>
            {lesson.quiz.as_ref().map(question)}
        </article>
    }
    .into_any()
}

fn question(quiz: &Quiz) -> AnyView {
    let choices =
        quiz.choices.iter().map(|choice| view! { <li><code>{choice.clone()}</code></li> });
    view! {
        <h3>{words::QUESTION}</h3>
        <Prose text=quiz.question.clone() />
        <ul class="boxes">{choices.collect_view()}</ul>
    }
    .into_any()
}
