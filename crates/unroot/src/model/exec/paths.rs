//! What a pattern matches among the files, where all of them are known.

use super::shell_state::Shell;
use crate::glob::{Syntax, escaped, is_pattern};
use crate::model::{Contents, Files, Kind, join};

/// How many paths a pattern may match.
const MOST: usize = 200;

/// The paths that match, in order, as the shell writes them; none where nothing does. `None` where a directory may
/// hold more than is listed.
pub(super) fn matching(shell: &Shell, pattern: &str) -> Option<Vec<String>> {
    let files = &shell.world.files;
    let absolute = pattern.starts_with('/');
    let cwd = if absolute { "/".to_owned() } else { shell.world.cwd.known()?.clone() };
    // Each path as it is written, and where it leads.
    let mut found = vec![(String::new(), cwd)];
    let mut parts = pattern.split('/').peekable();
    while let Some(part) = parts.next() {
        let last = parts.peek().is_none();
        if part.is_empty() {
            // A slash at the end asks for directories.
            found.retain(|(_, at)| !last || is_directory(files, at));
        }
        let mut next = Vec::new();
        for (written, at) in found {
            if is_pattern(part) {
                for name in children(files, &at, part)? {
                    let path = join(&at, &name);
                    if last || is_directory(files, &path) {
                        next.push((written.clone() + &name, path));
                    }
                }
            } else {
                let name = unescaped(part);
                let path = if name.is_empty() { at } else { join(&at, &name) };
                next.push((written + &name, path));
            }
        }
        if !last {
            next.iter_mut().for_each(|(written, _)| written.push('/'));
        }
        found = next;
        if found.len() > MOST {
            return None;
        }
    }
    let mut there = Vec::new();
    for (written, at) in found {
        match files.exists(&files.resolve(&at, false)) {
            Some(true) => there.push(written),
            Some(false) => {}
            None => return None,
        }
    }
    Some(there)
}

fn is_directory(files: &Files, path: &str) -> bool {
    files.get(&files.resolve(path, true)).is_some_and(|node| node.is_directory())
}

/// The names in `directory` that match, if it holds nothing that is not listed.
fn children(files: &Files, directory: &str, pattern: &str) -> Option<Vec<String>> {
    let directory = files.resolve(directory, true);
    let node = match files.get(&directory) {
        Some(node) => node,
        None if files.exists(&directory) == Some(false) => return Some(Vec::new()),
        None => return None,
    };
    match node.kind {
        Kind::Directory => {}
        Kind::Unknown => return None,
        _ => return Some(Vec::new()),
    }
    if node.contents != Contents::Listed || !files.complete {
        return None;
    }
    let names = files.within(&directory).filter_map(|(path, node)| {
        let name = path.strip_prefix(directory.as_str())?.trim_start_matches('/');
        let direct = !name.is_empty() && !name.contains('/');
        // A leading dot is matched by a dot only.
        let hidden = name.starts_with('.') && !pattern.starts_with(['.', '\\']);
        (direct && !hidden && Syntax::Shell.fits(pattern, name)).then(|| (name.to_owned(), node))
    });
    let names: Vec<_> = names.collect();
    // A path that only one way through the script makes may not be there.
    let sure = names.iter().all(|(_, node)| node.uid.known().is_some());
    sure.then(|| names.into_iter().map(|(name, _)| name).collect())
}

fn unescaped(part: &str) -> String {
    debug_assert!(!is_pattern(part));
    let mut out = String::new();
    let mut chars = part.chars();
    while let Some(char) = chars.next() {
        out.extend(if char == '\\' { chars.next() } else { Some(char) });
    }
    debug_assert!(Syntax::Shell.fits(&escaped(&out), &out));
    out
}
