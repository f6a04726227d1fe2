//! Directories that a builder or a program makes on the way to a path.

use super::{Cause, Contents, Files, Kind, Node, Ownership, Value, ancestors};

/// Makes `path` and its parents where they do not exist, each with this owner and mode. What exists
/// stays as it is; where nobody knows whether it does, what both cases agree on stays known. A
/// parent with the setgid bit hands on its group if `inherits` says so. Gives the directories that
/// are not there for certain before, outermost first.
pub(crate) fn make(
    files: &mut Files,
    path: &str,
    owner: &Ownership,
    mode: &Value<u32>,
    inherits: bool,
    cause: &Cause,
) -> Vec<String> {
    let mut missing: Vec<String> = vec![path.to_owned()];
    missing.extend(ancestors(path).map(str::to_owned));
    missing.retain(|path| files.get(path).is_none());
    missing.reverse();
    for path in &missing {
        let above = files.above(path).map(|(_, node)| node);
        let held = files.may_hold(path);
        let mut node = Node {
            kind: Kind::Directory,
            uid: owner.uid.clone(),
            gid: owner.gid.clone(),
            mode: mode.clone(),
            contents: Contents::Listed,
        };
        if let Some(above) = above.filter(|_| inherits)
            && above.mode.is_known_and(|mode| mode & 0o2000 != 0)
        {
            node.gid = above.gid.clone();
            node.mode = node.mode.map(|mode| mode | 0o2000);
        }
        if let Contents::More { owner: inside, directories, .. } = held {
            let outside = cause.outside();
            node.agree(inside, directories, &outside);
            node.contents = Contents::of(inside.clone(), &outside);
        }
        files.set(path.clone(), node);
    }
    missing
}

/// Keeps `ours` where `theirs` is known to be the same.
pub(crate) fn agree<T: PartialEq>(ours: &mut Value<T>, theirs: &Value<T>, why: &Cause) {
    if ours.known().is_none() || ours.known() != theirs.known() {
        *ours = Value::Unknown(why.clone());
    }
}

impl Ownership {
    /// Keeps what `other` is known to have as well.
    #[inline(never)]
    pub(super) fn agree(&mut self, other: &Ownership, why: &Cause) {
        agree(&mut self.uid, &other.uid, why);
        agree(&mut self.gid, &other.gid, why);
    }

    /// What all of them are known to have.
    #[inline(never)]
    pub(super) fn common(
        mut self,
        others: &mut dyn Iterator<Item = Ownership>,
        why: &Cause,
    ) -> Ownership {
        others.for_each(|other| self.agree(&other, why));
        self
    }
}

impl Node {
    /// Keeps what another one of this owner and mode is known to have as well.
    #[inline(never)]
    pub(super) fn agree(&mut self, owner: &Ownership, mode: &Value<u32>, why: &Cause) {
        agree(&mut self.uid, &owner.uid, why);
        agree(&mut self.gid, &owner.gid, why);
        agree(&mut self.mode, mode, why);
    }
}

/// Joins what a directory may hold with more of it.
pub(crate) fn join_contents(before: &Contents, more: &Contents, why: &Cause) -> Contents {
    match (before, more) {
        (Contents::Listed, other) | (other, Contents::Listed) => other.clone(),
        (
            Contents::More { owner, files, directories, hidden },
            Contents::More {
                owner: theirs,
                files: their_files,
                directories: their_directories,
                hidden: theirs_hidden,
            },
        ) => {
            let mut joined = (owner.clone(), files.clone(), directories.clone());
            joined.0.agree(theirs, why);
            agree(&mut joined.1, their_files, why);
            agree(&mut joined.2, their_directories, why);
            Contents::More {
                owner: joined.0,
                files: joined.1,
                directories: joined.2,
                hidden: *hidden && *theirs_hidden,
            }
        }
    }
}
