//! Who runs every line of a Dockerfile, who owns every path, and who the container starts as. Unroot simulates the build
//! instead of matching text.
//!
//! ```
//! use unroot::{analyse, model::Assumptions, verdict::RunsAs};
//!
//! let analysis = analyse("FROM debian:12\nCMD [\"sh\"]\n", &Assumptions::default());
//! assert_eq!(analysis.verdict.runs_as, RunsAs::Root);
//! ```

#![warn(missing_docs)]

pub mod advice;
mod analysis;
pub mod finding;
mod fix;
pub mod guide;
pub mod image;
mod inspection;
pub mod model;
mod program;
pub mod report;
pub mod rules;
pub mod share;
pub mod verdict;

pub use analysis::Analysis;
pub use fix::{Prover, Repair, Repaired, Repairer, analyse, fix_all, fix_rule};
