//! What can be done with repairs: look at them, make one, or several in one step to undo.

use super::key::{Key, find};
use super::proofs::{mended, rule_mended};
use super::workspace::{Done, Glimpse, Selection, Workspace};
use leptos::prelude::*;
use unroot::Repair;
use unroot::finding::Rule;

impl Workspace {
    /// Shows in the text what a repair would change, or stops showing it.
    pub fn toggle_preview(&self, key: Key, fix: usize) {
        let wanted = Some((key, fix));
        let shown = self.preview.get_untracked() == wanted;
        self.glimpse.set(None);
        self.preview.set(wanted.filter(|_| !shown));
        if !shown {
            self.open(key);
        }
    }

    /// Shows it in passing.
    pub fn look_at(&self, key: Key, fix: usize, in_note: bool) {
        self.glimpse.set(Some(Glimpse { of: (key, fix), in_note }));
    }

    /// Ends that.
    pub fn look_away(&self) {
        if self.glimpse.read_untracked().is_some() {
            self.glimpse.set(None);
        }
    }

    /// Makes the repair `fix` of the finding `key`.
    pub fn repair(&self, key: Key, fix: usize) {
        let analysis = self.current();
        let found = find(&analysis, key).and_then(|at| analysis.findings[at].fixes.get(fix));
        if let Some(fix) = found {
            self.hide_repairs();
            self.apply(&analysis.text, &fix.edits);
            let (applied, text) = (vec![fix.title.clone()], fix.edits.apply(&analysis.text));
            self.done.set(Some(Done { at_once: false, applied, text, stopped: false }));
        }
    }

    /// Makes all safe repairs, and says what was done.
    pub fn repair_all(&self) {
        let repaired = mended(*self, &self.current());
        self.make(&repaired.applied, repaired.stopped);
    }

    /// Makes the safe repairs up to the one at `last`, from 0.
    pub fn repair_until(&self, last: usize) {
        let repaired = mended(*self, &self.current());
        self.make(&repaired.applied[..repaired.applied.len().min(last + 1)], false);
    }

    /// Makes the safe repairs of one rule.
    pub fn repair_rule(&self, rule: &'static Rule) {
        rule_mended(*self, rule, |workspace, repaired| {
            workspace.make(&repaired.applied, repaired.stopped);
        });
    }

    /// Repairs that were made one after the other, as one step to undo.
    fn make(&self, made: &[Repair], stopped: bool) {
        let (Some(first), Some(last)) = (made.first(), made.last()) else { return };
        self.hide_repairs();
        self.selection.set(Selection::Gravest);
        let rest = &made[1..];
        let edits = rest
            .iter()
            .fold(first.edits.clone(), |edits, repair| edits.then(&repair.edits, &first.before));
        self.apply(&first.before, &edits);
        let applied = made.iter().map(|repair| repair.title.clone()).collect();
        let text = last.after.to_string();
        self.done.set(Some(Done { at_once: true, applied, text, stopped }));
    }

    fn hide_repairs(&self) {
        self.preview.set(None);
        self.glimpse.set(None);
    }
}
