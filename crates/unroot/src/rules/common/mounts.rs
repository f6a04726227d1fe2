//! Mounts that the user of a step can't use, and the numbers that open them.

use crate::finding::Fix;
use crate::model::{Identity, Mounted};
use crate::rules::context::{Context, fix};
use dockerfile::{Edit, Span};

/// Whether the mount is root's and `who` is not, nor do others have the permission `bit`.
pub fn is_shut(mounted: &Mounted, who: &Identity, bit: u32) -> bool {
    mounted.uid.is_known_and(|uid| *uid == 0)
        && mounted.mode.is_known_and(|mode| mode & bit == 0)
        && who.is_ordinary()
        && who.missing.is_none()
}

/// The mount's path and the user's name, for a message.
pub fn names(mounted: &Mounted, who: &Identity) -> (String, String) {
    let target = mounted.target.known().cloned().unwrap_or_else(|| "of this mount".to_owned());
    (target, who.label().unwrap_or_default())
}

/// The mount with the user's numbers.
pub fn owned(cx: &Context, flag: Span, who: &Identity) -> Option<Fix> {
    let (uid, gid) = (who.uid.known()?, who.gid.known()?);
    if flag.of(cx.text).ends_with(['"', '\'']) {
        return None;
    }
    let edit = Edit::insert(flag.end, format!(",uid={uid},gid={gid}"));
    fix(format!("Give it to UID {uid}"), vec![edit])
}
