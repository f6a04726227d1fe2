//! What can be done in the course: the only places that change its state.

use super::classroom::{Classroom, Origin, Pane, Sheets, write};
use super::link::Link;
use super::opening;
use crate::app::course::{OPENER, Own, Seat, show};
use crate::app::workspace::Tab;
use crate::browser::{address, page, print};
use leptos::prelude::*;
use lesson::Progress;
use unroot::model::Assumptions;

impl Classroom {
    /// Opens the course that the address leads to, or goes on in the one that is open.
    pub fn open(self, link: Link) {
        match self.course.read_untracked().is_some() {
            true => self.follow(link),
            false => opening::fetch(self, link),
        }
    }

    /// Goes where `link` leads in the course that is there.
    pub(super) fn follow(self, link: Link) {
        let Some((course, _)) = self.course.get_untracked() else { return };
        let record = self.record.get_untracked();
        let find = |id: &String| course.lessons.iter().position(|lesson| lesson.id == *id);
        let asked = link.lesson.as_ref().and_then(find);
        if let Some(id) = link.lesson.as_ref().filter(|_| asked.is_none()) {
            opening::no_lesson(self, id, &course.title);
        }
        let open = || course.lessons.iter().position(|one| !record.progress.is_solved(&one.id));
        self.no_hints.set(link.no_hints);
        if link.projector {
            self.projector.set(Some(Pane::Lesson));
        }
        self.sit(Some(Seat { lesson: asked.or_else(open).unwrap_or(0), free: false }));
    }

    /// Opens the lesson `at`.
    pub fn go(self, at: usize) {
        self.sit(Some(Seat { lesson: at, free: false }));
    }

    /// Leaves the course: the reader's own text comes back.
    pub fn leave(self) {
        if self.seat.get_untracked().is_some() {
            self.sit(None);
            page::focus_soon(OPENER);
        }
    }

    /// Holds the reader's own Dockerfile against the goals, or no longer.
    pub fn set_free(self, free: bool) {
        if let Some(seat) = self.seat.get_untracked() {
            self.sit(Some(Seat { free, ..seat }));
        }
    }

    /// Begins the lesson's text anew; one step to undo.
    pub fn reset(self) {
        if let Some(now) = self.now.get_untracked() {
            self.workspace.replace(&now.lesson().start);
        }
    }

    /// Puts the solution into the editor; one step to undo.
    pub fn solve(self) {
        if let Some(now) = self.now.get_untracked() {
            self.workspace.replace(&now.lesson().solution);
        }
    }

    /// Takes over what somebody did elsewhere: solved lessons add up, texts are those of `theirs`.
    pub fn merge(self, theirs: &Progress) {
        let Some((course, _)) = self.course.get_untracked() else { return };
        let mut progress = self.put_away();
        for lesson in &course.lessons {
            if theirs.is_solved(&lesson.id) {
                progress.solve(&lesson.id);
            }
            if let Some(text) = theirs.text(&lesson.id) {
                progress.keep(&lesson.id, text);
            }
        }
        write(&progress);
        self.settle(progress);
        let (now, seat) = (self.now.get_untracked(), self.seat.get_untracked());
        if let (Some(now), Some(Seat { free: false, .. })) = (now, seat)
            && let Some(text) = theirs.text(&now.lesson().id)
        {
            self.workspace.replace(text);
        }
    }

    /// Chooses what the projector shows, or ends that.
    pub fn project(self, pane: Option<Pane>) {
        self.projector.set(pane);
        self.show_address();
    }

    /// Prints sheets for a class.
    pub fn print(self, sheets: Sheets) {
        self.sheets.set(Some(sheets));
        print::soon();
    }

    /// Changes places: what is in the editor is put away, and what belongs there comes.
    fn sit(self, seat: Option<Seat>) {
        let Classroom { workspace, .. } = self;
        let before = self.seat.get_untracked();
        let is_own = |seat: Option<Seat>| seat.is_none_or(|seat| seat.free);
        let progress = self.put_away();
        if is_own(before) {
            let text = workspace.source.get_untracked();
            self.own.set(Own { text, assumptions: workspace.assumptions.get_untracked() });
        }
        self.settle(progress.clone());
        self.seat.set(seat);
        if before.map(|seat| seat.lesson) != seat.map(|seat| seat.lesson) {
            self.hints.set(0);
        }
        match self.now.get_untracked().filter(|_| !is_own(seat)) {
            Some(now) => {
                let lesson = now.lesson();
                let text = progress.text(&lesson.id).unwrap_or(&lesson.start);
                workspace.begin(text, Assumptions::default());
            }
            None if is_own(before) => {}
            None => {
                let own = self.own.get_untracked();
                workspace.begin(&own.text, own.assumptions);
            }
        }
        if seat.is_some() {
            show(workspace);
        } else {
            self.projector.set(None);
            self.no_hints.set(false);
            workspace.tab.set(Tab::Findings);
        }
        self.show_address();
    }

    /// Lets the address lead to where the reader sits.
    fn show_address(self) {
        let from_file = self.course.with_untracked(|course| {
            course.as_ref().is_none_or(|(_, origin)| *origin == Origin::File)
        });
        match self.now.get_untracked().filter(|_| !from_file) {
            Some(now) => {
                let link = Link {
                    lesson: Some(now.lesson().id.clone()),
                    no_hints: self.no_hints.get_untracked(),
                    projector: self.projector.get_untracked().is_some(),
                };
                address::set_fragment(&link.fragment());
            }
            None => address::forget_fragment(),
        }
    }
}
