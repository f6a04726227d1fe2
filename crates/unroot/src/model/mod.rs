//! The simulation: stage by stage and step by step, who runs each instruction, which users exist,
//! and who owns which path. It knows facts and causes; it has no opinions and no messages.

mod accounts;
mod base;
mod builder;
mod copy;
mod directories;
mod effect;
mod event;
mod evidence;
mod exec;
mod expand;
mod files;
mod from;
mod identity;
mod list;
mod map;
mod mode;
mod open_name;
mod outcome;
mod owner_spec;
mod path;
mod permission;
mod ports;
mod purpose;
mod reach;
mod reads;
mod resume;
mod runner;
mod settings;
mod simulate;
mod start_command;
mod state;
mod system;
mod tools;
mod value;
mod words;
mod workdir;

pub use accounts::{Accounts, Doubt, DoubtKind, Group, Lookup, User};
pub use builder::Builder;
pub use event::{Copied, Denial, Event, EventKind, Events, MountKind, Mounted, Ran, ToolFailure};
pub(crate) use exec::presence;
pub use expand::Environment;
pub use files::{Contents, Files, Kind, Node, Ownership};
pub use list::List;
pub use mode::Mode;
pub use outcome::{Outcome, Subject};
pub use owner_spec::OwnerSpec;
pub use path::{ancestors, is_within, join};
pub(crate) use permission::may_reach;
pub use permission::{may_execute, may_read, may_write};
pub use ports::{Exposed, Ports, Protocol};
pub use purpose::Purpose;
pub use settings::{Settings, SettingsFile};
pub use simulate::{simulate, simulate_again};
pub use start_command::{
    behind_inits, behind_step_down, commands, script, start_command, start_commands,
    stepped_down_to,
};
pub use state::{Assumptions, Build, Identity, Missing, Stage, StageBase, State, Step, Stop};
pub use system::{SEEN, is_of_system};
pub use tools::{Presence, Tool, Tools};
pub use value::{Cause, Value};
