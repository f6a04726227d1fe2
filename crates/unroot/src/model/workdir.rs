//! `WORKDIR`: where later steps run, and who owns the directories that it makes.

use super::identity::file_owner;
use super::{
    Builder, Cause, Files, Kind, Outcome, Ownership, State, Value, ancestors, directories,
};
use super::{is_within, join};
use dockerfile::Span;
use std::sync::Arc;

/// Changes into `path` (expanded), making what does not exist. Gives the failure, if it fails.
pub(crate) fn change(state: &mut State, path: Value<String>, span: Span) -> Option<Outcome> {
    let cause = Cause::At(span);
    let path = match (path, &state.workdir) {
        (Value::Known(path, _), _) if path.is_empty() => {
            // "cannot normalize nothing" (moby, dispatchers_unix.go).
            return (state.builder == Builder::Classic).then_some(Outcome::Fails(cause));
        }
        (Value::Known(path, _), Value::Known(current, _)) => join(current, &path),
        (Value::Known(path, _), Value::Unknown(_)) if path.starts_with('/') => join("/", &path),
        (Value::Known(..), Value::Unknown(cause)) => {
            state.workdir = Value::Unknown(cause.clone());
            return None;
        }
        (Value::Unknown(cause), _) => {
            state.workdir = Value::Unknown(cause);
            return None;
        }
    };
    let owner = match (&state.user, state.builder) {
        (_, Builder::Classic) => Ownership::root(&cause),
        (Value::Known(user, _), builder) => {
            let owner = file_owner(user, &cause, &state.accounts, builder);
            let looked_up = !owner.missing.is_empty();
            // Onto nothing at all there is no passwd to look in: `invalid user index: -1`.
            if looked_up && builder == Builder::BuildKit && state.files.is_empty() {
                return Some(Outcome::Fails(cause));
            }
            owner.ownership
        }
        (Value::Unknown(why), _) => Ownership::unknown(why),
    };
    let real = state.files.resolve(&path, true);
    if through_a_file(&state.files, &real) {
        return Some(Outcome::Fails(cause));
    }
    // BuildKit sets no owner where USER is empty, so that a parent's group is inherited.
    let unset = state.user.is_known_and(String::is_empty);
    let inherits = state.builder == Builder::BuildKit && unset;
    let mode = Value::Known(0o755, cause.clone());
    let files = Arc::make_mut(&mut state.files);
    directories::make(files, &real, &owner, &mode, inherits, &cause);
    state.workdir = Value::Known(path, cause);
    None
}

/// Whether `path` is, or leads through, something that is no directory for certain.
pub(crate) fn through_a_file(files: &Files, path: &str) -> bool {
    let is_file = |path: &str| files.get(path).is_some_and(|node| node.kind == Kind::File);
    is_file(path) || ancestors(path).any(is_file)
}

/// The working directory that an image names may not be there: the first RUN makes it, as its own
/// in BuildKit and Buildah, as root's in the classic builder.
pub(crate) fn ensure(state: &mut State, span: Span) {
    let Some(path) = state.workdir.known().filter(|path| !is_within("/", path)).cloned() else {
        return;
    };
    let cause = Cause::At(span);
    let who = state.identity();
    let owner = match state.builder {
        Builder::Classic => Ownership::root(&cause),
        Builder::BuildKit | Builder::Buildah => Ownership { uid: who.uid, gid: who.gid },
    };
    let real = state.files.resolve(&path, true);
    if state.files.get(&real).is_none() {
        let mode = Value::Known(0o755, cause.clone());
        let files = Arc::make_mut(&mut state.files);
        directories::make(files, &real, &owner, &mode, false, &cause);
    }
}
