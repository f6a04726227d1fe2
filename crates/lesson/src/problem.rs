//! What is wrong with a course, and where.

use std::fmt;

/// Something wrong with a course or a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: a file (`01-first/lesson.md`), or a part of a JSON text (`lesson 3, goal 2`).
    pub place: String,
    /// The line there, from 1, where there is one to name.
    pub line: Option<usize>,
    /// What is wrong; names are in backticks.
    pub message: String,
}

impl Problem {
    /// A problem of a place as a whole.
    pub fn at(place: impl Into<String>, message: impl Into<String>) -> Self {
        Problem { place: place.into(), line: None, message: message.into() }
    }

    /// A problem on a line, from 1.
    pub fn on(place: impl Into<String>, line: usize, message: impl Into<String>) -> Self {
        Problem { line: Some(line), ..Problem::at(place, message) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)
    }
}
