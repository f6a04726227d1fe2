//! What the judges share: real and recorded Dockerfiles, and what holds for every text.

pub mod cases;
pub mod corpus;
pub mod properties;
pub mod shared;
pub mod truth;
