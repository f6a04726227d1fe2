//! Unroot tells who runs every line of a Dockerfile, who owns every path, and who the container
//! starts as. It simulates the build instead of matching text.

#![warn(missing_docs)]

pub mod edit;
pub mod shell;
pub mod source;
pub mod syntax;
