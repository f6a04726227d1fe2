//! Changes of owners: what `chown` leaves where it reaches, and what nobody knows afterwards.

use super::new_owner::NewOwner;
use crate::model::directories::agree;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::targets::Targets;
use crate::model::{Cause, Contents, Kind, Node, Ownership, Value, is_within};
use dockerfile::Span;
use std::sync::Arc;

/// Links to directories on the way of `chown -R`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Links {
    /// `-P`, which needs no saying: their own owner changes.
    Stay,
    /// `-H`: those that are named are gone through; others hand the owner on to what they lead to.
    Named,
    /// `-L`: all are gone through.
    All,
}

/// What a `chown` does to each path that it reaches.
pub(super) struct Giving<'a> {
    pub(super) owner: &'a NewOwner,
    /// What has another owner stays as it is.
    pub(super) from: Option<&'a NewOwner>,
    pub(super) command: Span,
}

/// Whether something of the owner `now` is what `--from` asks for.
pub(super) fn is_of(now: &Ownership, from: &NewOwner) -> Option<bool> {
    let same = |now: &Value<u32>, wanted: &Option<Value<u32>>| match wanted {
        None => Some(true),
        Some(wanted) => Some(now.known()? == wanted.known()?),
    };
    match (same(&now.uid, &from.uid), same(&now.gid, &from.gid)) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

impl Giving<'_> {
    /// The owner that something of the owner `now` has afterwards, or `None` where it stays.
    fn after(&self, now: &Ownership) -> Option<Ownership> {
        let matches = self.from.map_or(Some(true), |from| is_of(now, from));
        if matches == Some(false) {
            return None;
        }
        let mut after = now.clone();
        if let Some(uid) = &self.owner.uid {
            after.uid = uid.clone();
        }
        if let Some(gid) = &self.owner.gid {
            after.gid = gid.clone();
        }
        if matches.is_none() {
            let why = Cause::Undecided(self.command);
            agree(&mut after.uid, &now.uid, &why);
            agree(&mut after.gid, &now.gid, &why);
        }
        Some(after)
    }

    fn reach(&self, node: &mut Node, recursive: bool) {
        if let Some(after) = self.after(&node.owner()) {
            let sure = self.from.is_none_or(|from| is_of(&node.owner(), from) == Some(true));
            node.give(&after);
            // The kernel takes setuid and setgid from files that change hands.
            let special = node.mode.is_known_and(|mode| mode & 0o6000 != 0);
            if node.kind == Kind::File && special {
                node.mode = match sure {
                    true => node.mode.clone().map(|mode| mode & !0o6000),
                    false => Value::Unknown(Cause::Undecided(self.command)),
                };
            }
        }
        if let (true, Contents::More { owner: inside, .. }) = (recursive, &mut node.contents)
            && let Some(after) = self.after(inside)
        {
            *inside = after;
        }
    }
}

pub(super) fn give(shell: &mut Shell, path: &str, change: &Giving, recursive: bool) {
    let files = Arc::make_mut(&mut shell.world.files);
    if files.get(path).is_none() {
        let why = Cause::Outside(change.command);
        let inside = files.ownership(path).unwrap_or_else(|| Ownership::unknown(&why));
        let node = Node {
            kind: if recursive { Kind::Directory } else { Kind::Unknown },
            contents: Contents::of(inside, &why),
            ..Node::file(&Ownership::unknown(&why), Value::Unknown(why.clone()))
        };
        files.set(path, node);
    }
    if !recursive {
        if let Some(node) = files.get_mut(path) {
            change.reach(node, false);
        }
        return;
    }
    // A link that is named is not gone through, and nobody needs to know whose it is.
    for (_, node) in files.within_mut(path) {
        change.reach(node, true);
    }
}

/// What a pattern may match below `directory` besides what is listed.
pub(super) fn give_beyond(shell: &mut Shell, directory: &str, change: &Giving) {
    let files = Arc::make_mut(&mut shell.world.files);
    let Some(node) = files.get_mut(directory) else { return };
    let Contents::More { owner: before, .. } = &mut node.contents else { return };
    let Some(mut after) = change.after(before) else { return };
    // Hidden files, and without -R what lies deeper, keep their owner.
    let why = Cause::Undecided(change.command);
    agree(&mut after.uid, &before.uid, &why);
    agree(&mut after.gid, &before.gid, &why);
    *before = after;
}

/// Owners of `targets` are not known any more.
pub(super) fn blur(shell: &mut Shell, targets: &Targets, recursive: bool, command: Span) {
    let why = Cause::Undecided(command);
    let unknown =
        NewOwner { uid: Some(Value::Unknown(why.clone())), gid: Some(Value::Unknown(why.clone())) };
    let change = Giving { owner: &unknown, from: None, command };
    for target in &targets.listed {
        give(shell, &target.path, &change, recursive);
        let files = Arc::make_mut(&mut shell.world.files);
        for (_, node) in files.within_mut(&target.path) {
            node.mode = Value::Unknown(why.clone());
        }
    }
    for (directory, _) in &targets.beyond {
        give_beyond(shell, directory, &change);
    }
    if targets.hidden {
        somewhere(shell, command);
    }
}

/// A change that reached paths which are not known: whatever the build made may be among them.
pub(super) fn somewhere(shell: &mut Shell, command: Span) {
    let why = Cause::Undecided(command);
    for (_, node) in Arc::make_mut(&mut shell.world.files).within_mut("/") {
        if node.is_of_this_file() {
            node.give(&Ownership::unknown(&why));
            node.mode = Value::Unknown(why.clone());
            if node.contents != Contents::Listed {
                node.contents = Contents::of(Ownership::unknown(&why), &why);
            }
        }
    }
}

/// `chown -RH` and `-RL`. Gives whether all that it reaches is known.
pub(super) fn give_through(shell: &mut Shell, root: &str, change: &Giving, links: Links) -> bool {
    let mut open = vec![root.to_owned()];
    let mut done: Vec<String> = Vec::new();
    let mut sure = true;
    while let Some(root) = open.pop() {
        if done.iter().any(|other| is_within(&root, other)) {
            continue;
        }
        let files = shell.world.files.clone();
        for (path, node) in files.within(&root) {
            // What is not listed may hold links to anywhere.
            let open_below = matches!(node.contents, Contents::More { hidden: false, .. })
                && links == Links::All;
            if open_below {
                somewhere(shell, change.command);
                sure = false;
            }
            if !matches!(node.kind, Kind::Link(_)) {
                continue;
            }
            let leads_to = files.resolve(path, true);
            match files.get(&leads_to) {
                Some(there) if there.is_directory() && links == Links::All => open.push(leads_to),
                Some(there) if matches!(there.kind, Kind::Link(_)) => sure = false,
                _ => {
                    sure &= files.exists(&leads_to) == Some(true);
                    give(shell, &leads_to, change, false);
                }
            }
        }
        let shared = Arc::make_mut(&mut shell.world.files);
        if shared.get(&root).is_none() {
            give(shell, &root, change, true);
        } else {
            for (_, node) in shared.within_mut(&root) {
                if !matches!(node.kind, Kind::Link(_)) {
                    change.reach(node, true);
                }
            }
        }
        Arc::make_mut(&mut shell.world.files).follow_links(&root);
        done.push(root);
    }
    sure
}
