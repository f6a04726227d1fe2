//! Who runs every line of a Dockerfile, who owns every path, and who the container starts as. Unroot simulates the build
//! instead of matching text.
//!
//! ```
//! use unroot::{analyze, model::Assumptions, verdict::RunsAs};
//!
//! let analysis = analyze("FROM debian:12\nCMD [\"sh\"]\n", &Assumptions::default());
//! assert_eq!(analysis.verdict.runs_as, RunsAs::Root);
//! ```

#![warn(missing_docs)]

pub mod advice;
mod analysis;
pub mod finding;
mod fix;
mod glob;
pub mod guide;
pub mod image;
mod inspection;
pub mod model;
pub mod report;
pub mod rules;
pub mod share;
pub mod verdict;

pub use analysis::Analysis;
pub use fix::{Prover, Repair, Repaired, Repairer, analyze, fix_all, fix_rule};
