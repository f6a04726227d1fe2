//! The Dockerfiles that BuildKit's own parser was run on, and what it read.

use crate::shared::{Set, dockerfiles, sets};
use flate2::read::GzDecoder;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

/// One Dockerfile.
pub struct Case {
    /// Name of the file: `real/…` and `odd/…` are fixtures, `….real.…` and `….torture.…` are shared.
    pub name: String,
    /// Its text.
    pub text: String,
    /// What BuildKit read from it.
    pub expected: Value,
}

impl Case {
    /// Whether BuildKit takes the file.
    pub fn accepted(&self) -> bool {
        self.expected["Err"].is_null() && self.expected["InsErr"].is_null()
    }

    /// What BuildKit read, instruction by instruction.
    pub fn instructions(&self) -> &[Value] {
        self.expected["Ins"].as_array().map_or(&[], Vec::as_slice)
    }

    /// Whether people wrote it to build an image, and not to break readers.
    pub fn is_real(&self) -> bool {
        self.name.starts_with("real/") || self.name.contains(".real.")
    }
}

/// Every case, by name.
pub fn cases() -> Vec<Set<Case>> {
    sets(("parser", fixtures), ("parser/cases.tar.gz", archive))
}

fn fixtures(folder: &Path) -> Vec<Case> {
    let texts = dockerfiles(folder);
    let expected = std::fs::read_to_string(folder.join("expected.jsonl")).expect("the readings");
    let count = texts.len();
    let cases = pair(texts, &expected);
    assert_eq!(cases.len(), count, "each Dockerfile has a reading");
    cases
}

/// Files that are not UTF-8 are left out and counted.
fn archive(path: &Path) -> Vec<Case> {
    let file = std::fs::File::open(path).expect("cases.tar.gz opens");
    let mut archive = tar::Archive::new(GzDecoder::new(file));
    let mut texts = BTreeMap::new();
    let mut expected = String::new();
    let mut foreign = 0;
    for entry in archive.entries().expect("cases.tar.gz is an archive") {
        let mut entry = entry.expect("an entry");
        let path = entry.path().expect("a path").into_owned();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("the entry's bytes");
        match String::from_utf8(bytes) {
            Ok(text) if name == "expected.jsonl" => expected = text,
            Ok(text) if name.ends_with(".Dockerfile") => {
                texts.insert(name, text);
            }
            Ok(_) => {}
            Err(_) => foreign += 1,
        }
    }
    println!("{foreign} files are not UTF-8 and left out");
    let cases = pair(texts, &expected);
    assert!(cases.len() > 2000, "only {} files", cases.len());
    cases
}

/// Each text with its line of `expected`.
fn pair(mut texts: BTreeMap<String, String>, expected: &str) -> Vec<Case> {
    let lines = expected.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let cases = lines.filter_map(|expected| {
        let name = expected["File"].as_str()?.to_owned();
        let text = texts.remove(&name)?;
        Some(Case { name, text, expected })
    });
    cases.collect()
}
