//! Where courses and progress come from, and what is told when they can't be read.

use super::classroom::{Classroom, Origin};
use super::link::{Link, is_beside};
use super::trouble::Trouble;
use crate::app::words::lesson as words;
use crate::browser::storage::{self, Slot};
use crate::browser::{address, texts};
use dockerfile::file::Refused;
use leptos::prelude::*;
use lesson::{Progress, course};
use std::sync::Arc;

/// The page's own course.
const OURS: &str = "course.json";

/// Fetches the course that the address names, else the page's own, and goes where `link` leads.
pub fn fetch(classroom: Classroom, link: Link) {
    match address::query("course") {
        Some(path) if !is_beside(&path) => {
            classroom.trouble.set(Some(Trouble::plain(words::elsewhere(&path))));
        }
        path => fetch_from(classroom, path.unwrap_or_else(|| OURS.to_owned()), link),
    }
}

fn fetch_from(classroom: Classroom, path: String, link: Link) {
    texts::fetch(&path.clone(), move |json| match json {
        Some(json) => {
            take(classroom, &json, Origin::Address, link);
        }
        None => classroom.trouble.set(Some(Trouble::plain(words::lost(&path)))),
    });
}

/// Opens the course in `json`; whether it is one. Else all stays as it is, and that is told.
pub fn take(classroom: Classroom, json: &str, origin: Origin, link: Link) -> bool {
    let course = match course(json) {
        Ok(course) => course,
        Err(problems) => {
            let details = problems.iter().map(ToString::to_string).collect();
            let trouble = Trouble { what: words::DAMAGED_COURSE.to_owned(), details };
            classroom.trouble.set(Some(trouble));
            return false;
        }
    };
    // Somebody may sit in another course, whose text is put away first.
    classroom.leave();
    let kept = storage::read(Slot::Progress(&course.title));
    let kept = kept.map(|kept| Progress::read(&kept)).transpose();
    let trouble = kept.as_ref().err().map(|problem| Trouble {
        what: words::DAMAGED_KEPT.to_owned(),
        details: vec![problem.to_string()],
    });
    classroom.trouble.set(trouble);
    classroom.settle(kept.ok().flatten().unwrap_or_else(|| Progress::of(&course.title)));
    classroom.course.set(Some((Arc::new(course), origin)));
    classroom.follow(link);
    true
}

/// Reads progress in the open course, and adds it; whether that could be done. Else all stays as it
/// is, and that is told.
pub fn take_progress(classroom: Classroom, json: &str) -> bool {
    let ours = classroom.record.get_untracked().progress;
    let theirs = Progress::read(json).map_err(|problem| problem.to_string());
    let theirs = theirs.and_then(|theirs| match theirs.course() == ours.course() {
        true => Ok(theirs),
        false => Err(words::of_another(theirs.course(), ours.course())),
    });
    match theirs {
        Ok(theirs) => {
            classroom.trouble.set(None);
            classroom.merge(&theirs);
            true
        }
        Err(why) => {
            let what = words::DAMAGED_PROGRESS.to_owned();
            classroom.trouble.set(Some(Trouble { what, details: vec![why] }));
            false
        }
    }
}

/// Tells that a file has no text for us.
pub fn refuse(classroom: Classroom, why: Refused) {
    classroom.trouble.set(Some(Trouble::plain(words::refused(why).to_owned())));
}

/// Tells that the course has no such lesson.
pub fn no_lesson(classroom: Classroom, id: &str, course: &str) {
    classroom.trouble.set(Some(Trouble::plain(words::no_lesson(id, course))));
}
