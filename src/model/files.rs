//! Ownership of paths, as far as it can be known.

use super::{Cause, Value};
use std::collections::BTreeMap;

/// What is known of the filesystem at one moment of the build.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Files {
    nodes: BTreeMap<String, Node>,
    /// Whether a path that is not listed may exist: true for every base image but `scratch`.
    pub may_hold_more: bool,
}

/// Owner, group and mode of one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Directory, or anything else.
    pub directory: bool,
    /// UID of the owner.
    pub uid: Value<u32>,
    /// GID.
    pub gid: Value<u32>,
    /// Permission bits, such as `0o755`, with setuid, setgid and sticky.
    pub mode: Value<u32>,
    /// For a directory: who owns what it holds beyond the paths listed, when that is known (a
    /// copied tree, a recursive chown).
    pub contents: Option<Ownership>,
}

/// Who owns something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ownership {
    /// UID.
    pub uid: Value<u32>,
    /// GID.
    pub gid: Value<u32>,
}

impl Node {
    /// A directory of which nothing inside is known.
    pub fn directory(uid: Value<u32>, gid: Value<u32>, mode: u32, cause: &Cause) -> Self {
        let mode = Value::Known(mode, cause.clone());
        Node { directory: true, uid, gid, mode, contents: None }
    }
}

impl Files {
    /// What is known of `path` (absolute, clean).
    pub fn get(&self, path: &str) -> Option<&Node> {
        self.nodes.get(path)
    }

    /// What is known of `path`, to be changed.
    pub fn get_mut(&mut self, path: &str) -> Option<&mut Node> {
        self.nodes.get_mut(path)
    }

    /// Says what `path` is from now on.
    pub fn set(&mut self, path: impl Into<String>, node: Node) {
        self.nodes.insert(path.into(), node);
    }

    /// `path` and all that is known below it are gone.
    pub fn remove(&mut self, path: &str) {
        self.nodes.retain(|known, _| !is_within(known, path));
    }

    /// Every known path with what is known of it, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.nodes.iter().map(|(path, node)| (path.as_str(), node))
    }

    /// Every known path at or below `path`, to be changed.
    pub fn within_mut(&mut self, path: &str) -> impl Iterator<Item = (&str, &mut Node)> {
        let path = path.to_owned();
        let known = self.nodes.iter_mut().filter(move |(known, _)| is_within(known, &path));
        known.map(|(known, node)| (known.as_str(), node))
    }

    /// Who owns `path`: the path itself if it is known, else whatever its nearest known ancestor
    /// says of its contents.
    pub fn ownership(&self, path: &str) -> Option<Ownership> {
        if let Some(node) = self.get(path) {
            return Some(Ownership { uid: node.uid.clone(), gid: node.gid.clone() });
        }
        ancestors(path).find_map(|above| self.get(above)).and_then(|node| node.contents.clone())
    }

    /// Nothing below `path` is certain any more.
    pub fn blur(&mut self, path: &str, cause: &Cause) {
        for (_, node) in self.within_mut(path) {
            node.uid = Value::Unknown(cause.clone());
            node.gid = Value::Unknown(cause.clone());
            node.mode = Value::Unknown(cause.clone());
            node.contents = None;
        }
    }
}

/// Whether `path` is `root` or lies below it (both absolute and clean).
pub fn is_within(path: &str, root: &str) -> bool {
    root == "/"
        || path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The directories above `path`, nearest first, ending with `/`.
pub fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    let mut at = path;
    std::iter::from_fn(move || {
        let slash = at.rfind('/')?;
        if at == "/" {
            return None;
        }
        at = if slash == 0 { "/" } else { &at[..slash] };
        Some(at)
    })
}

/// `path` seen from the directory `base`, without `.`, `..` and doubled slashes; absolute.
pub fn join(base: &str, path: &str) -> String {
    let whole = if path.starts_with('/') { path.to_owned() } else { format!("{base}/{path}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_join_clean_and_find_their_ancestors() {
        assert_eq!(join("/app", "../x/./y//z"), "/x/y/z");
        assert_eq!(join("/app", "/"), "/");
        assert_eq!(join("/", ".."), "/");
        assert_eq!(ancestors("/a/b/c").collect::<Vec<_>>(), ["/a/b", "/a", "/"]);
        assert_eq!(ancestors("/").count(), 0);
        assert!(is_within("/app/x", "/app") && is_within("/app", "/app"));
        assert!(!is_within("/apple", "/app"));
    }
}
