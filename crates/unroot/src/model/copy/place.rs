//! Where copied things come to lie.

use super::super::{
    Builder, Cause, Contents, Files, Kind, Node, Ownership, Value, ancestors, directories, join,
};
use super::source::{Source, is_file_name};

/// Owner and mode of the directories that the instruction makes.
pub(super) struct Parents {
    pub(super) owner: Ownership,
    pub(super) mode: Value<u32>,
    /// A setgid directory hands on its bit, and its group if this says so (fsutil's `MkdirAll`).
    pub(super) inherits: Option<bool>,
    /// Mode of `/` itself, where the image has none yet.
    pub(super) root_mode: u32,
}

impl Parents {
    /// An archive is unpacked into them: its entry for the top directory counts in Buildah, and a mode
    /// that is asked for does not count if it is an archive indeed.
    pub(super) fn unpacks(&mut self, builder: Builder, with_mode: bool, cause: &Cause) {
        let outside = cause.outside();
        if builder == Builder::Buildah {
            self.owner = Ownership::unknown(&outside);
        }
        if builder == Builder::Buildah || with_mode {
            self.mode = Value::Unknown(outside);
        }
    }
}

/// Puts `sources` at `path`, into it as a directory if `into` says so. Gives the paths that were
/// written, or below which anything may have been.
pub(super) fn place(
    files: &mut Files,
    path: &str,
    into: bool,
    sources: &[Source],
    parents: &Parents,
    cause: &Cause,
) -> Vec<String> {
    let mut touched = Vec::new();
    if files.is_empty() {
        let root = Ownership::root(cause);
        files.set("/", Node::directory(&root, parents.root_mode, cause));
    }
    let trees = sources.iter().any(|source| matches!(source, Source::Tree { .. }));
    let into = into || trees || files.get(path).is_some_and(Node::is_directory);
    let make = |files: &mut Files, path: &str| {
        let above = files.above(path).map(|(_, above)| above.clone());
        let made = directories::make(files, path, &parents.owner, &parents.mode, false, cause);
        let handed_on = above.filter(|above| above.mode.is_known_and(|mode| mode & 0o2000 != 0));
        let Some(above) = handed_on.filter(|_| parents.inherits.is_some()) else { return };
        for path in made {
            if let Some(node) = files.get_mut(&path) {
                // Whether the bit itself stays depends on the daemon's mask.
                node.mode = Value::Unknown(cause.outside());
                if parents.inherits == Some(true) {
                    node.gid = above.gid.clone();
                }
            }
        }
    };
    if into {
        make(files, path);
        let archive = sources.iter().any(|source| matches!(source, Source::Archive { .. }));
        if archive
            && parents.owner.uid.known().is_none()
            && let Some(node) = files.get_mut(path)
        {
            node.give(&parents.owner);
            node.mode = parents.mode.clone();
        }
    } else {
        make(files, ancestors(path).next().unwrap_or("/"));
    }
    for source in sources {
        match source {
            Source::File { name, node } => {
                let at = if into { join(path, name) } else { path.to_owned() };
                let inside = files.get(&at).is_some_and(Node::is_directory) && !into;
                let at = if inside { join(&at, name) } else { at };
                // What is there may be a directory, and then the file comes into it.
                let sure = match files.get(&at) {
                    Some(there) => into || there.kind != Kind::Unknown,
                    None => into || *files.may_hold(&at) == Contents::Listed,
                };
                if sure || is_file_name(&at) {
                    files.remove(&at);
                    files.set(at.clone(), node.clone());
                } else {
                    let why = cause.outside();
                    let held = files.may_hold(&at).clone();
                    let contents = Contents::of(node.owner(), &why);
                    let mut there = Node { kind: Kind::Unknown, contents, ..node.clone() };
                    if let Some(owner) = held.owner() {
                        directories::agree(&mut there.uid, &owner.uid, &why);
                        directories::agree(&mut there.gid, &owner.gid, &why);
                    }
                    there.mode = Value::Unknown(why);
                    files.set(at.clone(), there);
                }
                touched.push(at);
            }
            Source::Tree { nodes, contents } => {
                for (relative, node) in nodes {
                    let at = join(path, relative);
                    let both_directories =
                        node.is_directory() && files.get(&at).is_some_and(Node::is_directory);
                    match files.get_mut(&at).filter(|_| both_directories) {
                        Some(there) => {
                            (there.uid, there.gid, there.mode) =
                                (node.uid.clone(), node.gid.clone(), node.mode.clone());
                            merge(there, &node.contents, cause);
                        }
                        None => {
                            files.remove(&at);
                            files.set(at.clone(), node.clone());
                        }
                    }
                    touched.push(at);
                }
                if *contents != Contents::Listed {
                    more_below(files, path, contents, cause);
                    touched.push(format!("{}/", path.trim_end_matches('/')));
                }
            }
            Source::Archive { contents } | Source::Either { contents } if into => {
                more_below(files, path, contents, cause);
                touched.push(format!("{}/", path.trim_end_matches('/')));
            }
            Source::Archive { contents } | Source::Either { contents } => {
                let node = either(contents, parents, cause);
                files.remove(path);
                files.set(path, node);
                touched.push(path.to_owned());
                touched.push(format!("{}/", path.trim_end_matches('/')));
            }
            Source::Missing => {}
        }
    }
    touched
}

/// A file, or the directory that is made for a tree: what both cases agree on.
fn either(contents: &Contents, parents: &Parents, cause: &Cause) -> Node {
    let outside = cause.outside();
    let mut node = Node {
        kind: Kind::Unknown,
        uid: parents.owner.uid.clone(),
        gid: parents.owner.gid.clone(),
        mode: parents.mode.clone(),
        contents: contents.clone(),
    };
    if let Contents::More { owner, files, .. } = contents {
        node.agree(owner, files, &outside);
    }
    node
}

/// More things below `path`, nobody knows which: what is listed there may have been replaced.
fn more_below(files: &mut Files, path: &str, contents: &Contents, cause: &Cause) {
    let Contents::More { owner, files: file_mode, directories: directory_mode, .. } = contents
    else {
        return;
    };
    let why = cause.outside();
    for (known, node) in files.within_mut(path) {
        if known != path {
            let mode = if node.is_directory() { directory_mode } else { file_mode };
            node.agree(owner, mode, &why);
        }
        if node.is_directory() || known == path {
            merge(node, contents, cause);
        }
    }
}

fn merge(node: &mut Node, more: &Contents, cause: &Cause) {
    let mixed = Cause::Undecided(cause.span().unwrap_or_default());
    node.contents = directories::join_contents(&node.contents, more, &mixed);
}
