//! Owners and modes of paths, as far as they can be known.

use super::map::{Map, Patch};
use super::{Cause, Value, ancestors, is_within, join, reads};
use dockerfile::Span;
use std::sync::Arc;

/// What is known of the filesystem at one moment of the build. Paths are absolute and clean, and
/// lead through no symbolic link that is listed ([`Files::resolve`]).
#[derive(Clone, Debug, Default)]
pub struct Files {
    nodes: Map<Node>,
    /// Paths that are one file, each group in any order: hard links.
    links: Vec<Vec<Arc<str>>>,
    /// Whether what is not listed below a directory that lists its contents is missing for certain:
    /// the base image is known to the last directory, and nothing opaque ran.
    pub complete: bool,
    /// The last code that nobody read and that root may have run: it may have given away what was there before.
    pub unread: Option<Span>,
}

/// Owner, group and mode of one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// UID of the owner.
    pub uid: Value<u32>,
    /// GID.
    pub gid: Value<u32>,
    /// Permission bits, such as `0o755`, with setuid, setgid and sticky.
    pub mode: Value<u32>,
    /// For a directory: what it may hold beyond the paths that are listed.
    pub contents: Contents,
}

/// What a path is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A directory.
    Directory,
    /// A file, or anything else that is no directory.
    File,
    /// A symbolic link, and where it leads, as it says.
    Link(String),
    /// Nobody knows.
    Unknown,
}

/// What a directory may hold beyond the paths that are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contents {
    /// Nothing that is known of: the build made the directory, and what it put there is listed.
    Listed,
    /// More: a copied tree, what an image brought, what a program made.
    More {
        /// Who owns it.
        owner: Ownership,
        /// Mode of the files.
        files: Value<u32>,
        /// Mode of the directories.
        directories: Value<u32>,
        /// Only what begins with a dot: what `/etc/skel` brings into a new home.
        hidden: bool,
    },
}

/// Who owns something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ownership {
    /// UID.
    pub uid: Value<u32>,
    /// GID.
    pub gid: Value<u32>,
}

impl Ownership {
    /// Root's, because of `cause`.
    pub fn root(cause: &Cause) -> Self {
        Ownership { uid: Value::Known(0, cause.clone()), gid: Value::Known(0, cause.clone()) }
    }

    /// Nobody knows whose, because of `cause`.
    pub fn unknown(cause: &Cause) -> Self {
        Ownership { uid: Value::Unknown(cause.clone()), gid: Value::Unknown(cause.clone()) }
    }
}

impl Contents {
    /// More things of this owner, of modes that nobody knows because of `cause`.
    pub fn of(owner: Ownership, cause: &Cause) -> Self {
        let unknown = || Value::Unknown(cause.clone());
        Contents::More { owner, files: unknown(), directories: unknown(), hidden: false }
    }

    /// The dotfiles of a new home.
    pub fn skeleton(owner: Ownership, cause: &Cause) -> Self {
        let unknown = || Value::Unknown(cause.clone());
        Contents::More { owner, files: unknown(), directories: unknown(), hidden: true }
    }

    /// Who owns what is not listed, if anything may be there.
    pub fn owner(&self) -> Option<&Ownership> {
        match self {
            Contents::Listed => None,
            Contents::More { owner, .. } => Some(owner),
        }
    }
}

impl Node {
    /// A directory that is empty but for the paths listed.
    pub fn directory(owner: &Ownership, mode: u32, cause: &Cause) -> Self {
        Node { kind: Kind::Directory, ..Node::file(owner, Value::Known(mode, cause.clone())) }
    }

    /// A file.
    pub fn file(owner: &Ownership, mode: Value<u32>) -> Self {
        Node {
            kind: Kind::File,
            uid: owner.uid.clone(),
            gid: owner.gid.clone(),
            mode,
            contents: Contents::Listed,
        }
    }

    /// Whether it is a directory for certain.
    pub fn is_directory(&self) -> bool {
        self.kind == Kind::Directory
    }

    /// Whether something in the Dockerfile has a say in its owner or mode.
    pub fn is_of_this_file(&self) -> bool {
        let causes = [self.uid.cause(), self.gid.cause(), self.mode.cause()];
        causes.into_iter().any(|cause| cause.span().is_some())
    }

    /// Owner and group.
    pub fn owner(&self) -> Ownership {
        Ownership { uid: self.uid.clone(), gid: self.gid.clone() }
    }

    /// Whether it is there for certain: of what one of two ways makes the owner is not known.
    pub(crate) fn is_sure(&self) -> bool {
        self.uid.known().is_some()
    }

    /// Changes owner and group.
    pub fn give(&mut self, owner: &Ownership) {
        (self.uid, self.gid) = (owner.uid.clone(), owner.gid.clone());
    }
}

impl PartialEq for Files {
    fn eq(&self, other: &Self) -> bool {
        reads::everything();
        self.is_as_sure_as(other) && self.nodes == other.nodes
    }
}

impl Eq for Files {}

/// Symbolic links that are followed before giving up, as Linux does.
const LINKS: usize = 40;

