//! Keys that work wherever the focus is, and the sheet that lists them.

use super::key::key_of;
use super::workspace::Workspace;
use crate::browser::{keys, page};
use leptos::prelude::*;

/// What a key does.
#[derive(Clone, Copy)]
enum Command {
    Next,
    Previous,
    Preview,
    Apply,
    Share,
    Help,
}

/// The browser's name of each key, whether Shift is held, what it does, and that in words.
const KEYS: [(&str, bool, Command, &str); 6] = [
    ("F8", false, Command::Next, "the next finding"),
    ("F8", true, Command::Previous, "the finding before"),
    (
        "F9",
        false,
        Command::Preview,
        "show in the text what its first repair changes, or stop showing it",
    ),
    ("F9", true, Command::Apply, "make that repair"),
    ("F2", false, Command::Share, "a link to this Dockerfile"),
    ("F1", false, Command::Help, "these keys"),
];

/// Keys of the editor and the list, which know them by themselves.
const ELSEWHERE: [(&str, &str); 4] = [
    ("Ctrl or ⌘ + Z", "in the text: undo; with Shift: redo"),
    ("Escape, then Tab", "in the text: on to the next button"),
    ("↑ ↓", "in the list: from finding to finding"),
    ("Escape", "close what is open"),
];

/// The id of the button that opens the list of keys.
const OPENER: &str = "keys-button";

/// Listens to the keys until the owner is gone.
pub fn listen(workspace: Workspace) {
    keys::listen(move |key, shift| {
        let meant = KEYS.iter().find(|known| known.0 == key && known.1 == shift);
        meant.inspect(|known| run(workspace, known.2)).is_some()
    });
}

fn run(workspace: Workspace, command: Command) {
    let open = || {
        let analysis = workspace.current();
        untrack(|| workspace.chosen()).map(|at| key_of(&analysis, at))
    };
    match command {
        Command::Next => workspace.step(true),
        Command::Previous => workspace.step(false),
        Command::Preview => {
            if let Some(key) = open() {
                workspace.toggle_preview(key, 0);
                workspace.show(key);
            }
        }
        Command::Apply => {
            if let Some(key) = open() {
                workspace.repair(key, 0);
            }
        }
        Command::Share => page::press(super::share::OPENER),
        Command::Help => page::press(OPENER),
    }
}

/// A button that opens the list of keys.
#[component]
pub fn Keys() -> impl IntoView {
    let row = |keys: String, what: &'static str| {
        view! {
            <dt>
                <kbd>{keys}</kbd>
            </dt>
            <dd>{what}</dd>
        }
    };
    let own = KEYS.iter().map(|(key, shift, _, what)| {
        row(if *shift { format!("Shift + {key}") } else { (*key).to_owned() }, what)
    });
    let others = ELSEWHERE.iter().map(|(keys, what)| row((*keys).to_owned(), what));
    view! {
        <button type="button" class="link" id=OPENER popovertarget="keys">
            "Keys"
        </button>
        <div id="keys" class="sheet" popover="auto">
            <h2>"Keys"</h2>
            <dl>{own.chain(others).collect_view()}</dl>
        </div>
    }
    .into_any()
}
