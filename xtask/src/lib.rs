//! Chores of this repository, as functions over its files.

pub mod new_rule;
pub mod questions;
pub mod rules;
