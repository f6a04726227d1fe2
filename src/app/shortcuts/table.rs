//! Which key does what.

use crate::app::words;

/// What a key does.
#[derive(Clone, Copy)]
pub enum Command {
    Next,
    Previous,
    Preview,
    Apply,
    StepOn,
    StepBack,
    Share,
    Help,
    Undo,
    Redo,
}

/// The key that goes to the next finding.
pub const NEXT: &str = "F8";

/// The key that goes to the next step of the build, as in other debuggers.
pub const STEP: &str = "F10";

/// The key that goes back. Shift and F10 together open the menu of what has the focus.
pub const BACK: &str = "F4";

/// The browser's name of a key, whether Shift is held, what it does, and that in words.
pub type Shortcut = (&'static str, bool, Command, &'static str);

/// All of them. Inside another page only the first ones do something: the rest is not there.
pub const KEYS: [Shortcut; 8] = [
    (NEXT, false, Command::Next, words::keys::NEXT),
    (NEXT, true, Command::Previous, words::keys::PREVIOUS),
    ("F9", false, Command::Preview, words::keys::PREVIEW),
    ("F9", true, Command::Apply, words::keys::APPLY),
    (STEP, false, Command::StepOn, words::keys::STEP_ON),
    (BACK, false, Command::StepBack, words::keys::STEP_BACK),
    ("F2", false, Command::Share, words::keys::SHARE),
    ("F1", false, Command::Help, words::keys::HELP),
];
