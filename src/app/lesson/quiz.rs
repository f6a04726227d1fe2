//! The question at the end of a lesson. Nobody wrote the answer down: the simulation gives it.

use super::classroom::{Classroom, Now};
use crate::app::prose::{Line, Prose};
use crate::app::words::lesson as words;
use leptos::prelude::*;
use lesson::{Lesson, Quiz};
use unroot::Prover;
use unroot::model::Assumptions;

/// The question, its choices, and whether the chosen one is right.
#[component]
pub fn QuizCard(
    /// The lesson.
    now: Now,
    /// The question.
    quiz: Quiz,
) -> impl IntoView {
    let classroom = Classroom::of_page();
    let chosen = RwSignal::new(None::<usize>);
    let told = RwSignal::new(None::<Result<String, String>>);
    let choices = quiz.choices.iter().enumerate().map(|(at, choice)| {
        view! {
            <label>
                <input
                    type="radio"
                    name="quiz"
                    on:change=move |_| {
                        chosen.set(Some(at));
                        told.set(None);
                    }
                />
                <code>{choice.clone()}</code>
            </label>
        }
    });
    let choices = choices.collect_view();
    let question = quiz.question.clone();
    let check = move |_| {
        let right = answer(classroom, now.lesson(), &quiz);
        told.set(Some(match (chosen.get_untracked(), right) {
            (Some(chosen), Some(right)) if chosen == right => Ok(words::RIGHT.to_owned()),
            (Some(chosen), Some(right)) => {
                Err(words::wrong(&quiz.choices[chosen], &quiz.choices[right]))
            }
            _ => Err(words::CHOOSE.to_owned()),
        }));
    };
    let mark = move || told.with(|told| told.as_ref().map(|told| told.is_ok().to_string()));
    let text = Signal::derive(move || {
        told.get().map_or_else(String::new, |told| told.unwrap_or_else(|no| no))
    });
    view! {
        <div class="quiz">
            <div role="radiogroup" aria-labelledby="quiz-question">
                <div id="quiz-question">
                    <Prose text=question />
                </div>
                {choices}
            </div>
            <p class="buttons">
                <button type="button" class="button small" on:click=check>
                    {words::CHECK}
                </button>
                <span role="status" data-right=mark>
                    <Line text />
                </span>
            </p>
        </div>
    }
    .into_any()
}

/// The right choice: by the reader's text once it solves the lesson, until then by the solution.
fn answer(classroom: Classroom, lesson: &Lesson, quiz: &Quiz) -> Option<usize> {
    let met = untrack(|| classroom.is_met());
    let own = met.then(|| quiz.right(&classroom.workspace.begun.read_untracked().analysis));
    let ours = || Prover::new(&lesson.solution, &Assumptions::default()).so_far();
    own.flatten().or_else(|| quiz.right(&ours()))
}
