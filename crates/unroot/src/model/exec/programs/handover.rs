//! How a program ends, or what it starts.

use crate::image::Family;
use crate::model::exec::exit::Exit;
use crate::model::exec::world::sets_uid;
use crate::model::{Identity, Value};
use shell::{Argument, Invocation};

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
    /// A shell with options and arguments.
    Shell(Box<Started>),
    /// Something with other variables: each with its value, or unset.
    With {
        /// What changes.
        variables: Vec<(String, Option<Value<String>>)>,
        /// Nothing else is handed on (`env -i`).
        clears: bool,
        /// What is started.
        what: Box<Handover>,
    },
    /// Several programs one after the other, whatever comes of each.
    Each {
        /// Their words, the names first.
        lines: Vec<Vec<Argument>>,
        /// Whether one that fails makes the whole fail.
        counts: bool,
    },
    /// A program that may be started, once or more.
    Perhaps(Vec<Argument>),
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
    /// The same, if the program that starts it is there at all.
    IfThere(Box<Handover>),
}

/// A shell that is started with a script.
pub(in crate::model::exec) struct Started {
    /// The shell's path; empty where it is unknown.
    pub(in crate::model::exec) program: String,
    /// The script; its text is known.
    pub(in crate::model::exec) text: Argument,
    /// `-e`
    pub(in crate::model::exec) errexit: bool,
    /// `-u`
    pub(in crate::model::exec) nounset: bool,
    /// `-o pipefail`
    pub(in crate::model::exec) pipefail: bool,
    /// Whether the shell sets `UID` itself, as far as is known.
    pub(in crate::model::exec) sets_uid: Option<bool>,
    /// `$1` and so on; `None` where they are not known.
    pub(in crate::model::exec) arguments: Option<Vec<Argument>>,
}

impl Started {
    /// The shell at `path` with a script and nothing else.
    pub(in crate::model::exec) fn new(path: &str, text: Argument) -> Self {
        Started {
            program: path.to_owned(),
            text,
            errexit: false,
            nounset: false,
            pipefail: false,
            sets_uid: None,
            arguments: Some(Vec::new()),
        }
    }

    /// The shell that `call` starts, where `text` is its script.
    pub(in crate::model::exec) fn of(
        call: &Invocation,
        family: Option<Family>,
        text: Argument,
    ) -> Self {
        let option = |name: &str| call.values("o").any(|value| value.text() == name);
        Started {
            errexit: call.has("e") || option("errexit"),
            nounset: call.has("u") || option("nounset"),
            pipefail: option("pipefail"),
            sets_uid: sets_uid(&call.program, family),
            ..Started::new(call.words[0].text(), text)
        }
    }
}
