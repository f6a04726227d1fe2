//! Material that is shared between repositories and may be absent.

use std::path::{Path, PathBuf};

/// `../shared/<what>`, or the same below `UNROOT_SHARED`. Absent: says so and gives `None`; where
/// `CI` is set that is an error, unless `UNROOT_SHARED=none` asks for it.
pub fn shared(what: &str) -> Option<PathBuf> {
    let set = std::env::var("UNROOT_SHARED").ok().filter(|value| !value.is_empty());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let path = set.as_ref().map_or(root, PathBuf::from).join(what);
    if set.as_deref() != Some("none") && path.exists() {
        return Some(path);
    }
    let ci = std::env::var("CI").is_ok_and(|value| !value.is_empty());
    assert!(!ci || set.as_deref() == Some("none"), "../shared/{what} is not here");
    println!("skipped: ../shared/{what} is not here");
    None
}
