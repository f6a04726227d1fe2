//! Declared volumes under the classic builder: each RUN's container mounts an empty one there, so that
//! what the RUN changes below it is thrown away with the container.

use crate::model::{Builder, Files, State};
use std::sync::Arc;

/// Takes back what the step did below the volumes.
pub(super) fn discard(state: &mut State, before: &Arc<Files>) {
    if state.builder != Builder::Classic || state.volumes.is_empty() {
        return;
    }
    let files = Arc::make_mut(&mut state.files);
    for (volume, _) in state.volumes.iter() {
        let real = before.resolve(volume, true);
        files.remove(&real);
        for (path, node) in before.within(&real) {
            files.set(path, node.clone());
        }
    }
}
