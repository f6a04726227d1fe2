//! The simulation: stage by stage and step by step, who runs each instruction, which users exist,
//! and who owns which path. It knows facts and causes; it has no opinions and no messages.

mod accounts;
mod files;
mod run;
mod state;
mod value;

pub use accounts::{Accounts, Doubt, DoubtKind, Group, Lookup, User};
pub use files::{Files, Node, Ownership, ancestors, is_within, join};
pub use state::{
    Assumptions, Build, Builder, Copied, Denial, Event, EventKind, Identity, Missing, Outcome,
    Stage, StageBase, State, Step, Subject, Tool, ToolFailure,
};
pub use value::{Cause, Value};
