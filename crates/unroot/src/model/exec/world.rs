//! What a script changes, so that two ways through it can be followed and joined again.

use super::language;
use super::process::Process;
use crate::image::Family;
use crate::model::{
    Accounts, Cause, Contents, Doubt, Environment, Files, Group, Kind, Node, Ownership, State,
    Tools, User, Value, directories, directories::agree,
};
use dockerfile::Span;
use std::sync::Arc;

/// Stands for a mask that nobody knows.
pub(crate) const UNKNOWN_UMASK: u32 = 0o1000;

/// The changeable part of a script's surroundings. Cheap to clone.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) accounts: Arc<Accounts>,
    pub(crate) files: Arc<Files>,
    pub(crate) tools: Tools,
    /// The environment and the shell's own variables.
    pub(crate) variables: Arc<Environment>,
    pub(crate) cwd: Value<String>,
    pub(crate) umask: u32,
    /// Whether the shell sets `UID` and `EUID` itself, where nobody else does; `None` if not known.
    pub(crate) sets_uid: Option<bool>,
    /// `set -e`.
    pub(crate) errexit: bool,
    /// `exit` was reached.
    pub(crate) halted: bool,
    /// What else belongs to the shell alone.
    pub(crate) process: Process,
}

impl World {
    pub(crate) fn of(state: &State) -> Self {
        World {
            accounts: state.accounts.clone(),
            files: state.files.clone(),
            tools: state.tools,
            variables: state.env.clone(),
            cwd: state.workdir.clone(),
            umask: 0o022,
            sets_uid: sets_uid(state.shell.first().map_or("", String::as_str), state.family),
            errexit: false,
            halted: false,
            process: Process::new(state.env.clone(), Some(Arc::default()), state.dash_has_pipefail),
        }
    }

    /// Another process ends, which changed the machine: the shell is the one before.
    pub(crate) fn return_to(&mut self, outer: World) {
        let ended = std::mem::replace(self, outer);
        self.accounts = ended.accounts;
        self.files = ended.files;
        self.tools = ended.tools;
    }

    /// The shell at `path` reads the script.
    pub(crate) fn start(&mut self, path: &str, family: Option<Family>) {
        let (language, posix) = language::find(path, family, &self.files, &self.accounts);
        self.process.language = language;
        self.process.posix = posix;
    }

    /// What outlives the script goes back to the state.
    pub(crate) fn give_back(self, state: &mut State) {
        state.accounts = self.accounts;
        state.files = self.files;
        state.tools = self.tools;
    }

    /// This world or `other`, nobody knows which: what they agree on stays known.
    pub(crate) fn join(&mut self, other: World, at: Span) {
        if other.halted && !self.halted {
            return;
        }
        if self.halted && !other.halted {
            *self = other;
            return;
        }
        let why = Cause::Undecided(at);
        let why_process = why.clone();
        if !Arc::ptr_eq(&self.accounts, &other.accounts) {
            join_accounts(Arc::make_mut(&mut self.accounts), &other.accounts, &why);
        }
        if !Arc::ptr_eq(&self.files, &other.files) {
            join_files(Arc::make_mut(&mut self.files), &other.files, &why);
        }
        self.tools.join(other.tools);
        if !Arc::ptr_eq(&self.variables, &other.variables) {
            let ours = Arc::make_mut(&mut self.variables);
            let differs =
                |name: &str, ours: &Environment| ours.get(name) != other.variables.get(name);
            let names: Vec<String> = ours
                .iter()
                .chain(other.variables.iter())
                .map(|(name, _)| name.to_owned())
                .collect();
            for name in names {
                if differs(&name, ours) {
                    ours.set(name, Value::Unknown(why.clone()));
                }
            }
        }
        if self.cwd != other.cwd {
            self.cwd = Value::Unknown(why);
        }
        if self.umask != other.umask {
            self.umask = UNKNOWN_UMASK;
        }
        self.errexit &= other.errexit;
        self.process.join(other.process, &why_process);
    }
}

