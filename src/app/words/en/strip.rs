//! The strip of steps.

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
