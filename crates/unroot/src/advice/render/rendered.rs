//! The written advice, and the forms that it takes.

use dockerfile::Span;
use std::borrow::Cow;

/// What the advice is written down for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Form {
    Docker,
    Podman,
    Compose,
    Kubernetes,
}

/// The advice for one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// A shell command of one or more lines, or a YAML document; without the last newline.
    pub text: String,
    /// What it is made of, in order.
    pub flags: Vec<Flag>,
    /// Flags for when a directory of one's own is mounted; none where nothing has to stay.
    pub own_directory: Vec<Flag>,
    /// What to do first, gravest first.
    pub first: Vec<Cow<'static, str>>,
    /// What can't be told.
    pub doubts: Vec<Cow<'static, str>>,
}

/// A flag, or lines of YAML that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// As it stands in the text, without indentation and continuation.
    pub text: String,
    /// What it does, and why here; names in backticks.
    pub why: Cow<'static, str>,
    /// Where that was read.
    pub source: Option<&'static str>,
    /// The place in the Dockerfile that asks for it.
    pub span: Option<Span>,
}

impl Form {
    /// All of them.
    pub const ALL: [Form; 4] = [Form::Docker, Form::Podman, Form::Compose, Form::Kubernetes];

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Form::Docker => "Docker",
            Form::Podman => "Podman",
            Form::Compose => "Compose",
            Form::Kubernetes => "Kubernetes",
        }
    }
}
