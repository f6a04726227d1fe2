//! May this identity write here? Answered from owners and modes, or not at all.

use super::{Files, Identity, Node, ancestors};

/// Whether `who` can write the existing `path`, or create it if it does not exist. `None` where it
/// can't be told.
pub fn may_write(who: &Identity, path: &str, files: &Files) -> Option<bool> {
    if who.uid.known() == Some(&0) {
        return Some(true);
    }
    match files.get(path) {
        Some(node) => allows(who, node, 0o2),
        // What is not known does not exist, or the answer for its directory is as good.
        None => ancestors(path).find_map(|above| files.get(above)).and_then(|node| {
            let inherited = node.contents.as_ref().map(|owner| {
                let matches = who.uid.known().zip(owner.uid.known());
                matches.map(|(mine, theirs)| mine == theirs)
            });
            match (allows(who, node, 0o2), inherited) {
                (Some(true), _) | (_, Some(Some(true))) => Some(true),
                (Some(false), None | Some(Some(false))) => Some(false),
                _ => None,
            }
        }),
    }
}

/// Whether the mode of `node` gives `who` the permission `bit` (`0o4`, `0o2` or `0o1`).
fn allows(who: &Identity, node: &Node, bit: u32) -> Option<bool> {
    let mode = *node.mode.known()?;
    if mode & bit != 0 && (mode >> 3) & bit != 0 && (mode >> 6) & bit != 0 {
        return Some(true);
    }
    let (uid, owner) = (who.uid.known()?, node.uid.known()?);
    if uid == owner {
        return Some((mode >> 6) & bit != 0);
    }
    let group = node.gid.known();
    let member = group.is_some_and(|gid| who.groups.contains(gid) || who.gid.known() == Some(gid));
    if member {
        return Some((mode >> 3) & bit != 0);
    }
    // A group that is not known could still give it.
    let group_gives = (mode >> 3) & bit != 0;
    if mode & bit != 0 {
        Some(true)
    } else if group_gives && (group.is_none() || who.gid.known().is_none()) {
        None
    } else {
        Some(false)
    }
}
