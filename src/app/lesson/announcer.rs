//! Tells screen readers when goals become met.

use super::classroom::Classroom;
use crate::app::course::Seat;
use crate::app::words::lesson as words;
use leptos::prelude::*;
use lesson::Reached;

/// What was told last, and of what.
#[derive(Clone, PartialEq)]
struct Heard {
    seat: Option<Seat>,
    met: Vec<bool>,
    told: String,
}

/// A live region that nobody sees.
#[component]
pub fn Announcer() -> impl IntoView {
    let classroom = Classroom::of_page();
    let heard = Memo::new(move |before: Option<&Heard>| hear(classroom, before));
    view! {
        <p class="unseen" role="status" aria-live="polite">
            {move || heard.read().told.clone()}
        </p>
    }
}

fn hear(classroom: Classroom, before: Option<&Heard>) -> Heard {
    let seat = classroom.seat.get();
    let met: Vec<bool> = classroom.reached.read().iter().map(|one| *one == Reached::Met).collect();
    let before = before.filter(|before| before.seat == seat && before.met.len() == met.len());
    let told = match (before, classroom.now.get()) {
        (Some(before), Some(now)) if before.met != met => {
            let goals = now.lesson().goals.iter().zip(met.iter().zip(&before.met));
            let new = goals.filter(|(_, (now, before))| **now && !**before);
            let new: Vec<&str> = new.map(|(goal, _)| goal.says.as_str()).collect();
            match new.is_empty() {
                true => String::new(),
                false => words::became_met(&new, met.iter().all(|met| *met)),
            }
        }
        (Some(before), _) => before.told.clone(),
        (None, _) => String::new(),
    };
    Heard { seat, met, told }
}
