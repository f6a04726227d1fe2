//! The folder that is served, and which of its files a target names.

use super::answer::Answer;
use super::request::Request;
use percent_encoding::percent_decode_str;
use std::fs;
use std::io::{self, Error, ErrorKind};
use std::path::{Path, PathBuf};

const INDEX: &str = "index.html";

/// A folder with a page.
pub struct Site {
    /// Without symbolic links.
    root: PathBuf,
}

impl Site {
    /// `folder`, which holds a page.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let root = fs::canonicalize(folder)?;
        if root.join(INDEX).is_file() {
            Ok(Site { root })
        } else {
            Err(Error::new(ErrorKind::NotFound, format!("it has no {INDEX}")))
        }
    }

    /// The answer to a request.
    pub fn answer(&self, request: &Request) -> Answer {
        let found = self.file(&request.target).and_then(|path| {
            let body = fs::read(&path).ok()?;
            Some(Answer::file(media_type(&path), body, request.with_body))
        });
        found.unwrap_or_else(|| Answer::refused(404, "Not Found", "").with_body(request.with_body))
    }

    /// The file that `target` names; none outside of the folder, and none whose name begins with a dot.
    fn file(&self, target: &str) -> Option<PathBuf> {
        let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
        let path = percent_decode_str(path).decode_utf8().ok()?;
        let mut file = self.root.clone();
        let mut parts = path.split('/').peekable();
        while let Some(part) = parts.next() {
            match part {
                "" if parts.peek().is_none() => file.push(INDEX),
                part if is_name(part) => file.push(part),
                _ => return None,
            }
        }
        let real = fs::canonicalize(file).ok()?;
        (real.starts_with(&self.root) && real.is_file()).then_some(real)
    }
}

/// Whether a part of a path can only be the name of something, on any system.
fn is_name(part: &str) -> bool {
    let leads_elsewhere = |char: char| matches!(char, '\\' | ':') || char.is_control();
    !part.is_empty() && !part.starts_with('.') && !part.contains(leads_elsewhere)
}

fn media_type(path: &Path) -> &'static str {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    match ending.as_str() {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "js" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "md" => "text/markdown; charset=utf-8",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        // Browsers compile while they load only what is called so.
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
