//! The goals of a lesson, and what became of them.

use super::classroom::{Classroom, Now};
use crate::app::prose::Line;
use crate::app::words::lesson as words;
use leptos::prelude::*;
use lesson::Reached;

/// All goals, each with its mark, and why it is missed.
#[component]
pub fn Goals(
    /// The lesson.
    now: Now,
) -> impl IntoView {
    let goals = now.lesson().goals.iter().enumerate();
    let goals = goals.map(|(at, goal)| view! { <Row at says=goal.says.clone() /> }).collect_view();
    view! {
        <section class="goals" aria-labelledby="goals-title">
            <h3 id="goals-title">{words::GOALS}</h3>
            <ul>{goals}</ul>
        </section>
    }
    .into_any()
}

/// One goal.
#[component]
fn Row(
    /// Its place, from 0.
    at: usize,
    /// What it says.
    says: String,
) -> impl IntoView {
    let classroom = Classroom::of_page();
    let reached = Memo::new(move |_| classroom.reached.read().get(at).cloned());
    let told = move || {
        reached.with(|reached| match reached {
            Some(Reached::Met) => ("met", words::MET, None),
            Some(Reached::Missed(why)) => ("missed", words::MISSED, Some(why.clone())),
            Some(Reached::Unknown(why)) => ("unknown", words::UNKNOWN, Some(why.clone())),
            None => ("missed", words::MISSED, None),
        })
    };
    let why = move || told().2.map(|text| view! { <p><Line text /></p> });
    view! {
        <li data-reached=move || told().0>
            <div>
                <span class="unseen">{move || told().1}</span>
                " "
                <Line text=says />
            </div>
            {why}
        </li>
    }
}

/// How many are met, for the tab.
#[component]
pub fn GoalCount() -> impl IntoView {
    let classroom = Classroom::of_page();
    let all = move || classroom.reached.read().len();
    view! {
        <span class="count" data-met=move || classroom.is_met().then_some("")>
            <span aria-hidden="true">{move || words::met(classroom.count(), all())}</span>
            <span class="unseen">{move || words::met_aloud(classroom.count(), all())}</span>
        </span>
    }
}
