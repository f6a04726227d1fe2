//! How a program ends, or what it starts.

use crate::model::Identity;
use crate::model::exec::exit::Exit;
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
    /// Something as somebody else; `None` where it is unknown what.
    As(Box<Identity>, Option<Box<Handover>>),
    /// The same, if the program that starts it is there at all.
    Perhaps(Box<Handover>),
}