/// bash sets them where the environment does not, and so does `sh` outside of Debian's and BusyBox's
/// families; dash and ash never do. `None` for other shells.
pub(super) fn sets_uid(shell: &str, family: Option<Family>) -> Option<bool> {
    let plain = matches!(
        family,
        Some(Family::Debian | Family::Ubuntu | Family::Alpine | Family::Wolfi | Family::Busybox)
    );
    match shell.rsplit('/').next()? {
        "sh" => Some(!plain),
        "bash" => Some(true),
        "dash" | "ash" | "busybox" => Some(false),
        _ => None,
    }
}

fn join_value<T: Clone + PartialEq>(ours: &mut Value<T>, theirs: &Value<T>, why: &Cause) {
    if ours.known() != theirs.known() {
        *ours = Value::Unknown(why.clone());
    }
}

/// An account that only one way makes counts as there, with numbers that are not known: scripts
/// that ask first (`id app || useradd app`) have it either way.
fn join_accounts(ours: &mut Accounts, theirs: &Accounts, why: &Cause) {
    let unknown = || Value::Unknown(why.clone());
    for user in ours.users.iter_mut() {
        match theirs.users.iter().find(|other| other.name == user.name) {
            Some(other) => {
                join_value(&mut user.uid, &other.uid, why);
                join_value(&mut user.gid, &other.gid, why);
                user.shell = user.shell.take().filter(|shell| other.shell.as_ref() == Some(shell));
            }
            None => (user.uid, user.gid) = (unknown(), unknown()),
        }
    }
    for group in ours.groups.iter_mut() {
        match theirs.groups.iter().find(|other| other.name == group.name) {
            Some(other) => join_value(&mut group.gid, &other.gid, why),
            None => group.gid = unknown(),
        }
    }
    for user in theirs.users.iter() {
        if !ours.users.iter().any(|known| known.name == user.name) {
            ours.users.push(User { uid: unknown(), gid: unknown(), ..user.clone() });
        }
    }
    for group in theirs.groups.iter() {
        if !ours.groups.iter().any(|known| known.name == group.name) {
            ours.groups.push(Group { gid: unknown(), ..group.clone() });
        }
    }
    ours.settings.join(&theirs.settings, why);
    ours.passwords = ours.passwords.take().or_else(|| theirs.passwords.clone());
    ours.rewritten = ours.rewritten.take().or_else(|| theirs.rewritten.clone());
    let new: Vec<Doubt> = theirs
        .doubts
        .iter()
        .filter(|doubt| !ours.doubts.iter().any(|known| known == *doubt))
        .cloned()
        .collect();
    ours.doubts.extend(new);
}

/// A path that only one way makes counts as there, with an owner that is not known.
fn join_files(ours: &mut Files, theirs: &Files, why: &Cause) {
    ours.complete &= theirs.complete;
    theirs.unread.into_iter().for_each(|at| ours.note_unread(at));
    let paths: Vec<String> = ours.differences(theirs).map(str::to_owned).collect();
    for path in paths {
        let joined = match (ours.get(&path), theirs.get(&path)) {
            (Some(a), Some(b)) => {
                let mut node = a.clone();
                agree(&mut node.uid, &b.uid, why);
                agree(&mut node.gid, &b.gid, why);
                agree(&mut node.mode, &b.mode, why);
                if a.kind != b.kind {
                    node.kind = Kind::Unknown;
                }
                node.contents = directories::join_contents(&a.contents, &b.contents, why);
                node
            }
            (Some(node), None) | (None, Some(node)) => Node {
                kind: node.kind.clone(),
                uid: Value::Unknown(why.clone()),
                gid: Value::Unknown(why.clone()),
                mode: Value::Unknown(why.clone()),
                contents: Contents::of(Ownership::unknown(why), why),
            },
            (None, None) => continue,
        };
        ours.set(path, joined);
    }
}
