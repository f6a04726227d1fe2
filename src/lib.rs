//! Unroot tells who runs every line of a Dockerfile, who owns every path, and who the container
//! starts as. It simulates the build instead of matching text.

#![warn(missing_docs)]

pub mod advice;
mod analysis;
pub mod display;
pub mod edit;
pub mod examples;
pub mod file;
pub mod finding;
mod fix;
pub mod guide;
pub mod image;
mod inspection;
pub mod lesson;
pub mod model;
pub mod order;
pub mod report;
pub mod rules;
pub mod share;
pub mod shell;
pub mod source;
pub mod syntax;
pub mod verdict;

pub use analysis::Analysis;
pub use fix::{Prover, Repair, Repaired, Repairer, analyse, fix_all, fix_rule};
