//! May this identity do that here? Answered from owners and modes, or not at all. Root may do
//! everything: builders leave it CAP_DAC_OVERRIDE and CAP_FOWNER.

use super::{Files, Identity, Node, ancestors};

const READ: u32 = 0o4;
const WRITE: u32 = 0o2;
const SEARCH: u32 = 0o1;

/// Whether `who` can write the existing `path`, or create it if it does not exist. `None` where it
/// can't be told.
pub fn may_write(who: &Identity, path: &str, files: &Files) -> Option<bool> {
    if who.is_root() {
        return Some(true);
    }
    let reach = may_reach(who, path, files);
    let write = match files.get(path) {
        Some(node) => allows(who, node, WRITE),
        None => may_write_unlisted(who, path, files),
    };
    both(reach, write)
}

/// Whether `who` can make something new at `path`, which is not there.
pub(crate) fn may_create(who: &Identity, path: &str, files: &Files) -> Option<bool> {
    if who.is_root() {
        return Some(true);
    }
    let directory = ancestors(path).next().unwrap_or("/");
    both(may_reach(who, path, files), may_write(who, directory, files))
}

/// Whether `who` can remove or rename what is at `path`: a matter of its directory, and in a sticky
/// one of the owner too.
pub(crate) fn may_remove(who: &Identity, path: &str, files: &Files) -> Option<bool> {
    if who.is_root() {
        return Some(true);
    }
    let directory = ancestors(path).next().unwrap_or("/");
    let write = may_create(who, path, files);
    let Some(above) = files.get(directory) else { return write };
    let sticky = above.mode.known().map(|mode| mode & 0o1000 != 0);
    let owns = |uid: Option<&u32>| Some(*who.uid.known()? == *uid?);
    match sticky {
        Some(false) => write,
        Some(true) if owns(above.uid.known()) == Some(true) => write,
        Some(true) => {
            let owner = files.ownership(path);
            both(write, owns(owner.as_ref().and_then(|owner| owner.uid.known())))
        }
        None => both(write, None),
    }
}

/// Whether `who` can read `path`.
pub fn may_read(who: &Identity, path: &str, files: &Files) -> Option<bool> {
    if who.is_root() {
        return Some(true);
    }
    let read = files.get(path).and_then(|node| allows(who, node, READ));
    both(may_reach(who, path, files), read)
}

/// Whether `who` can start the file at `path`, or pass through the directory there.
pub fn may_execute(who: &Identity, path: &str, files: &Files) -> Option<bool> {
    if who.is_root() {
        return Some(true);
    }
    let search = files.get(path).and_then(|node| allows(who, node, SEARCH));
    both(may_reach(who, path, files), search)
}

/// Whether `who` can pass through every directory above `path`.
pub(crate) fn may_reach(who: &Identity, path: &str, files: &Files) -> Option<bool> {
    if who.is_root() {
        return Some(true);
    }
    let mut answer = Some(true);
    for node in ancestors(path).filter_map(|above| files.get(above)) {
        answer = both(answer, allows(who, node, SEARCH));
    }
    answer
}

fn both(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// What is not listed does not exist, and then its directory decides; or it belongs to whoever owns
/// what that directory holds.
fn may_write_unlisted(who: &Identity, path: &str, files: &Files) -> Option<bool> {
    let (_, node) = files.above(path)?;
    let inherited = node.contents.owner().map(|owner| {
        let (mine, theirs) = (who.uid.known()?, owner.uid.known()?);
        Some(mine == theirs)
    });
    match (allows(who, node, WRITE), inherited) {
        (Some(true), _) | (_, Some(Some(true))) => Some(true),
        (Some(false), None | Some(Some(false))) => Some(false),
        _ => None,
    }
}

/// Whether the mode of `node` gives `who` the permission `bit`.
fn allows(who: &Identity, node: &Node, bit: u32) -> Option<bool> {
    let mode = *node.mode.known()?;
    if mode & bit != 0 && (mode >> 3) & bit != 0 && (mode >> 6) & bit != 0 {
        return Some(true);
    }
    if mode & 0o111 & (bit | bit << 3 | bit << 6) == 0 && bit == SEARCH {
        return Some(false);
    }
    let (uid, owner) = (who.uid.known()?, node.uid.known()?);
    if uid == owner {
        return Some((mode >> 6) & bit != 0);
    }
    let (group, others) = ((mode >> 3) & bit != 0, mode & bit != 0);
    if group == others {
        return Some(others);
    }
    // A group that is not known could still decide it.
    let gid = node.gid.known()?;
    let member = who.groups.contains(gid) || who.gid.known()? == gid;
    Some(if member { group } else { others })
}
