//! `RUN --mount`: what lies over the image while the step runs, and is gone afterwards.

use crate::model::expand::expand;
use crate::model::{
    Builder, Cause, Contents, Environment, Event, EventKind, Files, Kind, MountKind, Mounted, Node,
    Ownership, State, Value, ancestors, directories, join,
};
use dockerfile::{Instruction, Mount, Span};
use std::sync::Arc;

/// The mounts of `instruction`, or the place of a flag that the builder refuses.
pub(super) fn read(
    state: &State,
    instruction: &Instruction,
    escape: char,
) -> Result<Vec<(Mounted, Span)>, Span> {
    let mounts = instruction.mounts.iter().map(|written| match state.builder {
        Builder::Classic => Err(written.flag),
        _ => Ok((mount(state, written, escape, instruction.span)?, written.flag)),
    });
    mounts.collect()
}

struct Fields {
    target: Value<String>,
    id: Option<String>,
    uid: Option<Value<u32>>,
    gid: Option<Value<u32>>,
    mode: Option<Value<u32>>,
    read_only: Option<bool>,
    variable: Option<String>,
    required: bool,
    has_target: bool,
}

fn mount(state: &State, written: &Mount, escape: char, span: Span) -> Result<Mounted, Span> {
    let cause = Cause::At(span);
    let mut kind = MountKind::Bind;
    let mut fields = Fields {
        target: Value::Unknown(cause.clone()),
        id: None,
        uid: None,
        gid: None,
        mode: None,
        read_only: None,
        variable: None,
        required: false,
        has_target: false,
    };
    for (name, raw) in &written.fields {
        let raw = raw.as_deref().unwrap_or_default();
        let value = || expand(raw, &state.env, escape, written.span).map_err(|_| written.span);
        let number = |radix| {
            Ok(match value()? {
                Value::Known(text, _) => {
                    let id = u32::from_str_radix(&text, radix).map_err(|_| written.span)?;
                    Some(Value::Known(id, cause.clone()))
                }
                Value::Unknown(why) => Some(Value::Unknown(why)),
            })
        };
        match name.as_str() {
            "type" => {
                kind = match raw.to_ascii_lowercase().as_str() {
                    "bind" => MountKind::Bind,
                    "cache" => MountKind::Cache,
                    "tmpfs" => MountKind::Tmpfs,
                    "secret" => MountKind::Secret,
                    "ssh" => MountKind::Ssh,
                    _ => return Err(written.span),
                }
            }
            "target" | "dst" | "destination" => {
                fields.target = absolute(state, value()?);
                fields.has_target = true;
            }
            "id" => fields.id = value()?.known().cloned(),
            "uid" => fields.uid = number(10)?,
            "gid" => fields.gid = number(10)?,
            "mode" => fields.mode = number(8)?,
            "rw" | "readwrite" => fields.read_only = Some(raw == "false"),
            "ro" | "readonly" => fields.read_only = Some(raw != "false"),
            // A secret as a variable came with BuildKit; Buildah 1.43 refuses it.
            "env" if state.builder == Builder::Buildah => return Err(written.span),
            "env" => fields.variable = Some(raw.to_owned()),
            "required" => fields.required = raw != "false",
            _ => {}
        }
    }
    let owned = fields.uid.is_some() || fields.gid.is_some() || fields.mode.is_some();
    if owned && matches!(kind, MountKind::Bind | MountKind::Tmpfs) {
        return Err(written.span);
    }
    Ok(of_kind(state, kind, fields, &cause))
}

fn absolute(state: &State, path: Value<String>) -> Value<String> {
    match (path, state.workdir.known()) {
        (Value::Known(path, cause), Some(cwd)) => Value::Known(join(cwd, &path), cause),
        (Value::Known(path, cause), None) if path.starts_with('/') => Value::Known(path, cause),
        (Value::Known(..), None) => Value::Unknown(state.workdir.cause().clone()),
        (unknown, _) => unknown,
    }
}

