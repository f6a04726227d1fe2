//! What the tests over the shared material have in common.

use std::path::{Path, PathBuf};

/// The shared file or folder `what`, beside the repository or under `UNROOT_SHARED`. `None` where
/// it is absent, as in a user's clone; there a test skips. In CI that is a failure.
pub fn shared(what: &str) -> Option<PathBuf> {
    let root = std::env::var_os("UNROOT_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = root.join(what);
    if path.exists() {
        return Some(path);
    }
    let ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty());
    assert!(!ci, "../shared/{what} is not here, and CI needs it");
    println!("skipped: ../shared/{what} is not here");
    None
}
