//! The course as the page knows it: where its reader sits, and the way to the part that is the course (`lesson`).

use super::later::{Missing, Part};
use super::lesson::{self, Link};
use super::words;
use super::workspace::{Tab, Workspace};
use crate::browser::page;
use leptos::prelude::*;
use leptos::task::spawn_local;
use unroot::model::Assumptions;

/// The id of the lesson's title, which takes the focus when a lesson opens.
pub const TITLE: &str = "lesson-title";
/// The id of the button that opens the course.
pub const OPENER: &str = "lessons-button";

/// The place of a reader in the course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The lesson, from 0.
    pub lesson: usize,
    /// Whether the reader's own Dockerfile is held against its goals.
    pub free: bool,
}

/// What belongs to the reader and waits while a lesson is in the editor.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// The Dockerfile.
    pub text: String,
    /// What it can't say.
    pub assumptions: Assumptions,
}

/// What the part does for the page, and shows in it. All of it wants the page's context.
#[derive(Clone, Copy)]
pub struct Offer {
    /// Sets the room up; before all else, and once.
    pub enter: fn(),
    /// Goes where a link leads.
    pub open: fn(Link),
    /// Leaves the course: the reader's own text comes back.
    pub leave: fn(),
    /// The lesson, beside the editor.
    pub tab: Part,
    /// How many goals are met, for the tab.
    pub count: Part,
    /// What could not be read.
    pub trouble: Part,
    /// The bar of the projector.
    pub projector: Part,
    /// What is read aloud.
    pub announcer: Part,
    /// The sheets for a class.
    pub handout: Part,
}

/// The course; cheap to copy, found in the context.
#[derive(Clone, Copy)]
pub struct Course {
    /// Where the reader sits; nowhere outside of the course.
    pub seat: RwSignal<Option<Seat>>,
    /// What is the reader's own.
    pub own: RwSignal<Own>,
    /// Whether the part is on its way.
    pub coming: RwSignal<bool>,
    offer: RwSignal<Option<Offer>>,
    page: StoredValue<Owner>,
}

impl Course {
    /// Nobody sits there yet. To be called where the page's context is.
    pub fn new() -> Self {
        Course {
            seat: RwSignal::new(None),
            own: RwSignal::default(),
            coming: RwSignal::new(false),
            offer: RwSignal::new(None),
            page: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }

    /// The one of the page.
    pub fn of_page() -> Self {
        expect_context()
    }

    /// Whether the editor holds a lesson's text, and not the reader's own; tracked.
    pub fn is_lessons_text(&self) -> bool {
        self.seat.get().is_some_and(|seat| !seat.free)
    }

    /// Goes where `link` leads, once the part is there.
    pub fn open(self, link: Link) {
        if let Some(offer) = self.offer.get_untracked() {
            return self.within(|| (offer.open)(link));
        }
        self.coming.set(true);
        self.tell(None);
        spawn_local(async move {
            let offer = lesson::offer().await;
            self.coming.set(false);
            match offer {
                Ok(offer) => {
                    // It may have been asked for twice.
                    if self.offer.read_untracked().is_none() {
                        self.within(offer.enter);
                        self.offer.set(Some(offer));
                    }
                    self.within(|| (offer.open)(link));
                }
                Err(Missing) => self.tell(Some(words::later::MISSING)),
            }
        });
    }

    /// Leaves the course, if somebody sits there.
    pub fn leave(self) {
        if let Some(offer) = self.offer.get_untracked() {
            self.within(offer.leave);
        }
    }

    fn tell(self, notice: Option<&'static str>) {
        self.within(|| Workspace::of_page().notice.set(notice));
    }

    fn within(self, act: impl FnOnce()) {
        self.page.with_value(|page| page.with(act));
    }
}

/// Shows the lesson that is open.
pub fn show(workspace: Workspace) {
    workspace.tab.set(Tab::Lesson);
    page::focus_soon(TITLE);
}

/// What the course shows at one place of the page: nothing as long as it is not there.
pub fn place(shows: fn(&Offer) -> Part) -> AnyView {
    let offer = Course::of_page().offer;
    (move || offer.get().map(|offer| shows(&offer)())).into_any()
}

/// The button in the head of the page.
#[component]
pub fn OpenCourse() -> impl IntoView {
    let (workspace, course) = (Workspace::of_page(), Course::of_page());
    let open = move |_| match course.seat.get_untracked() {
        Some(_) => show(workspace),
        None => course.open(Link::default()),
    };
    view! {
        <button
            type="button"
            class="button"
            id=OPENER
            aria-busy=move || course.coming.get().then_some("true")
            on:click=open
        >
            {words::header::LESSONS}
        </button>
    }
}