impl Files {
    /// What a base image has. Of entries with the same path the last one counts.
    pub(crate) fn of_image(nodes: impl Iterator<Item = (Arc<str>, Node)>, complete: bool) -> Self {
        Files { nodes: nodes.collect(), complete, ..Files::default() }
    }

    /// How many paths are listed.
    pub fn len(&self) -> usize {
        reads::everything();
        self.nodes.len()
    }

    /// Whether there is nothing at all: `FROM scratch`, before anything was brought.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The paths of which `other` says something else, in order. It takes as long as there are changes where the one was
    /// made from the other.
    pub fn differences<'a>(&'a self, other: &'a Files) -> impl Iterator<Item = &'a str> {
        reads::everything();
        self.nodes.differences(&other.nodes)
    }

    /// What is known of `path`, a symbolic link in its last place not followed.
    pub fn get(&self, path: &str) -> Option<&Node> {
        reads::path(path);
        self.nodes.get(path)
    }

    /// What is known of `path`, to be changed.
    pub fn get_mut(&mut self, path: &str) -> Option<&mut Node> {
        reads::path(path);
        self.nodes.get_mut(path)
    }

    /// Says what `path` is from now on: a file of its own.
    pub fn set(&mut self, path: impl Into<Arc<str>>, node: Node) {
        let path = path.into();
        reads::path(&path);
        self.unlink(|linked| *linked == *path);
        self.nodes.insert(path, node);
    }

    /// Code that nobody read ran at `at`, perhaps as root.
    pub fn note_unread(&mut self, at: Span) {
        self.complete = false;
        if self.unread.is_none_or(|earlier| earlier.start < at.start) {
            self.unread = Some(at);
        }
    }

    /// Whether owners and modes on the way to `path`, itself included, are certain: each was read or made, and none before
    /// code that nobody read.
    pub fn is_settled(&self, path: &str) -> bool {
        let certain = |cause: &Cause| {
            let after = |unread: Span| cause.span().is_some_and(|span| span.start > unread.start);
            cause.is_certain() && self.unread.is_none_or(after)
        };
        // Nobody gives away the root directory.
        let ways = std::iter::once(path).chain(ancestors(path)).filter(|way| *way != "/");
        let mut nodes = ways.filter_map(|way| self.get(way));
        // What is not known has not decided anything.
        let decides = |value: &Value<u32>| value.known().is_none() || certain(value.cause());
        nodes.all(|node| decides(&node.uid) && decides(&node.mode))
    }

    /// `path` and all that is known below it are gone.
    pub fn remove(&mut self, path: &str) {
        reads::below(path);
        self.nodes.retain(|known| !is_within(known, path));
        self.unlink(|linked| is_within(linked, path));
    }

    /// Makes `name` a second name of the file at `path`, if that is listed.
    pub fn link(&mut self, path: &str, name: &str) {
        let Some(node) = self.get(path).cloned() else { return };
        self.set(name, node);
        let has = |group: &&mut Vec<Arc<str>>| group.iter().any(|linked| **linked == *path);
        match self.links.iter_mut().find(has) {
            Some(group) => group.push(Arc::from(name)),
            None => self.links.push(vec![Arc::from(path), Arc::from(name)]),
        }
    }

    /// Owner and mode of files at or below `path` count for their other names too.
    pub(crate) fn follow_links(&mut self, path: &str) {
        let groups = self.links.clone();
        for group in &groups {
            let Some(changed) = group.iter().find(|linked| is_within(linked, path)) else {
                continue;
            };
            let Some(node) = self.get(changed).cloned() else { continue };
            for other in group {
                if let Some(known) = self.get_mut(other) {
                    known.give(&node.owner());
                    known.mode = node.mode.clone();
                }
            }
        }
    }

    fn unlink(&mut self, gone: impl Fn(&str) -> bool) {
        if self.links.is_empty() {
            return;
        }
        self.links.iter_mut().for_each(|group| group.retain(|linked| !gone(linked)));
        self.links.retain(|group| group.len() > 1);
    }

