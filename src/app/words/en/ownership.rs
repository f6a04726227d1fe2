//! Who owns which path.

use super::numbers::plural;
use view::Fate;

/// The table.
pub const OWNERS: &str = "Who owns which path";
/// In place of the table where it has no row.
pub const NOTHING: &str = "Up to here the Dockerfile makes no path that can be known.";
/// The column of paths.
pub const PATH: &str = "Path";
/// The column of owners.
pub const OWNER: &str = "Owner";
/// The column of modes.
pub const MODE: &str = "Mode";
/// The column of lines.
pub const LINE: &str = "Line";
/// A mode that is not known.
pub const UNKNOWN: &str = "?";
/// One may write there.
pub const YES: &str = "yes";
/// One may not.
pub const NO: &str = "no";
/// Nobody can tell.
pub const CANT_TELL: &str = "can't tell";

/// The column that tells whether `who` may write; empty where nobody knows who it is.
pub fn writes(who: &str) -> String {
    if who.is_empty() { "May write?".to_owned() } else { format!("{who} writes?") }
}

/// Who owns what is inside, where that is somebody else.
pub fn inside(whose: &str) -> String {
    format!("inside: {whose}")
}

/// Owner or mode before the step.
pub fn was(what: &str) -> String {
    format!("was {what}")
}

/// What a step did to a path, in a word or two; nothing for nothing.
pub fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Same | Fate::Other { owner: false, mode: false } => "",
        Fate::New => "new",
        Fate::Gone => "removed",
        Fate::Other { owner: true, mode: false } => "owner",
        Fate::Other { owner: false, mode: true } => "mode",
        Fate::Other { owner: true, mode: true } => "owner, mode",
    }
}

/// Paths that are not listed.
pub fn left_out(count: usize) -> String {
    format!("And {}.", plural(count, "more path", "more paths"))
}
