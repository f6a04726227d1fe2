//! What several test files need.

use std::path::{Path, PathBuf};

/// The shared test data `what`; `None`, with a word about it, where it is not here.
///
/// # Panics
/// In CI, where skipping would hide that nothing was tested.
pub fn shared(what: &str) -> Option<PathBuf> {
    let root = std::env::var_os("UNROOT_SHARED").map(PathBuf::from);
    let root = root.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    let path = root.join(what);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var("CI").unwrap_or_default().is_empty(), "{} is missing", path.display());
    println!("skipped: ../shared/{} is not here", what.split('/').next().unwrap_or(what));
    None
}