    /// Every known path with what is known of it, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Node)> {
        reads::everything();
        self.nodes.iter()
    }

    /// Every known path at or below `path`.
    pub fn within(&self, path: &str) -> impl Iterator<Item = (&str, &Node)> {
        let path = path.to_owned();
        reads::below(&path);
        self.nodes.starting(&path).filter(move |(known, _)| is_within(known, &path))
    }

    /// Every known path at or below `path`, to be changed.
    pub fn within_mut(&mut self, path: &str) -> impl Iterator<Item = (&str, &mut Node)> {
        let path = path.to_owned();
        reads::below(&path);
        self.nodes.those_mut(move |known| is_within(known, &path))
    }

    /// What `self` knows of `paths`, to be said of other files; `None` where one of them is a symbolic link in either, or one of
    /// the two is empty: these questions are asked without a note ([`reads`]).
    pub(super) fn patch(&self, paths: &[&str], other: &Files) -> Option<Patch<Node>> {
        let link = |files: &Files, path: &str| {
            files.nodes.get(path).is_some_and(|node| matches!(node.kind, Kind::Link(_)))
        };
        let links = paths.iter().any(|path| link(self, path) || link(other, path));
        let empty = self.is_empty() || other.is_empty();
        (!links && !empty && self.is_as_sure_as(other)).then(|| self.nodes.patch(paths))
    }

    /// Whether both leave the same open beyond the paths that they list.
    pub(super) fn is_as_sure_as(&self, other: &Files) -> bool {
        self.complete == other.complete && self.unread == other.unread && self.links == other.links
    }

    /// These files with `patch`; `None` where nothing is or was left.
    pub(super) fn patched(&self, patch: &mut Patch<Node>) -> Option<Files> {
        let nodes = patch.apply(&self.nodes);
        let links = self.links.clone();
        let files = Files { nodes, links, complete: self.complete, unread: self.unread };
        (!self.is_empty() && !files.nodes.is_empty()).then_some(files)
    }

    /// `path` with the symbolic links among its directories followed, and the one in its last place
    /// too if `last` says so.
    pub fn resolve(&self, path: &str, last: bool) -> String {
        let mut path = path.to_owned();
        for _ in 0..LINKS {
            let above = path.match_indices('/').skip(1).map(|(slash, _)| &path[..slash]);
            let mut ways = above.chain(last.then_some(path.as_str()));
            let link = ways.find_map(|way| match &self.nodes.get(way)?.kind {
                Kind::Link(target) => Some((way, target)),
                _ => None,
            });
            let Some((way, target)) = link else { break };
            let above = ancestors(way).next().unwrap_or("/");
            let rest = path[way.len()..].trim_start_matches('/');
            path = join(&join(above, target), rest);
        }
        path
    }

    /// What the nearest listed directory above `path` says that may be there already.
    pub fn may_hold(&self, path: &str) -> &Contents {
        let Some((above, node)) = self.above(path) else { return &Contents::Listed };
        let name = path[above.len()..].trim_start_matches('/');
        match &node.contents {
            Contents::More { hidden: true, .. } if !name.starts_with('.') => &Contents::Listed,
            contents => contents,
        }
    }

    /// The nearest listed directory above `path`.
    pub fn above(&self, path: &str) -> Option<(&str, &Node)> {
        ancestors(path).find_map(|above| {
            reads::path(above);
            self.nodes.entry(above)
        })
    }

    /// Whether there is something at `path`; `None` where it can't be told.
    pub fn exists(&self, path: &str) -> Option<bool> {
        if let Some(node) = self.get(path) {
            let made = node.is_of_this_file() && node.is_sure();
            return (node.kind != Kind::Unknown || made).then_some(true);
        }
        let (_, above) = self.above(path)?;
        match (&above.kind, self.may_hold(path)) {
            (Kind::Directory, Contents::Listed) if self.complete => Some(false),
            (Kind::File, _) => Some(false),
            _ => None,
        }
    }

    /// Who owns `path`: the path itself if it is known, else whatever its nearest known ancestor
    /// says of its contents.
    pub fn ownership(&self, path: &str) -> Option<Ownership> {
        if let Some(node) = self.get(path) {
            return Some(node.owner());
        }
        self.may_hold(path).owner().cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_followed_like_linux_does() {
        let mut files = Files::default();
        let node = |kind| Node {
            kind,
            ..Node::directory(&Ownership::root(&Cause::Default), 0o755, &Cause::Default)
        };
        files.set("/", node(Kind::Directory));
        files.set("/usr", node(Kind::Directory));
        files.set("/bin", node(Kind::Link("usr/bin".into())));
        files.set("/a", node(Kind::Link("/b".into())));
        files.set("/b", node(Kind::Link("a".into())));
        files.set("/up", node(Kind::Link("../usr".into())));
        assert_eq!(files.resolve("/bin/sh", false), "/usr/bin/sh");
        assert_eq!(files.resolve("/bin", false), "/bin");
        assert_eq!(files.resolve("/bin", true), "/usr/bin");
        assert_eq!(files.resolve("/up/bin/x", true), "/usr/bin/x");
        // A loop ends.
        files.resolve("/a/x", true);
        assert_eq!(files.exists("/usr/nothing"), None);
        files.complete = true;
        assert_eq!(files.exists("/usr/nothing"), Some(false));
        assert_eq!(Files::default().exists("/usr"), None);
    }

    #[test]
    fn names_of_one_file_change_together() {
        let mut files = Files::default();
        let root = Ownership::root(&Cause::Default);
        files.set("/f", Node::file(&root, Value::Known(0o644, Cause::Default)));
        files.link("/f", "/g");
        files.link("/g", "/h");
        files.get_mut("/g").unwrap().mode = Value::Known(0o600, Cause::Default);
        files.follow_links("/g");
        let mode = |files: &Files, path| files.get(path).unwrap().mode.known().copied();
        assert_eq!(["/f", "/h"].map(|path| mode(&files, path)), [Some(0o600); 2]);
        // A file of its own again.
        files.set("/g", Node::file(&root, Value::Known(0o755, Cause::Default)));
        files.follow_links("/g");
        assert_eq!(mode(&files, "/f"), Some(0o600));
    }
}
