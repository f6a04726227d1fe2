//! What the Dockerfile put into somebody's hands.

use crate::model::{Cause, Files, Identity, Kind};

/// The directories that a line of the Dockerfile made `who`'s, without the home; those inside one
/// another all. Nothing for root, and where the UID is not known.
pub fn to<'a>(who: &Identity, files: &'a Files) -> impl Iterator<Item = &'a str> {
    let uid = who.uid.known().copied().filter(|uid| *uid != 0);
    let home = who.home.clone();
    let own = files.iter().filter(move |(path, node)| {
        let given = matches!(node.uid.cause(), Cause::At(_)) && node.kind == Kind::Directory;
        let theirs = uid.is_some() && node.uid.known().copied() == uid;
        given && theirs && home.as_deref() != Some(path)
    });
    own.map(|(path, _)| path)
}
