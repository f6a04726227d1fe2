//! Who runs every line of a Dockerfile, who owns every path, and who the container starts as. Unroot simulates the build
//! instead of matching text.
//!
//! [`analyze`] takes a text and the reader's [`Assumptions`](model::Assumptions), and gives an [`Analysis`]. On the way:
//!
//! ```text
//! text ──dockerfile::parse──▶ tree ──model::simulate──▶ Build ──rules::check──▶ findings ──Prover──▶ proved fixes
//!                                                         └──verdict::of──▶ Verdict: who the container starts as
//! ```
//!
//! Each fix is proved before it counts as safe: the fixed text is simulated too, and has to be better. Where the budget
//! of work ends the proofs, the fixes that are left say so ([`Proof`](finding::Proof)). A fix that takes root from the
//! container is graded by what the container needs to start ([`start`]): safe, for review, or not offered. [`fix_all`]
//! applies safe fixes.
//!
//! ```
//! use unroot::{analyze, model::Assumptions, verdict::RunsAs};
//!
//! let analysis = analyze("FROM debian:12\nCMD [\"sh\"]\n", &Assumptions::default());
//! assert_eq!(analysis.verdict.runs_as, RunsAs::Root);
//! assert_eq!(analysis.findings[0].rule.id, "runs-as-root");
//!
//! let commented = analyze("FROM debian:12\nRUN useradd -u 1200 app\nUSER app # run\n", &Assumptions::default());
//! let fixed = unroot::fix_all(&commented);
//! assert_eq!(fixed.applied[0].rule.id, "comment-in-user");
//! assert!(fixed.text.ends_with("USER 1200\n"));
//! ```
//!
//! It runs nothing and reads no network: what a program does that a RUN starts is known only as far as `data/` says it.

#![warn(missing_docs)]

pub mod advice;
mod analysis;
pub mod finding;
mod glob;
pub mod guide;
pub mod image;
pub mod model;
mod program;
pub mod report;
pub mod rules;
pub mod share;
pub mod start;
pub mod verdict;

pub use analysis::{Analysis, Prover, Repair, Repaired, Repairer, analyze, fix_all, fix_rule};
