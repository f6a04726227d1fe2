//! What the Dockerfile put into somebody's hands.

use crate::model::{Cause, Files, Identity, Kind};

/// The directories that a line of the Dockerfile made `who`'s, without the home; those inside one
/// another all. Nothing for root, and where the UID is not known.
pub fn to<'a>(who: &Identity, files: &'a Files) -> Vec<&'a str> {
    let Some(uid) = who.uid.known().filter(|uid| **uid != 0) else { return Vec::new() };
    let own = files.iter().filter(|(path, node)| {
        let given = matches!(node.uid.cause(), Cause::At(_)) && node.kind == Kind::Directory;
        given && node.uid.known() == Some(uid) && who.home.as_deref() != Some(path)
    });
    own.map(|(path, _)| path).collect()
}
