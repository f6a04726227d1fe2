//! The benchmark in `benches/truth`: Dockerfiles with labels, and how well a tool's answers fit them.
//!
//! Its README says what the labels mean. [`cases`] and [`classes`] read them, [`convert`] turns a tool's own output into
//! a [`Report`], and [`score`] compares.

mod classes;
pub mod convert;
mod label;
mod report;
mod score;
#[cfg(test)]
mod tests;

pub use classes::{Class, Classes, classes};
pub use label::{Case, Expected, Label, cases};
pub use report::{Answer, Answers, Claim, Finding, Report, Tool};
pub use score::{Outcome, Score, Statement, judge};

use std::path::PathBuf;

/// `benches/truth`.
pub fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../benches/truth"))
}
