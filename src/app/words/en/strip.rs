//! The strip of steps.

use super::numbers::{number, plural};
use unroot::display::Role;

/// The strip.
pub const STEPS: &str = "Steps of the build";

/// What is shown when the pointer rests on a step.
pub fn title(line: usize, who: &str, keyword: &str, note: &str) -> String {
    format!("Line {line}, runs as {who}: {keyword} {note}")
}

/// What is read aloud behind a step's own words.
pub fn behind(line: usize, who: &str, fails: bool) -> String {
    let fails = if fails { ", fails" } else { "" };
    format!(", line {line}, runs as {who}{fails}")
}

/// Behind the name of a stage: what it is to the target.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Target => "target",
        Role::Used => "",
        Role::Unused => "not used",
    }
}

/// A stage with its steps, as it is read aloud.
pub fn band(name: &str, role: Role) -> String {
    match role {
        Role::Target => format!("Steps of {name}, the target"),
        Role::Used => format!("Steps of {name}, which the target uses"),
        Role::Unused => format!("Steps of {name}, which the target does not use"),
    }
}

/// Steps that are not drawn.
pub fn folded(count: usize) -> String {
    format!("{} more", number(count))
}

/// Stages that are not drawn.
pub fn left_out(count: usize) -> String {
    format!("… and {}", plural(count, "more stage", "more stages"))
}