/// Owners and modes that a mount has unless it says otherwise (convert_runmount.go, mount.go).
fn of_kind(state: &State, kind: MountKind, fields: Fields, cause: &Cause) -> Mounted {
    let default = |value: u32| Value::Known(value, cause.clone());
    let (mode, writable) = match kind {
        MountKind::Bind => (None, fields.read_only == Some(false)),
        MountKind::Cache => (Some(0o755), fields.read_only != Some(true)),
        MountKind::Tmpfs => (Some(0o1777), true),
        MountKind::Secret => (Some(0o400), false),
        MountKind::Ssh => (Some(0o600), true),
    };
    let id = fields.id.as_deref().unwrap_or("default");
    let target = match kind {
        MountKind::Secret if !fields.has_target => {
            let name = id.rsplit('/').next().unwrap_or(id);
            Value::Known(format!("/run/secrets/{name}"), cause.clone())
        }
        MountKind::Ssh if !fields.has_target => Value::Unknown(cause.clone()),
        _ => fields.target,
    };
    let given = fields.mode.or(mode.map(default));
    // The umask of Buildah, and of Docker before 29.6, takes the others' write bit from a cache.
    let masked = state.builder == Builder::Buildah && kind == MountKind::Cache;
    let mode = given.map(|mode| mode.map(|mode| if masked { mode & !0o022 } else { mode }));
    Mounted {
        kind,
        target,
        uid: fields.uid.unwrap_or_else(|| default(0)),
        gid: fields.gid.unwrap_or_else(|| default(0)),
        mode: mode.unwrap_or(Value::Unknown(cause.outside())),
        writable,
        as_variable: fields.variable.is_some() && !fields.has_target,
        variable: fields.variable,
        required: fields.required,
    }
}

/// What a step does below its mounts is not kept.
pub(super) struct Covered {
    before: Arc<Files>,
    env: Arc<Environment>,
    targets: Vec<String>,
    /// Directories on the way to the targets, which are made for them; innermost last.
    parents: Vec<String>,
}

/// Lays the mounts over the image.
pub(super) fn cover(state: &mut State, mounts: &[(Mounted, Span)], span: Span) -> Covered {
    let before = state.files.clone();
    let (mut targets, mut parents) = (Vec::new(), Vec::new());
    let env = state.env.clone();
    for name in mounts.iter().filter_map(|(mounted, _)| mounted.variable.as_ref()) {
        let hidden = Value::Unknown(Cause::Outside(span));
        Arc::make_mut(&mut state.env).set(name.as_str(), hidden);
    }
    for (mounted, _) in mounts.iter().filter(|(mounted, _)| !mounted.as_variable) {
        let Some(target) = mounted.target.known() else { continue };
        let files = Arc::make_mut(&mut state.files);
        let target = files.resolve(target, true);
        let why = Cause::Outside(span);
        if let Some(above) = ancestors(&target).next() {
            let cause = Cause::At(span);
            let root = Ownership::root(&cause);
            let mode = Value::Known(0o755, cause.clone());
            parents.extend(directories::make(files, above, &root, &mode, false, &cause));
        }
        files.remove(&target);
        let owner = Ownership { uid: mounted.uid.clone(), gid: mounted.gid.clone() };
        let file = matches!(mounted.kind, MountKind::Secret | MountKind::Ssh);
        let kind = match mounted.kind {
            _ if file => Kind::File,
            MountKind::Bind => Kind::Unknown,
            _ => Kind::Directory,
        };
        let contents = match mounted.kind {
            MountKind::Tmpfs => Contents::Listed,
            // What others put there before is theirs to have been allowed to.
            MountKind::Cache => Contents::of(owner.clone(), &why),
            _ => Contents::of(Ownership::unknown(&why), &why),
        };
        let node = Node { kind, contents, ..Node::file(&owner, mounted.mode.clone()) };
        files.set(target.clone(), node);
        targets.push(target);
    }
    Covered { before, env, targets, parents }
}

impl Covered {
    /// Takes the mounts away again, and with them the directories that were made for them, unless the step
    /// put something there; Buildah leaves those.
    pub(super) fn uncover(self, state: &mut State) {
        state.env = self.env;
        if self.targets.is_empty() {
            return;
        }
        let keeps = state.builder == Builder::Buildah;
        let files = Arc::make_mut(&mut state.files);
        for target in &self.targets {
            files.remove(target);
            for (path, node) in self.before.within(target) {
                files.set(path, node.clone());
            }
        }
        for parent in self.parents.iter().rev().filter(|_| !keeps) {
            if self.before.get(parent).is_none() && files.within(parent).count() == 1 {
                files.remove(parent);
            }
        }
    }
}

/// The mounts as rules read them.
pub(super) fn events(mounts: Vec<(Mounted, Span)>, command: Span) -> Vec<Event> {
    let event = |(mounted, span)| Event {
        span,
        command,
        conditional: false,
        kind: EventKind::Mounted(mounted),
    };
    mounts.into_iter().map(event).collect()
}
