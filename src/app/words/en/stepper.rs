//! The walk through the build.

use super::numbers::{number, plural};
use view::Segment;

/// The group of slider and buttons.
pub const WALK: &str = "Walk through the build";
/// The slider.
pub const STEP: &str = "Step";
/// The button to the step before.
pub const BACK: &str = "The step before";
/// The button to the next step.
pub const ON: &str = "The next step";

/// A button with the key that does the same.
pub fn with_key(label: &str, key: &str) -> String {
    format!("{label} ({key})")
}

/// Where the slider stands: the step, from 0, of so many.
pub fn told(at: usize, count: usize, step: &Segment) -> String {
    let (at, count) = (number(at + 1), number(count));
    let Segment { line, keyword, note, who, .. } = step;
    format!("Step {at} of {count}, line {line}: {keyword} {note}, runs as {who}")
}

/// Before what a step does.
pub fn after(line: usize) -> String {
    format!("After line {line}:")
}

/// Who runs it.
pub fn run_by(who: &str) -> String {
    format!("run by {who}")
}

/// What it changes.
pub fn changes(count: usize, fails: bool) -> String {
    let what = match count {
        0 => "changes no path".to_owned(),
        count => format!("changes {}", plural(count, "path", "paths")),
    };
    let fails = if fails { "; the build stops here" } else { "" };
    format!("· {what}{fails}")
}
