//! The strip of steps.

use super::numbers::{number, plural};
use view::{Few, Role, Segment, Writes};

/// The strip.
pub const STEPS: &str = "Steps of the build";

/// The button that leaves stages out again.
pub const FEWER: &str = "Fewer stages";

/// What is shown when the pointer rests on a step.
pub fn title(step: &Segment) -> String {
    let Segment { line, who, keyword, note, .. } = step;
    format!("Line {line}, runs as {who}: {keyword} {note}{}", writes(step))
}

/// What is read aloud behind a step's own words.
pub fn behind(step: &Segment) -> String {
    let Segment { line, who, fails, .. } = step;
    let fails = if *fails { ", fails" } else { "" };
    format!(", line {line}, runs as {who}{fails}{}", writes(step))
}

/// What a step writes, behind all else.
fn writes(step: &Segment) -> String {
    let Writes { users, made, given, modes } = &step.writes;
    let all =
        [("adds", users), ("makes", made), ("gives away", given), ("sets the mode of", modes)];
    let mut told = String::new();
    for (what, Few { first, more }) in all {
        if !first.is_empty() {
            let more =
                if *more > 0 { format!(" and {} more", number(*more)) } else { String::new() };
            told += &format!("; {what} {}{more}", first.join(", "));
        }
    }
    told
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
