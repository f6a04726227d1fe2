//! Keys that work wherever the focus is, and the sheet that lists them.

mod list;
mod table;

pub use table::{BACK, NEXT, STEP};

use super::key::key_of;
use super::late_sheet::LateSheet;
use super::later::{come_near, later};
use super::words;
use super::workspace::Workspace;
use crate::browser::keys::{self, Press};
use crate::browser::page;
use leptos::prelude::*;
use table::{Command, KEYS};

/// How many of them work inside another page.
const EMBEDDED: usize = 4;

/// The id of the button that opens the list of keys.
const OPENER: &str = "keys-button";

/// Listens to the keys until the owner is gone.
pub fn listen(workspace: Workspace) {
    let known = if page::is_embedded() { &KEYS[..EMBEDDED] } else { &KEYS[..] };
    keys::listen(move |press| {
        let command = match press {
            Press::Undo => Some(Command::Undo),
            Press::Redo => Some(Command::Redo),
            Press::Key(key, shift) => {
                known.iter().find(|known| known.0 == key && known.1 == shift).map(|known| known.2)
            }
        };
        command.inspect(|command| run(workspace, *command)).is_some()
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
        Command::Undo => workspace.undo(),
        Command::Redo => workspace.redo(),
    }
}

/// A button that opens the list of keys.
#[component]
pub fn Keys() -> impl IntoView {
    view! {
        <LateSheet
            id="keys"
            title=words::keys::KEYS
            scrolls=true
            button=words::keys::KEYS
            button_id=OPENER
            as_link=true
            near=|| come_near(list::list)
            part=|| later(list::list)
        />
    }
}
