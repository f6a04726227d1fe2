//! The page: Leptos components, one a file. What they show is derived from one [`Workspace`].

mod actions;
mod analyzed;
mod announcer;
mod arrival;
mod ask;
mod assumptions;
mod at_once;
mod band;
mod chip;
mod course;
mod diff;
mod drop;
mod editor;
mod embed;
mod examples;
mod export;
mod finding;
mod finding_head;
mod findings;
mod fix;
mod footer;
mod guide;
mod header;
mod ignore;
mod kept;
mod key;
mod late_sheet;
mod later;
mod lesson;
mod open;
mod outcome;
mod owner_row;
mod ownership;
mod panel;
mod plain_editor;
mod platforms;
mod proofs;
mod prose;
mod reasons;
mod repair_all;
mod repairs;
mod run;
mod share;
mod sheet;
mod shortcuts;
mod stages;
mod step_id;
mod stepper;
mod strip;
mod theme;
mod verdict;
mod walk;
mod words;
mod workspace;

use crate::browser::editor::Blank;
use crate::browser::{page, print};
use leptos::prelude::*;
use workspace::Workspace;

/// Takes over from the static shell.
pub fn start() {
    let shell = page::shell();
    // What a link for embedding brings is the first text, with nothing before it to go back to.
    let awaited = page::is_embedded() && arrival::is_expected();
    let text = shell.text.or_else(kept::text).unwrap_or_else(|| {
        if awaited { String::new() } else { view::examples::ALL[0].text.into() }
    });
    // Before anything else is drawn: the editor measures, and the browser would lay the page out for it.
    let blank = editor::blank(&text);
    let focused = shell.focused;
    let root = page::take_over();
    leptos::mount::mount_to(root, move || view! { <App text blank focused /> }).forget();
    page::ready();
}

/// The whole page.
#[component]
fn App(
    /// The text to begin with.
    text: String,
    /// The editor with that text, if there is one.
    blank: Option<Blank>,
    /// Whether somebody was writing already.
    focused: bool,
) -> impl IntoView {
    let workspace = Workspace::new(text, kept::assumptions());
    provide_context(workspace);
    workspace.prove();
    workspace.follow();
    let course = course::Course::new();
    provide_context(course);
    kept::keep(workspace, course);
    arrival::watch(workspace, course);
    shortcuts::listen(workspace);
    print::watch(move |prints| workspace.printing.set(prints));
    let embedded = page::is_embedded();
    view! {
        {(!embedded).then(|| view! { <header::Header /> })}
        <main>
            <arrival::Notice />
            <drop::DropZone />
            {course::place(|offer| offer.trouble)}
            {course::place(|offer| offer.projector)}
            <verdict::VerdictBar />
            <strip::Strip />
            <div class="bench">
                <editor::EditorPanel blank focused />
                <panel::Panel />
            </div>
        </main>
        {if embedded {
            view! { <embed::EmbedFooter /> }.into_any()
        } else {
            view! { <footer::Footer /> }.into_any()
        }}
        <announcer::Announcer />
        {course::place(|offer| offer.announcer)}
        {course::place(|offer| offer.handout)}
    }
}
