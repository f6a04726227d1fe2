//! The state of the page: the text, what was assumed, and what somebody looks at. All else is
//! derived from these.

use super::analyzed::Analyzed;
use super::key::{Key, by_gravity, find, hunks_of};
use crate::browser::editor::Editor;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;
use unroot::advice::Form;
use unroot::guide::Section;
use unroot::model::Assumptions;
use unroot::report::lines::Hunk;
use unroot::verdict::RunsAs;
use unroot::{Analysis, Repaired};
use view::Place;

/// Which finding is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selection {
    /// The gravest.
    Gravest,
    /// None: somebody closed it.
    Nothing,
    /// This one.
    Finding(Key),
}

/// What the panel beside the editor shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Tab {
    Lesson,
    Findings,
    Ownership,
    Run,
    Guide,
}

/// Where somebody stands who walks through the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Nobody has gone anywhere: where the target ends.
    End,
    /// At this line, where the cursor came to.
    Line(usize),
    /// At this step.
    Step(Place),
}

/// A repair that is shown as long as the pointer or the focus rests on its button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glimpse {
    /// The finding, and which of its repairs.
    pub of: (Key, usize),
    /// Whether the button stands in the text: there nothing may move under the pointer, and the lines
    /// that come are shown below the button.
    pub in_note: bool,
}

/// What repairs did, to be told as long as the text is the one that it made.
#[derive(Clone)]
pub struct Done {
    /// Whether several were asked for: then the page lists them.
    pub at_once: bool,
    /// Titles of the repairs.
    pub applied: Vec<String>,
    /// The text that came of it.
    pub text: String,
    /// Whether there may be more to do: only so many are made at once.
    pub stopped: bool,
}

/// What all safe repairs come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Safe {
    /// How many there are.
    pub count: usize,
    /// Whether they make the container start as somebody else than root, and it did not.
    pub turns: bool,
    /// Whether this is of the text before: those of the text are being made.
    pub of_before: bool,
}

impl Safe {
    fn of(analysis: &Analysis, made: &Repaired) -> Self {
        let turns = analysis.verdict.runs_as != RunsAs::NonRoot && made.runs_as == RunsAs::NonRoot;
        Safe { count: made.applied.len(), turns, of_before: false }
    }
}

/// The state of the page; cheap to copy, found in the context.
#[derive(Clone, Copy)]
pub struct Workspace {
    /// The Dockerfile.
    pub source: RwSignal<String>,
    /// What it can't say.
    pub assumptions: RwSignal<Assumptions>,
    /// What Unroot finds in it at once.
    pub begun: Memo<Analyzed>,
    /// What it says of the last text whose repairs took longer to prove.
    pub proved: RwSignal<Option<Analyzed>>,
    /// What it says of the text, as far as it has come.
    pub analyzed: Memo<Analyzed>,
    /// The same, a task later, for all that stands around the text: whoever types sees the letter and what is
    /// found first.
    pub shown: RwSignal<Analyzed>,
    /// What all safe repairs made of a text, and that text.
    pub mended: RwSignal<Option<(Arc<str>, Arc<Repaired>)>>,
    /// What the buttons for all safe repairs say.
    pub safe: Memo<Safe>,
    /// Which finding is open.
    pub selection: RwSignal<Selection>,
    /// The repair that the text shows before it is made, until somebody hides it: the finding, and
    /// which of its repairs.
    pub preview: RwSignal<Option<(Key, usize)>>,
    /// The repair that it shows in passing.
    pub glimpse: RwSignal<Option<Glimpse>>,
    /// Where somebody stands in the build.
    pub moment: RwSignal<Moment>,
    /// The step where that is.
    pub place: Memo<Option<Place>>,
    /// First and last line of the step that somebody points at.
    pub lit: RwSignal<Option<(usize, usize)>>,
    /// The line of the editor that somebody points at.
    pub hovered: RwSignal<Option<usize>>,
    /// What the panel shows.
    pub tab: RwSignal<Tab>,
    /// The section of the guide that was asked for, until the guide has been drawn.
    pub section: RwSignal<Option<Section>>,
    /// What is to run the image.
    pub form: RwSignal<Form>,
    /// What repairs did last.
    pub done: RwSignal<Option<Done>>,
    /// Whether the last change of the text took one back.
    pub undone: RwSignal<bool>,
    /// Why a link could not be opened.
    pub notice: RwSignal<Option<&'static str>>,
    /// Whether it is being printed: then all findings are open.
    pub printing: RwSignal<bool>,
    /// Steps to undo, and to redo.
    pub history: RwSignal<(u32, u32)>,
    /// The editor, once it is there.
    pub editor: StoredValue<Option<Editor>, LocalStorage>,
}

