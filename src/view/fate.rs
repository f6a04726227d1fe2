//! What a step did to the paths that are known: the difference of two states.

use unroot::model::{Files, Node, Value};

/// What became of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// Nothing.
    Same,
    /// It is there now.
    New,
    /// It is gone.
    Gone,
    /// It is there as before, and belongs to somebody else or has another mode.
    Other {
        /// Another owner or group.
        owner: bool,
        /// Another mode.
        mode: bool,
    },
}

/// A path before and after a step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'a> {
    pub(super) path: &'a str,
    pub(super) before: Option<&'a Node>,
    pub(super) after: Option<&'a Node>,
}

impl<'a> Pair<'a> {
    /// What is known of the path now; of one that is gone, what was.
    pub(super) fn node(self) -> Option<&'a Node> {
        self.after.or(self.before)
    }

    pub(super) fn fate(self) -> Fate {
        let (before, after) = match (self.before, self.after) {
            (Some(before), Some(after)) => (before, after),
            (None, Some(_)) => return Fate::New,
            (Some(_), None) => return Fate::Gone,
            (None, None) => return Fate::Same,
        };
        let owner = differs(&before.uid, &after.uid) || differs(&before.gid, &after.gid);
        let mode = differs(&before.mode, &after.mode);
        if owner || mode { Fate::Other { owner, mode } } else { Fate::Same }
    }
}

/// The line that says so may be another; only the value counts.
fn differs(a: &Value<u32>, b: &Value<u32>) -> bool {
    a.known() != b.known()
}

/// Every path that is known before or after, in order.
pub(super) fn pairs<'a>(before: &'a Files, after: &'a Files) -> Vec<Pair<'a>> {
    let (mut old, mut new) = (before.iter().peekable(), after.iter().peekable());
    let mut pairs = Vec::new();
    loop {
        let next = match (old.peek(), new.peek()) {
            (None, None) => return pairs,
            (Some((path, _)), None) | (None, Some((path, _))) => *path,
            (Some((a, _)), Some((b, _))) => *a.min(b),
        };
        let before = old.next_if(|(path, _)| *path == next).map(|(_, node)| node);
        let after = new.next_if(|(path, _)| *path == next).map(|(_, node)| node);
        pairs.push(Pair { path: next, before, after });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dockerfile::Span;
    use unroot::model::{Cause, Ownership};

    fn node(uid: u32, mode: u32, line: usize) -> Node {
        let cause = Cause::At(Span::at(line));
        let id = |id: u32| Value::Known(id, cause.clone());
        Node::directory(&Ownership { uid: id(uid), gid: id(0) }, mode, &cause)
    }

    fn files(nodes: &[(&str, Node)]) -> Files {
        let mut files = Files::default();
        nodes.iter().for_each(|(path, node)| files.set(*path, node.clone()));
        files
    }

    #[test]
    fn every_path_of_both_is_told_once_with_what_became_of_it() {
        let mut unsure = node(0, 0o755, 1);
        unsure.uid = Value::Unknown(Cause::Default);
        let before = files(&[
            ("/a", node(0, 0o755, 1)),
            ("/b", node(0, 0o755, 1)),
            ("/c", node(0, 0o755, 1)),
            ("/d", node(0, 0o755, 1)),
            ("/e", unsure.clone()),
            ("/x", node(0, 0o755, 1)),
        ]);
        let after = files(&[
            ("/a", node(0, 0o755, 9)),
            ("/aa", node(0, 0o755, 9)),
            ("/b", node(7, 0o755, 9)),
            ("/c", node(7, 0o700, 9)),
            ("/d", node(0, 0o700, 9)),
            ("/e", node(0, 0o755, 9)),
            ("/z", node(0, 0o755, 9)),
        ]);
        let told: Vec<_> =
            pairs(&before, &after).into_iter().map(|pair| (pair.path, pair.fate())).collect();
        let other = |owner, mode| Fate::Other { owner, mode };
        let expected = [
            ("/a", Fate::Same),
            ("/aa", Fate::New),
            ("/b", other(true, false)),
            ("/c", other(true, true)),
            ("/d", other(false, true)),
            ("/e", other(true, false)),
            ("/x", Fate::Gone),
            ("/z", Fate::New),
        ];
        assert_eq!(told, expected);
        assert!(pairs(&before, &before).into_iter().all(|pair| pair.fate() == Fate::Same));
        assert!(pairs(&Files::default(), &Files::default()).is_empty());
    }
}
