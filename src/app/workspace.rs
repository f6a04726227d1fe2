//! The state of the page: the text, what was assumed, and what somebody looks at. All else is
//! derived from these.

use super::analysed::{Analysed, go_on};
use super::key::{Key, by_gravity, find, hunks_of};
use crate::browser::editor::Editor;
use leptos::prelude::*;
use std::sync::Arc;
use unroot::display::Hunk;
use unroot::model::{Assumptions, Stage};
use unroot::{Analysis, Repaired};

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
    Guide,
}

/// What "fix all" did, to be told as long as the text is the one that it made.
#[derive(Clone)]
pub struct Done {
    /// Titles of the repairs.
    pub applied: Vec<String>,
    /// The text that came of it.
    pub text: String,
}

/// The state of the page; cheap to copy, found in the context.
#[derive(Clone, Copy)]
pub struct Workspace {
    /// The Dockerfile.
    pub source: RwSignal<String>,
    /// What it can't say.
    pub assumptions: RwSignal<Assumptions>,
    /// What Unroot finds in it at once.
    pub begun: Memo<Analysed>,
    /// What it says of the last text whose repairs took longer to prove.
    pub proved: RwSignal<Option<Analysed>>,
    /// What it says of the text, as far as it has come.
    pub analysed: Memo<Analysed>,
    /// What all safe repairs make of the text; until they are made, what they made of the one before.
    pub mended: RwSignal<Option<Arc<Repaired>>>,
    /// Which finding is open.
    pub selection: RwSignal<Selection>,
    /// The repair that the text shows before it is made: of the open finding, by index.
    pub preview: RwSignal<Option<(Key, usize)>>,
    /// The stage that strip and ownership show; the target if none is chosen.
    pub stage: RwSignal<Option<usize>>,
    /// What the panel shows.
    pub tab: RwSignal<Tab>,
    /// The line where the cursor stands.
    pub caret: RwSignal<usize>,
    /// What "fix all" did last.
    pub done: RwSignal<Option<Done>>,
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
            move |_| source.with(|text| Analysed::begin(text, &assumptions.read())),
            |_, _| true,
        );
        let proved = RwSignal::new(None::<Analysed>);
        let analysed = Memo::new_with_compare(
            move |_| {
                let begun = begun.get();
                proved.get().filter(|proved| begun.is_of(&proved.analysis)).unwrap_or(begun)
            },
            |_, _| true,
        );
        let mended = RwSignal::new(None::<Arc<Repaired>>);
        Workspace {
            source,
            assumptions,
            begun,
            proved,
            analysed,
            mended,
            selection: RwSignal::new(Selection::Gravest),
            preview: RwSignal::new(None),
            stage: RwSignal::new(None),
            tab: RwSignal::new(Tab::Findings),
            caret: RwSignal::new(1),
            done: RwSignal::new(None),
            notice: RwSignal::new(None),
            printing: RwSignal::new(false),
            history: RwSignal::new((0, 0)),
            editor: StoredValue::new_local(None),
        }
    }

    /// Goes on with the proofs whenever the text has become another.
    pub fn prove(self) {
        Effect::new(move || self.begun.with(|begun| go_on(self, begun)));
    }

    /// The workspace of the page.
    pub fn of_page() -> Self {
        expect_context()
    }

    /// The analysis, tracked.
    pub fn analysis(&self) -> Arc<Analysis> {
        self.analysed.read().analysis.clone()
    }

    /// The analysis as it is now, for handlers.
    pub fn current(&self) -> Arc<Analysis> {
        self.analysed.read_untracked().analysis.clone()
    }

    /// The finding that is open: its index among the findings of the analysis.
    pub fn chosen(&self) -> Option<usize> {
        let analysis = self.analysis();
        let gravest = || by_gravity(&analysis).first().copied();
        match self.selection.get() {
            Selection::Nothing => None,
            Selection::Gravest => gravest(),
            Selection::Finding(key) => find(&analysis, key).or_else(gravest),
        }
    }

    /// The stage that is shown, from an analysis.
    pub fn shown<'a>(&self, analysis: &'a Analysis) -> Option<&'a Stage> {
        let stages = &analysis.build.stages;
        let chosen = self.stage.get().and_then(|at| stages.get(at));
        chosen.or_else(|| stages.get(analysis.build.target?))
    }

    /// What the repair under preview would change.
    pub fn preview_hunks(&self) -> Vec<Hunk> {
        let analysis = self.analysis();
        let fix = self
            .preview
            .get()
            .and_then(|(key, fix)| analysis.findings[find(&analysis, key)?].fixes.get(fix));
        fix.map_or_else(Vec::new, |fix| hunks_of(&analysis, fix))
    }
}