impl Workspace {
    /// A workspace for `text`.
    pub fn new(text: String, assumptions: Assumptions) -> Self {
        let source = RwSignal::new(text);
        let assumptions = RwSignal::new(assumptions);
        let begun = Memo::new_with_compare(
            move |before: Option<&Analyzed>| {
                source.with(|text| Analyzed::begin(text, &assumptions.read(), before))
            },
            |_, _| true,
        );
        let proved = RwSignal::new(None::<Analyzed>);
        let analyzed = Memo::new_with_compare(
            move |_| {
                let begun = begun.get();
                proved.get().filter(|proved| begun.is_of(&proved.analysis)).unwrap_or(begun)
            },
            |_, _| true,
        );
        let shown = RwSignal::new(analyzed.get_untracked());
        let mended = RwSignal::new(None::<(Arc<str>, Arc<Repaired>)>);
        let safe = Memo::new(move |before: Option<&Safe>| {
            let (shown, mended) = (shown.read(), mended.read());
            match mended.as_ref().filter(|(of, _)| Arc::ptr_eq(of, &shown.analysis.text)) {
                Some((_, made)) => Safe::of(&shown.analysis, made),
                // These buttons would come and go with every letter.
                None => Safe { of_before: true, ..before.copied().unwrap_or_default() },
            }
        });
        let moment = RwSignal::new(Moment::End);
        let place = Memo::new(move |_| {
            let analysis = shown.read().analysis.clone();
            let chosen = match moment.get() {
                Moment::End => None,
                Moment::Line(line) => Place::of_line(&analysis, line),
                Moment::Step(place) => Some(place).filter(|place| place.of(&analysis).is_some()),
            };
            chosen.or_else(|| Place::end(&analysis))
        });
        Workspace {
            source,
            assumptions,
            begun,
            proved,
            analyzed,
            shown,
            mended,
            safe,
            selection: RwSignal::new(Selection::Gravest),
            preview: RwSignal::new(None),
            glimpse: RwSignal::new(None),
            moment,
            place,
            lit: RwSignal::new(None),
            hovered: RwSignal::new(None),
            tab: RwSignal::new(Tab::Findings),
            section: RwSignal::new(None),
            form: RwSignal::new(Form::Docker),
            done: RwSignal::new(None),
            undone: RwSignal::new(false),
            notice: RwSignal::new(None),
            printing: RwSignal::new(false),
            history: RwSignal::new((0, 0)),
            editor: StoredValue::new_local(None),
        }
    }

    /// Has what stands around the text follow, a task later.
    pub fn follow(self) {
        Effect::new(move || {
            let now = self.analyzed.get().analysis;
            if Arc::ptr_eq(&now, &self.shown.read_untracked().analysis) {
                return;
            }
            let show = move || {
                let latest = self.analyzed.try_get_untracked();
                if let Some(latest) = latest.filter(|latest| Arc::ptr_eq(&latest.analysis, &now)) {
                    self.shown.set(latest);
                }
            };
            set_timeout(show, Duration::ZERO);
        });
    }

    /// The workspace of the page.
    pub fn of_page() -> Self {
        expect_context()
    }

    /// The analysis that the page shows, tracked.
    pub fn analysis(&self) -> Arc<Analysis> {
        self.shown.read().analysis.clone()
    }

    /// The analysis as it is now, tracked: for the editor, and what has to keep up with it.
    pub fn analysis_at_once(&self) -> Arc<Analysis> {
        self.analyzed.read().analysis.clone()
    }

    /// The analysis as it is now, for handlers.
    pub fn current(&self) -> Arc<Analysis> {
        self.analyzed.read_untracked().analysis.clone()
    }

    /// The finding that is open: its index among the findings of `analysis`.
    pub fn chosen(&self, analysis: &Analysis) -> Option<usize> {
        let gravest = || by_gravity(analysis).first().copied();
        match self.selection.get() {
            Selection::Nothing => None,
            Selection::Gravest => gravest(),
            Selection::Finding(key) => find(analysis, key).or_else(gravest),
        }
    }

    /// What the repair that is shown would change in the text of `analysis`; and the finding, by index, whose
    /// note shows it.
    pub fn preview_hunks(&self, analysis: &Analysis) -> (Vec<Hunk>, Option<usize>) {
        let pinned = self.preview.get();
        // A button that is taken out of the page does not say that nobody rests on it any more.
        let is_there = |glimpse: &Glimpse| {
            let open = || find(analysis, glimpse.of.0) == self.chosen(analysis);
            glimpse.in_note || (self.tab.get() == Tab::Findings && open())
        };
        let passing = self.glimpse.get().filter(|glimpse| Some(glimpse.of) != pinned);
        let passing = passing.filter(is_there);
        let shown = passing.map(|glimpse| glimpse.of).or(pinned).and_then(|(key, fix)| {
            let at = find(analysis, key)?;
            Some((at, hunks_of(analysis, analysis.findings[at].fixes.get(fix)?)))
        });
        let Some((at, hunks)) = shown else { return (Vec::new(), None) };
        (hunks, passing.filter(|glimpse| glimpse.in_note).map(|_| at))
    }

    /// What all safe repairs make of the text, tracked; `None` until they are made.
    pub fn repaired(&self) -> Option<Arc<Repaired>> {
        let text = self.analysis().text.clone();
        self.mended.get().filter(|(of, _)| Arc::ptr_eq(of, &text)).map(|(_, made)| made)
    }
}
