//! The list of keys.

/// The button that opens it, and its head.
pub const KEYS: &str = "Keys";
/// What goes to the next finding.
pub const NEXT: &str = "the next finding";
/// What goes to the one before.
pub const PREVIOUS: &str = "the finding before";
/// What shows a repair.
pub const PREVIEW: &str = "show in the text what its first repair changes, or stop showing it";
/// What makes it.
pub const APPLY: &str = "make that repair";
/// What goes on in the build.
pub const STEP_ON: &str = "the next step of the build, and who owns what after it";
/// What goes back.
pub const STEP_BACK: &str = "the step before";
/// What makes a link.
pub const SHARE: &str = "a link to this Dockerfile";
/// What opens this list.
pub const HELP: &str = "these keys";
/// Keys of the editor and the list, and what each does.
pub const ELSEWHERE: [(&str, &str); 5] = [
    ("Ctrl or ⌘ + Z", "undo the last change of the text; with Shift: redo it"),
    ("Tab", "in the text: leave it, on to the next button"),
    ("↑ ↓", "in the list: from finding to finding"),
    ("← → ↑ ↓", "in the strip: from step to step, from stage to stage"),
    ("Escape", "close what is open"),
];

/// A key while Shift is held.
pub fn with_shift(key: &str) -> String {
    format!("Shift + {key}")
}
