//! `WORKDIR`: where later steps run, and who owns the directories that it makes.

use super::identity::file_owner;
use super::{Builder, Cause, Files, Node, Ownership, State, Value, ancestors, join};
use crate::source::Span;
use std::sync::Arc;

/// Changes into `path` (expanded), making what does not exist.
pub(crate) fn change(state: &mut State, path: Value<String>, span: Span, builder: Builder) {
    let path = match (path, &state.workdir) {
        (Value::Known(path, _), _) if path.is_empty() => return,
        (Value::Known(path, _), Value::Known(current, _)) => join(current, &path),
        (Value::Known(path, _), Value::Unknown(_)) if path.starts_with('/') => join("/", &path),
        (Value::Known(..), Value::Unknown(cause)) => {
            state.workdir = Value::Unknown(cause.clone());
            return;
        }
        (Value::Unknown(cause), _) => {
            state.workdir = Value::Unknown(cause);
            return;
        }
    };
    let cause = Cause::At(span);
    let owner = match (&state.user, builder) {
        (_, Builder::Classic) => root(&cause),
        (Value::Known(user, _), _) => file_owner(user, &cause, &state.accounts, builder).ownership,
        (Value::Unknown(why), _) => {
            Ownership { uid: Value::Unknown(why.clone()), gid: Value::Unknown(why.clone()) }
        }
    };
    make_directories(Arc::make_mut(&mut state.files), &path, &owner, &cause);
    state.workdir = Value::Known(path, cause);
}

/// Root's ownership.
pub(crate) fn root(cause: &Cause) -> Ownership {
    Ownership { uid: Value::Known(0, cause.clone()), gid: Value::Known(0, cause.clone()) }
}

/// Makes `path` and its parents where they do not exist, each with `owner` and mode 0755. Existing
/// directories stay as they are.
pub(crate) fn make_directories(files: &mut Files, path: &str, owner: &Ownership, cause: &Cause) {
    let mut missing: Vec<String> = vec![path.to_owned()];
    missing.extend(ancestors(path).map(str::to_owned));
    missing.retain(|path| files.get(path).is_none());
    for path in missing.iter().rev() {
        let above = ancestors(path).find_map(|above| files.get(above));
        // Below a tree whose contents came from elsewhere the directory may be there already.
        let inherited = above.and_then(|node| node.contents.clone());
        let node = match inherited {
            Some(inside) if inside != *owner => {
                let unknown =
                    |value: Value<u32>, ours: &Value<u32>| match (value.known(), ours.known()) {
                        (Some(a), Some(b)) if a == b => value,
                        _ => Value::Unknown(Cause::Outside(cause.span().unwrap_or_default())),
                    };
                let uid = unknown(inside.uid, &owner.uid);
                Node::directory(uid, unknown(inside.gid, &owner.gid), 0o755, cause)
            }
            _ => Node::directory(owner.uid.clone(), owner.gid.clone(), 0o755, cause),
        };
        files.set(path.clone(), node);
    }
}
