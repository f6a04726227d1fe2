//! Declared volumes, also those that the stage inherits: a RUN's container may mount a copy there, so that what the RUN changes
//! below it is thrown away with the container.
//!
//! The classic builder does so. Buildah 1.28 does, and newer releases with `--compat-volumes`; there, without layers,
//! later steps still see what earlier ones changed. BuildKit does not.

use crate::model::{Builder, Cause, Contents, Files, Kind, Node, Ownership, State, Value};
use dockerfile::Span;
use std::sync::Arc;

/// Takes back what the step at `span` did below the volumes, or makes it unknown.
pub(super) fn discard(state: &mut State, before: &Arc<Files>, span: Span) {
    if state.builder == Builder::BuildKit || Arc::ptr_eq(&state.files, before) {
        return;
    }
    let own = state.volumes.iter().map(|(path, _)| path);
    let volumes: Vec<String> = own.chain(state.inherited_volumes.iter()).cloned().collect();
    for volume in volumes {
        let real = before.resolve(&volume, true);
        let files = Arc::make_mut(&mut state.files);
        match state.builder {
            Builder::Classic => {
                files.remove(&real);
                for (path, node) in before.within(&real) {
                    files.set(path, node.clone());
                }
            }
            _ => blur(files, before, &real, span),
        }
    }
}

/// Makes unknown what differs at and below `volume` from what was there `before`.
fn blur(files: &mut Files, before: &Files, volume: &str, span: Span) {
    let why = Cause::Undecided(span);
    let unknown = || Value::Unknown(why.clone());
    let changed = |path: &str, one: &Files, other: &Files| one.get(path) != other.get(path);
    let known = files.within(volume).chain(before.within(volume));
    let paths: Vec<String> = known
        .map(|(path, _)| path.to_owned())
        .filter(|path| changed(path, files, before))
        .collect();
    for path in paths {
        let kind = match (before.get(&path), files.get(&path)) {
            (Some(old), Some(new)) if old.kind == new.kind => new.kind.clone(),
            _ => Kind::Unknown,
        };
        let contents = Contents::of(Ownership::unknown(&why), &why);
        files.set(path, Node { kind, uid: unknown(), gid: unknown(), mode: unknown(), contents });
    }
}
