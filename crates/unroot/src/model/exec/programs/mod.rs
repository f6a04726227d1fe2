//! What each program does to accounts, files and the shell: one table from name to simulation.
//!
//! A simulation changes the [`Shell`] and says how the command ends. A program that starts another one
//! says what it starts instead, and as whom: the interpreter carries that out.

mod accounts;
mod archive;
mod builtins;
mod copies;
mod destination;
mod editors;
mod finders;
mod giving;
mod handover;
mod homes;
mod identities;
mod install;
mod kit;
mod links;
mod maker;
mod mkdir;
mod modes;
mod needs_root;
mod new_owner;
mod output;
mod ownership;
mod packages;
mod reads;
mod refused;
mod registry;
mod remove;
mod searches;
mod wrappers;
mod writers;

pub(super) use builtins::{change_directory, source};
pub(super) use handover::{Handover, Next, Started};
pub(super) use output::{Printed, printed};
pub(super) use registry::{dialect, run};
pub(super) use writers::redirect;
