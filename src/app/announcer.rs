//! Tells screen readers what was done, and what became of the container.

use super::words;
use super::workspace::Workspace;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How long nothing may change before it is told.
const REST: Duration = Duration::from_millis(700);

/// A live region that nobody sees: what was done and the verdict, once typing rests.
#[component]
pub fn Announcer() -> impl IntoView {
    let workspace = Workspace::of_page();
    let verdict = move || {
        let analysis = workspace.analysis();
        words::announcer::told(&analysis.verdict.headline, analysis.findings.len())
    };
    let said = RwSignal::new(untrack(verdict));
    Effect::new(move || {
        let analysis = workspace.analysis();
        let now = match deed(workspace) {
            Some(deed) => {
                // The same may be done twice, and has to be heard twice.
                said.set(String::new());
                [deed, verdict()].join(" ")
            }
            None => verdict(),
        };
        let say = move || {
            let latest = workspace.shown.try_get_untracked();
            let rests = latest.is_some_and(|latest| Arc::ptr_eq(&latest.analysis, &analysis));
            if rests && *said.read_untracked() != now {
                said.set(now);
            }
        };
        set_timeout(say, REST);
    });
    view! {
        <p class="unseen" role="status">
            {move || said.get()}
        </p>
    }
}

/// What was done last, if the text is what came of it. Several repairs tell of themselves.
fn deed(workspace: Workspace) -> Option<String> {
    if workspace.undone.get() {
        return Some(words::announcer::UNDONE.to_owned());
    }
    let analysis = workspace.analysis();
    let done = workspace.done.read();
    let done = done.as_ref().filter(|done| !done.at_once && *analysis.text == *done.text)?;
    Some(words::announcer::repaired(done.applied.first()?))
}
