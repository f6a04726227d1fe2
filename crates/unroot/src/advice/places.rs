//! Directories that have to be writable.

use super::facts::Facts;
use super::{Choice, RunAs, Writable};
use crate::image;
use crate::model::{Contents, Files, Identity, Kind, ancestors, is_within, may_write};
use crate::verdict::given_to;
use dockerfile::order;
use std::borrow::Cow;

/// The directories by path, and doubts about others. None lies in another, unless both are volumes.
pub(super) fn writable(facts: &Facts, run_as: &RunAs) -> (Vec<Writable>, Vec<String>) {
    let mut places = Places { facts, who: facts.state.starts_as(), found: Vec::new() };
    let mut doubts = Vec::new();
    places.volumes(&mut doubts);
    places.service();
    places.packaged();
    places.add("/tmp", false, "Programs expect to write there.", None);
    if run_as.choice != Choice::Root {
        places.given(&mut doubts);
        places.home(run_as);
    }
    let mut found = places.found;
    order::sort(&mut found, |a, b| a.path.cmp(&b.path));
    (found, doubts)
}

struct Places<'a> {
    facts: &'a Facts<'a>,
    who: Identity,
    found: Vec<Writable>,
}

impl Places<'_> {
    fn files(&self) -> &Files {
        &self.facts.state.files
    }

    fn covered(&self, path: &str) -> bool {
        self.found.iter().any(|place| is_within(path, &place.path))
    }

    fn add(
        &mut self,
        path: &str,
        keeps: bool,
        why: impl Into<Cow<'static, str>>,
        source: Option<&'static str>,
    ) {
        let real = self.files().resolve(path, true);
        if self.covered(&real) || self.covered(path) {
            return;
        }
        let mode = match self.files().get(&real).and_then(|node| node.mode.known()) {
            Some(mode) => *mode,
            None if real == "/tmp" => 0o1777,
            None => 0o755,
        };
        let open = match self.files().exists(&real) {
            // What the image brings is not listed here, and belongs to whom it likes.
            _ if source.is_some() && self.files().get(&real).is_none() => None,
            Some(false) => Some(false),
            _ => may_write(&self.who, &real, self.files()),
        };
        let place = Writable { path: real, keeps, mode, open, why: why.into(), source, span: None };
        self.found.push(place);
    }

    fn volumes(&mut self, doubts: &mut Vec<String>) {
        for (path, span) in self.facts.state.volumes.iter() {
            if path == "/" || path.contains([':', ',', '\n']) || path.contains(char::is_control) {
                doubts.push(
                    "A path that `VOLUME` declares can't be written in a flag, and is left out."
                        .into(),
                );
                continue;
            }
            let count = self.found.len();
            let why = "`VOLUME` declares it: what is in there is meant to stay.";
            self.add(path, true, why, None);
            self.found.iter_mut().skip(count).for_each(|place| place.span = Some(*span));
        }
    }

    fn service(&mut self) {
        let Some(service) = self.facts.service else { return };
        for path in service.data {
            let why = "The base image keeps its data there.";
            self.add(path, true, why, Some(service.source));
        }
        for path in service.scratch {
            let why = "The service of the base image writes there while it runs.";
            self.add(path, false, why, Some(service.source));
        }
    }

    fn packaged(&mut self) {
        let Some(family) = self.facts.state.family else { return };
        if self.facts.service.is_some() {
            return;
        }
        let row = self.facts.start.programs().find_map(|name| image::packaged(name, family));
        for path in row.iter().flat_map(|row| &row.scratch) {
            // Logs that lead to the standard streams, say, are not to be hidden.
            let within = self.files().within(path);
            if !within.into_iter().any(|(_, node)| node.kind != Kind::Directory) {
                let why = "The service that is started writes there while it runs.";
                self.add(path, false, why, row.map(|row| row.source));
            }
        }
    }

    /// Directories that the Dockerfile gave to the user.
    fn given(&mut self, doubts: &mut Vec<String>) {
        let facts = self.facts;
        let given = given_to(&self.who, &facts.state.files);
        let name = self.who.label().unwrap_or_default();
        let mut full: Vec<&str> = Vec::new();
        for path in given {
            let odd = path.contains([':', ',']) || path.contains(char::is_control);
            if path == "/" || odd || self.covered(path) {
                continue;
            }
            if self.is_empty(path) == Some(true) {
                let why =
                    format!("The Dockerfile made it for `{name}`, and it is empty in the image.");
                self.add(path, !is_passing(path), why, None);
            } else if !full.iter().any(|above| is_within(path, above)) {
                full.push(path);
            }
        }
        if !full.is_empty() {
            let paths: Vec<String> = full.iter().take(3).map(|path| format!("`{path}`")).collect();
            let more = if full.len() > 3 { " and others" } else { "" };
            doubts.push(format!(
                "Whether the program writes in {}{more}: `{name}` may in the image, but here it is \
                 read-only, and an empty directory mounted over it would hide what is in there. \
                 Give the directory inside that it writes a line of its own.",
                paths.join(", ")
            ));
        }
    }

    /// The home, where there is nothing but what `useradd` puts there.
    fn home(&mut self, run_as: &RunAs) {
        let Some(home) = self.who.home.clone().filter(|home| home != "/" && run_as.name.is_some())
        else {
            return;
        };
        let owned = self.files().get(&home).is_some_and(|node| {
            node.is_directory() && node.uid.known().copied() == run_as.uid && run_as.uid.is_some()
        });
        let dotfiles = |node: &crate::model::Node| match &node.contents {
            Contents::Listed => true,
            Contents::More { hidden, .. } => *hidden,
        };
        let bare = self.files().get(&home).is_some_and(dotfiles) && self.bare(&home);
        if owned && bare {
            self.add(
                &home,
                false,
                "The home directory: tools keep caches and settings there.",
                None,
            );
        }
    }

    /// Whether nothing is in the directory; `None` where it can't be told.
    fn is_empty(&self, path: &str) -> Option<bool> {
        let real = self.files().resolve(path, true);
        let node = self.files().get(&real)?;
        Some(node.contents == Contents::Listed && self.bare(&real))
    }

    /// Whether nothing is listed below, but for what is mounted and the directories on the way there.
    fn bare(&self, path: &str) -> bool {
        let mounted = |below: &str| {
            self.found.iter().any(|place| is_within(below, &place.path))
                || self.found.iter().any(|place| ancestors(&place.path).any(|above| above == below))
        };
        let mut below = self.files().within(path).filter(|(below, _)| *below != path);
        below.all(|(below, node)| node.kind == Kind::Directory && mounted(below))
    }
}

/// Homes, and names of places whose contents are made anew at will.
fn is_passing(path: &str) -> bool {
    if path.strip_prefix("/home/").is_some_and(|name| !name.contains('/')) {
        return true;
    }
    let name = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    name.split(|char: char| !char.is_ascii_alphabetic()).any(|word| {
        matches!(
            word,
            "cache" | "caches" | "log" | "logs" | "run" | "session" | "sessions" | "temp" | "tmp"
        )
    })
}
