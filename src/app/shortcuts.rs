//! Keys that work wherever the focus is, and the sheet that lists them.

use super::key::key_of;
use super::sheet::Sheet;
use super::words;
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
    StepOn,
    StepBack,
    Share,
    Help,
}

/// The key that goes to the next finding.
pub const NEXT: &str = "F8";

/// The key that goes to the next step of the build, as in other debuggers.
pub const STEP: &str = "F10";

/// The browser's name of each key, whether Shift is held, what it does, and that in words.
const KEYS: [(&str, bool, Command, &str); 8] = [
    (NEXT, false, Command::Next, words::keys::NEXT),
    (NEXT, true, Command::Previous, words::keys::PREVIOUS),
    ("F9", false, Command::Preview, words::keys::PREVIEW),
    ("F9", true, Command::Apply, words::keys::APPLY),
    (STEP, false, Command::StepOn, words::keys::STEP_ON),
    (STEP, true, Command::StepBack, words::keys::STEP_BACK),
    ("F2", false, Command::Share, words::keys::SHARE),
    ("F1", false, Command::Help, words::keys::HELP),
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
        untrack(|| workspace.chosen(&analysis)).map(|at| key_of(&analysis, at))
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
        Command::StepOn => workspace.walk(true),
        Command::StepBack => workspace.walk(false),
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
    let rows = move || {
        let own = KEYS.iter().map(|(key, shift, _, what)| {
            row(if *shift { words::keys::with_shift(key) } else { (*key).to_owned() }, what)
        });
        // The editor and the list know theirs by themselves.
        let others =
            words::keys::ELSEWHERE.iter().map(|(keys, what)| row((*keys).to_owned(), what));
        own.chain(others).collect_view()
    };
    view! {
        <button type="button" class="link" id=OPENER popovertarget="keys">
            {words::keys::KEYS}
        </button>
        <Sheet id="keys" scrolls=true>
            <h2>{words::keys::KEYS}</h2>
            <dl>{rows()}</dl>
        </Sheet>
    }
    .into_any()
}
