//! Reads a Dockerfile from a file or from standard input.

use super::outcome::Failure;
use dockerfile::file::NAME;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// A Dockerfile as given.
pub struct Input {
    pub text: String,
    /// How people call it.
    pub name: String,
    /// Its path in reports for other tools.
    pub path: String,
}

impl Input {
    /// Reads `file`; `-` is standard input.
    pub fn read(file: &Path) -> Result<Self, Failure> {
        let (bytes, name, path) = if is_stdin(file) {
            let mut bytes = Vec::new();
            let read = io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes);
            (read, "<stdin>".to_owned(), NAME.to_owned())
        } else {
            let name = file.to_string_lossy().into_owned();
            (fs::read(file), name.clone(), name)
        };
        let bytes = bytes.map_err(|why| Failure(format!("can't read {name}: {why}")))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let (byte, line) = (error.as_bytes()[at], newlines(&error.as_bytes()[..at]) + 1);
            Failure(format!(
                "can't read {name}: not UTF-8 at byte {at} (0x{byte:02x}, line {line})"
            ))
        })?;
        Ok(Input { text, name, path })
    }
}

pub fn is_stdin(file: &Path) -> bool {
    file.as_os_str() == "-"
}

fn newlines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}
