//! Recorded material: the fixtures of the repository, and the larger sets of `../shared`, which may be absent.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// Where a set of recordings comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// `crates/conformance/fixtures`, always present.
    Fixtures,
    /// `../shared`.
    Shared,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Origin::Fixtures => "fixtures",
            Origin::Shared => "shared",
        })
    }
}

/// Recordings of one origin. Tests count each set by itself.
pub struct Set<T> {
    /// Where they come from.
    pub origin: Origin,
    /// The recordings.
    pub items: Vec<T>,
}

/// What `read_fixtures` reads from a folder of the fixtures and, where it is present, what `read_shared` reads
/// from a path below `../shared`.
pub fn sets<T>(
    (fixtures, read_fixtures): (&str, impl FnOnce(&Path) -> Vec<T>),
    (shared, read_shared): (&str, impl FnOnce(&Path) -> Vec<T>),
) -> Vec<Set<T>> {
    let items = read_fixtures(&root().join("crates/conformance/fixtures").join(fixtures));
    let mut sets = vec![Set { origin: Origin::Fixtures, items }];
    if let Some(path) = self::shared(shared) {
        sets.push(Set { origin: Origin::Shared, items: read_shared(&path) });
    }
    sets
}

/// The repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// `../shared/<what>`, or the same below `UNROOT_SHARED`. Prints a line and returns `None` where it is absent.
///
/// Panics where `CI` is set and it is absent, unless `UNROOT_SHARED=none` says that it is meant to be.
pub fn shared(what: &str) -> Option<PathBuf> {
    let set = std::env::var("UNROOT_SHARED").ok().filter(|value| !value.is_empty());
    let path = set.as_ref().map_or(root().join("../shared"), PathBuf::from).join(what);
    if set.as_deref() != Some("none") && path.exists() {
        return Some(path);
    }
    let ci = std::env::var("CI").is_ok_and(|value| !value.is_empty());
    assert!(!ci || set.as_deref() == Some("none"), "../shared/{what} is not here");
    println!("skipped: ../shared/{what} is not here");
    None
}

/// The Dockerfiles of the parser's fixtures: name with folder (`real/…`, `odd/…`), and text.
///
/// Panics where there are fewer than 200.
pub fn dockerfiles(parser: &Path) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for folder in ["odd", "real"] {
        for entry in std::fs::read_dir(parser.join(folder)).expect("the fixtures are there") {
            let path = entry.expect("a readable folder").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let text = std::fs::read_to_string(&path).expect("a readable Dockerfile");
            texts.insert(format!("{folder}/{name}"), text);
        }
    }
    assert!(texts.len() >= 200, "only {} Dockerfiles", texts.len());
    texts
}
