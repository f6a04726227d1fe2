//! What belongs to one shell process: its options, its arguments, and what it hands on to others.

use crate::model::{Cause, Environment, Value};
use shell::Language;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The state of a shell that no other process sees.
#[derive(Clone)]
pub(crate) struct Process {
    /// Which shell it is; `None` where nothing says.
    pub(crate) language: Option<Language>,
    /// It is bash under the name of `sh`.
    pub(crate) posix: bool,
    /// `set -u`.
    pub(crate) nounset: bool,
    /// `set -o pipefail`; `None` where it may be on.
    pub(crate) pipefail: Option<bool>,
    /// `set -a`.
    pub(crate) allexport: bool,
    /// No option changes what patterns match.
    pub(crate) plain_patterns: bool,
    /// Variables that other programs do not see: set here, and not exported.
    pub(crate) private: Arc<BTreeSet<String>>,
    /// `$1` and so on; `None` where their number is unknown.
    pub(crate) positional: Option<Arc<Vec<Value<String>>>>,
    /// What `trap … EXIT` left to do at the end.
    pub(crate) on_exit: Option<Value<String>>,
    /// `OLDPWD`.
    pub(crate) previous: Option<Value<String>>,
    /// Directories that `pushd` noted, the last one on top.
    pub(crate) stack: Vec<Value<String>>,
    /// Whether dash has `set -o pipefail` in this image, if it is known.
    dash_has_pipefail: Option<bool>,
    /// The environment that the process was started with.
    given: Arc<Environment>,
}

impl Process {
    /// A new process with these variables and arguments.
    pub(crate) fn new(
        given: Arc<Environment>,
        positional: Option<Arc<Vec<Value<String>>>>,
        dash_has_pipefail: Option<bool>,
    ) -> Self {
        Process {
            dash_has_pipefail,
            language: None,
            posix: false,
            nounset: false,
            pipefail: Some(false),
            allexport: false,
            plain_patterns: true,
            private: Arc::default(),
            positional,
            on_exit: None,
            previous: None,
            stack: Vec::new(),
            given,
        }
    }

    /// One that this process starts.
    pub(super) fn started(
        &self,
        given: Arc<Environment>,
        positional: Option<Arc<Vec<Value<String>>>>,
    ) -> Self {
        Process::new(given, positional, self.dash_has_pipefail)
    }

    /// Whether `set -o pipefail` works; `None` where that is unknown.
    pub(super) fn has_pipefail(&self) -> Option<bool> {
        match self.language? {
            Language::Dash => self.dash_has_pipefail,
            Language::Ash | Language::Bash => Some(true),
        }
    }

    /// The variable `name` is set: other programs see it if it came from the environment, or is exported.
    pub(crate) fn sets(&mut self, name: &str) {
        if !self.allexport && !self.given.is_listed(name) {
            Arc::make_mut(&mut self.private).insert(name.to_owned());
        }
    }

    /// Other programs see `name` from here on.
    pub(crate) fn exports(&mut self, name: &str) {
        if !self.given.is_listed(name) {
            let unset = Value::Known(String::new(), Cause::Default);
            Arc::make_mut(&mut self.given).set(name, unset);
        }
        if self.private.contains(name) {
            Arc::make_mut(&mut self.private).remove(name);
        }
    }

    /// Joins two ways through the script: what they agree on stays known.
    pub(super) fn join(&mut self, other: Process, why: &Cause) {
        if self.language != other.language {
            self.language = None;
        }
        self.nounset &= other.nounset;
        if self.pipefail != other.pipefail {
            self.pipefail = None;
        }
        self.plain_patterns &= other.plain_patterns;
        if self.private != other.private {
            Arc::make_mut(&mut self.private).extend(other.private.iter().cloned());
        }
        if self.positional != other.positional {
            self.positional = None;
        }
        let unknown = || Value::Unknown(why.clone());
        if self.on_exit != other.on_exit {
            self.on_exit = Some(unknown());
        }
        if self.previous != other.previous {
            self.previous = Some(unknown());
        }
        if self.stack != other.stack {
            self.stack.iter_mut().for_each(|directory| *directory = unknown());
        }
    }
}
