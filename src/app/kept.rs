//! What the browser keeps from one visit to the next.

use super::course::Course;
use super::workspace::Workspace;
use crate::browser::storage::{self, Slot};
use leptos::prelude::*;
use unroot::model::Assumptions;
use unroot::share::{assumptions_from, assumptions_text};

/// The text of the last visit.
pub fn text() -> Option<String> {
    storage::read(Slot::Text).filter(|text| !text.trim().is_empty())
}

/// What was assumed at the last visit.
pub fn assumptions() -> Assumptions {
    storage::read(Slot::Assumptions).map(|kept| assumptions_from(&kept)).unwrap_or_default()
}

/// Keeps the reader's own text and assumptions from now on, also while a lesson's are in the page.
pub fn keep(workspace: Workspace, course: Course) {
    Effect::new(move || match course.is_lessons_text() {
        true => course.own.with(|own| storage::write(Slot::Text, Some(&own.text))),
        false => workspace.source.with(|text| storage::write(Slot::Text, Some(text))),
    });
    Effect::new(move || {
        let text = match course.is_lessons_text() {
            true => course.own.with(|own| assumptions_text(&own.assumptions)),
            false => workspace.assumptions.with(assumptions_text),
        };
        storage::write(
            Slot::Assumptions,
            Some(&text).filter(|text| !text.is_empty()).map(|t| t.as_str()),
        );
    });
}
