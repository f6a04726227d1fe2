//! The simulation: stage by stage and step by step, who runs each instruction, which users exist,
//! and who owns which path. It knows facts and causes; it has no opinions and no messages.

mod accounts;
mod base;
mod copy;
mod directories;
mod event;
mod expand;
mod files;
mod identity;
mod list;
mod map;
mod path;
mod permission;
mod ports;
mod reach;
mod resume;
mod run;
mod runner;
mod simulate;
mod state;
mod system;
mod tools;
mod value;
mod words;
mod workdir;

pub use accounts::{Accounts, Doubt, DoubtKind, Group, Lookup, User};
pub use event::{Argument, Copied, Denial, Event, EventKind, MountKind, Mounted, Ran, ToolFailure};
pub use expand::Environment;
pub(crate) use expand::glob;
pub use files::{Contents, Files, Kind, Node, Ownership};
pub use list::List;
pub use path::{ancestors, is_within, join};
pub use permission::{may_execute, may_read, may_write};
pub use ports::{Exposed, Ports, Protocol};
pub use run::chmod::opens_to_everybody;
pub use simulate::{simulate, simulate_again};
pub use state::{
    Assumptions, Build, Builder, Identity, Missing, Outcome, Stage, StageBase, State, Step, Stop,
    Subject,
};
pub use system::{SEEN, is_of_system};
pub use tools::{Tool, Tools};
pub use value::{Cause, Value};
