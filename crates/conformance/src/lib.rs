//! What the judges share: real and recorded Dockerfiles, real builds, and what holds for every text.

pub mod builds;
pub mod cases;
pub mod corpus;
pub mod properties;
pub mod shared;
pub mod truth;
