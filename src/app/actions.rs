//! What can be done in the page: the only places that change its state.

use super::key::{Key, find, key_of};
use super::workspace::{Moment, Selection, Tab, Workspace};
use crate::browser::editor::Editor;
use dockerfile::{Edits, Span};
use leptos::prelude::*;
use unroot::Analysis;
use unroot::model::Assumptions;
use unroot::rules::ignore;
use unroot::share::assumptions_text;
use view::Place;

impl Workspace {
    /// Opens a finding, or closes it if it is open.
    pub fn toggle(&self, key: Key) {
        let analysis = self.current();
        let open = untrack(|| self.chosen(&analysis)) == find(&analysis, key);
        self.preview.set(None);
        self.selection.set(if open { Selection::Nothing } else { Selection::Finding(key) });
    }

    /// Opens a finding and shows it beside the editor.
    pub fn open(&self, key: Key) {
        self.selection.set(Selection::Finding(key));
        self.tab.set(Tab::Findings);
    }

    /// Goes to the next finding in the text, or to the one before, from where the cursor stands.
    pub fn step(&self, forward: bool) {
        let analysis = self.current();
        let count = analysis.findings.len();
        if count == 0 {
            return;
        }
        let next = match untrack(|| self.chosen(&analysis)) {
            Some(at) if forward => (at + 1) % count,
            Some(at) => (at + count - 1) % count,
            None => 0,
        };
        self.open(key_of(&analysis, next));
        self.go_to(analysis.findings[next].span, true);
    }

    /// Shows a place in the editor.
    pub fn go_to(&self, span: Span, focus: bool) {
        let text = self.current().text.clone();
        self.with_editor(|editor| editor.go_to(span, &text, focus));
    }

    /// Goes to a step of the build, and shows its line; the editor takes the focus if asked to.
    pub fn stand_at(&self, place: Place, focus: bool) {
        let analysis = self.current();
        if let Some((_, step)) = place.of(&analysis) {
            self.go_to(step.span, focus);
            // After the cursor: a trigger's line stands in another stage.
            self.moment.set(Moment::Step(place));
        }
    }

    /// Goes to the next step of the build or back to the one before, and shows who owns what there.
    pub fn walk(&self, forward: bool) {
        let place = self.place.get_untracked();
        self.tab.set(Tab::Ownership);
        if let Some(next) = place.and_then(|place| place.beside(&self.current(), forward)) {
            self.stand_at(next, false);
        }
    }

    /// Shows the words of a finding in the editor, and leaves the focus where it is.
    pub fn show(&self, key: Key) {
        let analysis = self.current();
        if let Some(at) = find(&analysis, key) {
            self.go_to(analysis.findings[at].span, false);
        }
    }

    /// Takes the last change back.
    pub fn undo(&self) {
        self.with_editor(Editor::undo);
    }

    /// Makes it again.
    pub fn redo(&self) {
        self.with_editor(Editor::redo);
    }

    /// Speaks to the editor, if it is there.
    pub fn with_editor(&self, speak: impl FnOnce(&Editor)) {
        self.editor.with_value(|editor| {
            if let Some(editor) = editor {
                speak(editor);
            }
        });
    }

    /// Writes the comment that silences the finding `key`.
    pub fn ignore(&self, key: Key, reason: &str) {
        let analysis = self.current();
        if let Some(at) = find(&analysis, key) {
            let Analysis { dockerfile, text, findings, .. } = &*analysis;
            self.apply(text, &ignore(dockerfile, text, &findings[at], reason));
        }
    }

    /// Puts another Dockerfile in the place of this one, of which the same is assumed.
    pub fn replace(&self, text: &str) {
        self.put(text, None);
    }

    /// Puts a Dockerfile from elsewhere in the place of this one, with what is assumed of it. Both come
    /// and go together, whoever undoes and redoes.
    pub fn bring(&self, text: &str, assumptions: &Assumptions) {
        self.put(text, Some(assumptions));
    }

    fn put(&self, text: &str, assumptions: Option<&Assumptions>) {
        self.selection.set(Selection::Gravest);
        self.preview.set(None);
        self.editor.with_value(|editor| match editor {
            Some(editor) => editor.set_text(text, assumptions.map(assumptions_text).as_deref()),
            None => {
                if let Some(assumptions) = assumptions {
                    self.assumptions.set(assumptions.clone());
                }
                self.source.set(text.to_owned());
            }
        });
        self.moment.set(Moment::End);
    }

    /// Begins anew with another Dockerfile and what is assumed of it; undo does not lead back.
    pub fn begin(&self, text: &str, assumptions: Assumptions) {
        self.selection.set(Selection::Gravest);
        self.preview.set(None);
        self.done.set(None);
        self.assumptions.set(assumptions);
        self.editor.with_value(|editor| match editor {
            Some(editor) => editor.begin(text),
            None => self.source.set(text.to_owned()),
        });
        self.moment.set(Moment::End);
    }

    /// Makes `edits`, which are for `text`, as one step to undo.
    pub fn apply(&self, text: &str, edits: &Edits) {
        self.editor.with_value(|editor| match editor {
            Some(editor) => editor.apply(edits, text),
            None => self.source.set(edits.apply(text)),
        });
    }
}
