//! What comes when a lesson is solved: a line, what was learnt, where to read on.

use super::classroom::{Classroom, Now};
use crate::app::prose::Line;
use crate::app::words::lesson as words;
use crate::app::workspace::Tab;
use leptos::prelude::*;

/// The end of a lesson; nothing before.
#[component]
pub fn Solved(
    /// The lesson.
    now: Now,
) -> impl IntoView {
    let classroom = Classroom::of_page();
    let id = now.lesson().id.clone();
    let ended = Memo::new(move |_| classroom.was_solved(&id) || classroom.is_met());
    let body = move || ended.get().then(|| body(classroom, &now));
    view! { <div class="solved">{body}</div> }.into_any()
}

fn body(classroom: Classroom, now: &Now) -> AnyView {
    let lesson = now.lesson();
    let goals = lesson.goals.len();
    let line = move || {
        classroom.is_met().then(|| view! { <p class="cheer">{words::celebration(goals)}</p> })
    };
    let learnt = lesson.learnt.iter().cloned();
    let learnt = learnt.map(|text| view! { <li><Line text /></li> }).collect_view();
    let section = lesson.guide;
    let read_on = move |_| {
        classroom.workspace.section.set(Some(section));
        classroom.workspace.tab.set(Tab::Guide);
    };
    let last = now.at + 1 == now.course.lessons.len();
    view! {
        {line}
        <h3>{words::LEARNT}</h3>
        <ul>{learnt}</ul>
        <button type="button" class="link" on:click=read_on>
            {words::guide(section.title())}
        </button>
        {last.then(|| view! { <p>{words::THE_END}</p> })}
    }
    .into_any()
}
