//! How a program ends, or what it starts.

use crate::model::exec::exit::Exit;
use crate::model::{Identity, Value};
use shell::Argument;

/// What comes of a program.
pub(in crate::model::exec) enum Next {
    /// It ends.
    Ends(Exit),
    /// It starts something else, whose end is its own.
    Runs(Handover),
}

/// What a program starts.
pub(in crate::model::exec) enum Handover {
    /// Another program: its words, the name first.
    Words(Vec<Argument>),
    /// A shell with a script.
    Script {
        /// The script; its text is known.
        text: Argument,
        /// `-e`
        errexit: bool,
        /// Whether that shell sets `UID` itself, as far as is known.
        sets_uid: Option<bool>,
    },
    /// Something as another user.
    As {
        /// The user.
        who: Box<Identity>,
        /// What it starts; `None` where that is unknown.
        starts: Option<Box<Handover>>,
        /// Whether the program is there and lets the caller do so, for certain.
        sure: bool,
    },
    /// Something in another directory or under another mask.
    Elsewhere {
        /// The directory, if it is another one.
        cwd: Option<Value<String>>,
        /// The mask.
        umask: u32,
        /// What it starts.
        starts: Box<Handover>,
    },
}
