//! A file that is dropped anywhere on the page, or pasted.

use super::words;
use super::workspace::Workspace;
use crate::browser::files::{self, Told};
use leptos::prelude::*;

/// What shows while a file is dragged over the page, and a live region that says what was opened. A file
/// replaces the text, in one step to undo.
#[component]
pub fn DropZone() -> impl IntoView {
    let workspace = Workspace::of_page();
    let over = RwSignal::new(false);
    let told = RwSignal::new(String::new());
    files::listen(move |what| match what {
        Told::Over(now) => {
            if over.get_untracked() != now {
                over.set(now);
            }
        }
        given => take(workspace, told, given),
    });
    view! {
        <div class="drop" hidden=move || !over.get()>
            <p>
                <strong>{words::open::DROP}</strong>
                {words::open::ABOUT}
            </p>
        </div>
        <p class="unseen" role="status">
            {move || told.get()}
        </p>
    }
    .into_any()
}

/// Puts the text of a file into the editor, or says why not.
pub fn take(workspace: Workspace, told: RwSignal<String>, what: Told) {
    let Told::Given(name, text) = what else { return };
    match text {
        Err(why) => workspace.notice.set(Some(words::notice::refused(why))),
        Ok(text) => {
            workspace.notice.set(None);
            told.set(words::open::opened(&name, text.lines().count()));
            // What was assumed stays: most often the file is the same one, changed elsewhere.
            workspace.replace(&text);
        }
    }
}
