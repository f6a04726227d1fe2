//! What a step did, as rules read it.

use super::{Mode, Outcome, OwnerSpec, Subject, Value};
use dockerfile::Span;
use shell::Invocation;
use std::ops::Deref;
use std::sync::Arc;

/// Something that a step did, for rules to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The words it is about, in the Dockerfile.
    pub span: Span,
    /// The whole simple command or instruction.
    pub command: Span,
    /// What happened.
    pub kind: EventKind,
    /// It happens only if a condition holds that can't be told.
    pub conditional: bool,
}

/// What a step did, in order. Copies share it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Events(Arc<Vec<Event>>);

impl Events {
    /// Whether both are copies of the same events.
    pub(crate) fn is_copy_of(&self, other: &Events) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl From<Vec<Event>> for Events {
    fn from(events: Vec<Event>) -> Self {
        Events(Arc::new(events))
    }
}

impl Deref for Events {
    type Target = [Event];

    fn deref(&self) -> &[Event] {
        &self.0
    }
}

impl<'a> IntoIterator for &'a Events {
    type Item = &'a Event;
    type IntoIter = std::slice::Iter<'a, Event>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// What can happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// A user was made; `span` is the name where the command gives it.
    UserCreated {
        /// Login name.
        name: String,
        /// UID.
        uid: Value<u32>,
    },
    /// A group was made.
    GroupCreated {
        /// Name.
        name: String,
    },
    /// A name in `chown`, `--chown`, `install -o` … that nobody made.
    OwnerMissing {
        /// User or group.
        subject: Subject,
        /// The name.
        name: String,
        /// Whether it is certain.
        certain: bool,
        /// `--chown` of COPY or ADD, which BuildKit takes for root instead of failing.
        copying: bool,
    },
    /// A name in `--chown` of COPY or ADD, of which nobody knows whether the image has it.
    OwnerUnsure {
        /// User or group.
        subject: Subject,
        /// The name.
        name: String,
    },
    /// Owner or group of paths was changed.
    OwnerSet {
        /// Whom they are given to, variables replaced.
        owner: OwnerSpec,
        /// Absolute paths and where they stand.
        paths: Vec<(String, Span)>,
        /// `-R`.
        recursive: bool,
    },
    /// Mode bits were set by `chmod`, `install -m`, `mkdir -m` or `--chmod`.
    ModeSet {
        /// The mode, variables replaced.
        mode: Mode,
        /// Absolute paths and where they stand.
        paths: Vec<(String, Span)>,
        /// `-R`, or a tree that was copied.
        recursive: bool,
    },
    /// A program or builtin of a RUN was started. Programs that run another one (`env`, `sudo`,
    /// `sh -c`) come before the one that they run.
    Ran(Ran),
    /// `RUN --mount`: what the step sees at `target`.
    Mounted(Mounted),
    /// COPY or ADD brought files.
    Copied(Copied),
    /// The step's identity may not do this: it needs root, or the path belongs to somebody else.
    Denied {
        /// What was attempted: a path that would be written, or a program that needs root.
        what: Denial,
        /// Who attempts it, by name or number: `su-exec app …` is not the step's own identity.
        who: String,
        /// Whether the build stops because of it.
        fails: Outcome,
    },
    /// The step's identity writes this file, or something in this directory.
    Wrote {
        /// Absolute path.
        path: String,
        /// What is written, where the command says it all (`echo` and `printf` into a file).
        text: Option<String>,
    },
    /// A command that makes users is not in the image, or refuses these options.
    ToolFails {
        /// The program.
        program: String,
        /// Why.
        why: ToolFailure,
    },
}

/// Why a step may not do something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Denial {
    /// Writing to a path that belongs to another user.
    Write {
        /// The directory or file, absolute.
        path: String,
    },
    /// Reading a file or a directory.
    Read {
        /// The path, absolute.
        path: String,
    },
    /// Starting a program.
    Start {
        /// Its path, absolute.
        path: String,
    },
    /// A program that only root can use (`apt-get`, `useradd` …).
    Program {
        /// Its name.
        name: String,
    },
    /// A program that keeps something below a HOME which its user can't write.
    Home {
        /// The program's name.
        program: String,
        /// What HOME is.
        home: String,
        /// The place below it, absolute.
        path: String,
    },
    /// Changing owner or mode of a path that one does not own.
    Change {
        /// The path, absolute.
        path: String,
    },
}

/// Why a command fails that makes users, or calls a program that can't do what it is called for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToolFailure {
    /// The program is not in the image.
    Absent,
    /// It does not know the option.
    Option(String),
    /// The name, UID or GID is taken.
    Taken(String),
    /// A user or group that it names does not exist.
    Unknown(Subject, String),
    /// It needs the name of one account, and gets none or several.
    Name,
    /// It asks a question that nobody answers in a build (BusyBox `adduser` without `-D`).
    Prompts,
    /// It is a shell that SHELL gives no `-c`, so it takes the script for the name of a file.
    NoCommand,
}

/// What COPY or ADD did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Absolute destination, if known.
    pub destination: Value<String>,
    /// Whether the destination is a directory for certain (trailing slash, several sources, `.`).
    pub into_directory: bool,
    /// `--chown` as given.
    pub chown: bool,
    /// Owner of what was brought.
    pub uid: Value<u32>,
    /// Group of what was brought.
    pub gid: Value<u32>,
    /// `--from`: what came from a stage or image keeps its owner.
    pub from: bool,
    /// Brings single files that are known by name, and no tree.
    pub only_files: bool,
}

/// A program that a RUN started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ran {
    /// Its command line.
    pub call: Arc<Invocation>,
    /// Who runs it.
    pub uid: Value<u32>,
}

/// What `RUN --mount` puts at a path while the step runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mounted {
    /// Of which type.
    pub kind: MountKind,
    /// Absolute path, if known.
    pub target: Value<String>,
    /// Owner of `target`.
    pub uid: Value<u32>,
    /// Group of `target`.
    pub gid: Value<u32>,
    /// Mode of `target`.
    pub mode: Value<u32>,
    /// Whether it is mounted for writing.
    pub writable: bool,
    /// `env=`: the secret comes as a variable, and as a file only if a target is given too.
    pub as_variable: bool,
    /// The name of that variable.
    pub variable: Option<String>,
    /// `required`: without it the step fails.
    pub required: bool,
}

/// `type=` of a mount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum MountKind {
    Bind,
    Cache,
    Tmpfs,
    Secret,
    Ssh,
}
