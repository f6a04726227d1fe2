//! The repository's source files as tests see them: their modules, what these name, and the circles
//! among files.

mod circles;
mod modules;
mod tokens;

pub use circles::circles;
pub use modules::Crate;
pub use tokens::without_tests;

use std::fs;
use std::path::{Path, PathBuf};

/// The root of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The Rust files below `folder`, sorted.
pub fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Every crate of the repository, in order of their folders.
pub fn crates() -> Vec<Crate> {
    let mut sources = vec![root().join("src"), root().join("src/view"), root().join("xtask/src")];
    for entry in fs::read_dir(root().join("crates")).unwrap() {
        sources.push(entry.unwrap().path().join("src"));
    }
    sources.sort();
    sources.iter().map(|source| Crate::of(source)).collect()
}
