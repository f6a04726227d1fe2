//! The start of the container: what runs, what the image is for, and what stands between it and an ordinary user.
//!
//! A fix that makes the container start as another user keeps the build going; whether the program still does its work is
//! asked here. Three sources answer: facts about programs (`data/services.toml`), the simulated files as the new user would
//! find them, and what the Dockerfile says of its purpose. Each thing that speaks against the change is an obstacle; the
//! gravest decides the [`Grade`].

mod grade;
mod image;
mod made;
mod needs;
mod ports;
mod private;
mod purpose;
mod runs;
mod signs;
#[cfg(test)]
mod tests;

pub use grade::{Grade, grade};
pub use purpose::{Purpose, purpose_of};
