//! Lines and stages.

/// The group of buttons that choose a stage.
pub const STAGE: &str = "Stage";
/// Behind the name of the stage that is built.
pub const IS_TARGET: &str = " · target";

/// A line, as the button that leads to it.
pub fn line(line: usize) -> String {
    format!("line {line}")
}

/// A stage, by its name or number.
pub fn stage(name: &str) -> String {
    format!("stage {name}")
}
