//! The scripts of the shared corpus: every RUN in shell form.

use flate2::read::GzDecoder;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use tar::Archive;

/// Each script with the name of its file.
pub fn scripts(archive: &Path) -> Vec<(String, String)> {
    let file = File::open(archive).expect("the corpus can be opened");
    let mut archive = Archive::new(GzDecoder::new(file));
    let mut found = Vec::new();
    for entry in archive.entries().expect("the corpus is an archive") {
        let mut entry = entry.expect("an entry can be read");
        let name = entry.path().expect("it has a name").display().to_string();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("it can be unpacked");
        if name.ends_with(".Dockerfile") {
            let text = String::from_utf8_lossy(&bytes);
            found.extend(run_scripts(&text).into_iter().map(|script| (name.clone(), script)));
        }
    }
    found
}

/// The shell text of each RUN in `dockerfile`, found in a crude way of its own.
fn run_scripts(dockerfile: &str) -> Vec<String> {
    let mut lines = dockerfile.lines();
    let mut scripts = Vec::new();
    while let Some(line) = lines.next() {
        let start = line.trim_start();
        if start.starts_with('#') || start.is_empty() {
            continue;
        }
        let mut joined = String::new();
        let mut next = Some(line);
        while let Some(line) = next {
            match continued(line) {
                Some(line) => joined.push_str(line),
                None => {
                    joined.push_str(line);
                    break;
                }
            }
            next = lines.find(|line| {
                let line = line.trim_start();
                !line.is_empty() && !line.starts_with('#')
            });
        }
        let joined = joined.trim();
        let (keyword, mut rest) = joined.split_once([' ', '\t']).unwrap_or((joined, ""));
        let heredocs: Vec<(bool, String)> = rest.split_whitespace().filter_map(heredoc).collect();
        let mut bodies = String::new();
        if ["RUN", "COPY", "ADD"].iter().any(|name| keyword.eq_ignore_ascii_case(name)) {
            for (strip, name) in &heredocs {
                for line in lines.by_ref() {
                    bodies.push_str(line);
                    bodies.push('\n');
                    let line = if *strip { line.trim_start_matches('\t') } else { line };
                    if line == name {
                        break;
                    }
                }
            }
        }
        if !keyword.eq_ignore_ascii_case("RUN") {
            continue;
        }
        rest = rest.trim_start();
        while rest.starts_with("--") {
            rest = rest.split_once([' ', '\t']).map_or("", |(_, rest)| rest.trim_start());
        }
        if serde_json::from_str::<Vec<String>>(rest).is_ok() || rest.is_empty() {
            continue;
        }
        scripts.push(match heredocs.as_slice() {
            [] => rest.to_string(),
            [_] if rest.split_whitespace().count() == 1 => {
                bodies.trim_end().rsplit_once('\n').map_or("", |(body, _)| body).to_string()
            }
            _ => format!("{rest}\n{bodies}"),
        });
    }
    scripts
}

/// The line without the backslash that continues it.
fn continued(line: &str) -> Option<&str> {
    let line = line.trim_end().strip_suffix('\\')?;
    (!line.ends_with('\\')).then_some(line)
}

/// Whether its tabs are stripped, and its name, if `word` is a here-document of the Dockerfile.
fn heredoc(word: &str) -> Option<(bool, String)> {
    let word = word.trim_start_matches(|char: char| char.is_ascii_digit()).strip_prefix("<<")?;
    let name = word.strip_prefix('-').unwrap_or(word);
    let plain = name.trim_matches(['"', '\'']);
    let first = plain.chars().next()?;
    (first != '<').then(|| (name.len() < word.len(), plain.to_string()))
}
