//! The state of the course. Goals and progress are derived from it and from where the reader sits.

use super::trouble::Trouble;
use crate::app::course::{self, Own, Seat};
use crate::app::workspace::Workspace;
use crate::browser::storage::{self, Slot};
use leptos::prelude::*;
use lesson::{Course, Lesson, Progress, Reached};
use std::sync::Arc;

/// Where a course came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is the one that the address leads to.
    Address,
    /// It was opened from a file; no address leads to it.
    File,
}

/// A lesson in its course.
#[derive(Clone)]
pub struct Now {
    /// The course.
    pub course: Arc<Course>,
    /// The lesson's place, from 0.
    pub at: usize,
}

/// Progress, and after how many acts it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    acts: u32,
    /// How far the reader has come.
    pub progress: Progress,
}

/// What a projector shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The panel with the lesson.
    Lesson,
    /// The Dockerfile.
    Code,
}

/// What is printed instead of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheets {
    /// The lesson that is open.
    Lesson,
    /// All of them.
    Course,
}

/// The state of the course; cheap to copy, found in the context.
#[derive(Clone, Copy)]
pub struct Classroom {
    /// The page that it is in.
    pub workspace: Workspace,
    /// The course, once it has come, and from where.
    pub course: RwSignal<Option<(Arc<Course>, Origin)>>,
    /// Where the reader sits; nowhere outside of the course.
    pub seat: RwSignal<Option<Seat>>,
    /// What is the reader's own.
    pub own: RwSignal<Own>,
    /// Progress as the last act left it.
    pub settled: RwSignal<Record>,
    /// Progress with what happened since.
    pub record: Memo<Record>,
    /// The lesson that is open.
    pub now: Memo<Option<Now>>,
    /// What became of its goals.
    pub reached: Memo<Vec<Reached>>,
    /// How many hints are shown.
    pub hints: RwSignal<usize>,
    /// Whether there are none, as the link said.
    pub no_hints: RwSignal<bool>,
    /// What a projector shows, if there is one.
    pub projector: RwSignal<Option<Pane>>,
    /// What is about to be printed.
    pub sheets: RwSignal<Option<Sheets>>,
    /// What went wrong.
    pub trouble: RwSignal<Option<Trouble>>,
}

impl Classroom {
    /// Without a course yet.
    pub fn new(workspace: Workspace, course::Course { seat, own, .. }: course::Course) -> Self {
        let course = RwSignal::new(None::<(Arc<Course>, Origin)>);
        let settled = RwSignal::new(Record::default());
        let now = Memo::new(move |_| {
            let (course, _) = course.get()?;
            let at = seat.get()?.lesson;
            (at < course.lessons.len()).then_some(Now { course, at })
        });
        let reached = Memo::new(move |_| {
            let now = now.get();
            now.map_or_else(Vec::new, |now| now.lesson().check(&workspace.begun.read().analysis))
        });
        let record = Memo::new(move |before: Option<&Record>| {
            let record = settled.with(|settled| {
                before.filter(|before| before.acts == settled.acts).unwrap_or(settled).clone()
            });
            derive(record, seat.get(), now.get(), &workspace.source.read(), &reached.read())
        });
        Classroom {
            workspace,
            course,
            seat,
            own,
            settled,
            record,
            now,
            reached,
            hints: RwSignal::new(0),
            no_hints: RwSignal::new(false),
            projector: RwSignal::new(None),
            sheets: RwSignal::new(None),
            trouble: RwSignal::new(None),
        }
    }

    /// The one of the page.
    pub fn of_page() -> Self {
        expect_context()
    }

    /// Whether all goals are met as it is; tracked.
    pub fn is_met(&self) -> bool {
        let reached = self.reached.read();
        !reached.is_empty() && reached.iter().all(|one| *one == Reached::Met)
    }

    /// How many goals are met; tracked.
    pub fn count(&self) -> usize {
        self.reached.read().iter().filter(|one| **one == Reached::Met).count()
    }

    /// Whether the lesson `id` was solved; tracked.
    pub fn was_solved(&self, id: &str) -> bool {
        self.record.read().progress.is_solved(id)
    }

    /// Writes progress down from now on, in this browser.
    pub fn keep(self) {
        Effect::new(move || {
            self.record.track();
            if self.seat.read().is_some() {
                self.put_away();
            }
        });
    }

    /// Writes progress down as it is now, together with what other tabs wrote meanwhile: that
    /// counts here as well.
    pub(super) fn put_away(self) -> Progress {
        let ours = self.record.get_untracked().progress;
        let mut progress = ours.clone();
        let kept = storage::read(Slot::Progress(ours.course()));
        if let Some(kept) = kept.and_then(|kept| Progress::read(&kept).ok()) {
            let now = self.now.get_untracked();
            let now = now.filter(|_| self.seat.get_untracked().is_some_and(|seat| !seat.free));
            progress.catch_up(kept, now.as_ref().map(|now| now.lesson().id.as_str()));
        }
        write(&progress);
        if progress != ours {
            self.settle(progress.clone());
        }
        progress
    }

    /// Makes `progress` what all that happens next adds to.
    pub(super) fn settle(self, progress: Progress) {
        self.settled.update(|record| {
            record.acts += 1;
            record.progress = progress;
        });
    }
}

/// Keeps `progress` for the next visit.
pub(super) fn write(progress: &Progress) {
    storage::write(Slot::Progress(progress.course()), Some(&progress.json()));
}

/// What `record` becomes with this text in the editor: it is kept, and a lesson that was solved
/// once stays so.
fn derive(
    mut record: Record,
    seat: Option<Seat>,
    now: Option<Now>,
    text: &str,
    reached: &[Reached],
) -> Record {
    let (Some(Seat { free: false, .. }), Some(now)) = (seat, now) else { return record };
    let id = &now.lesson().id;
    record.progress.keep(id, text);
    if !reached.is_empty() && reached.iter().all(|one| *one == Reached::Met) {
        record.progress.solve(id);
    }
    record
}

impl Now {
    /// The lesson.
    pub fn lesson(&self) -> &Lesson {
        &self.course.lessons[self.at]
    }
}

impl PartialEq for Now {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.course, &other.course) && self.at == other.at
    }
}
