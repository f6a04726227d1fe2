//! What each program does to accounts, files and the shell: one table from name to simulation.
//!
//! A simulation changes the [`Shell`] and says how the command ends. A program that starts another one
//! says what it starts instead, and as whom: the interpreter carries that out.

mod accounts;
mod archive;
mod builtins;
mod copies;
mod editors;
mod finders;
mod handover;
mod homes;
mod identities;
mod maker;
mod mkdir;
mod modes;
mod needs_root;
mod new_owner;
mod ownership;
mod packages;
mod presence;
mod refused;
mod registry;
mod remove;
mod wrappers;
mod writers;

pub(super) use handover::{Handover, Next};
pub(crate) use presence::{PATH, presence};
pub(super) use registry::{dialect, run};
pub(super) use writers::{printed, redirect};
