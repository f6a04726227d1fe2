//! How a command ends.

use crate::model::Cause;

/// How a command ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Status 0, as far as anything is known to stop it.
    Ok,
    /// Not 0, for this reason.
    Fails(Cause),
    /// Unknown, and nothing speaks against it: what a program does is its own business.
    Unknown,
    /// Unknown, and something speaks against it: the program may be missing, or may not be allowed
    /// to do what it is asked.
    Doubtful,
}

impl Exit {
    /// What both come to, where both have to succeed.
    pub(super) fn and(self, other: Exit) -> Exit {
        match (self, other) {
            (fails @ Exit::Fails(_), _) | (_, fails @ Exit::Fails(_)) => fails,
            (Exit::Doubtful, _) | (_, Exit::Doubtful) => Exit::Doubtful,
            (Exit::Unknown, _) | (_, Exit::Unknown) => Exit::Unknown,
            (Exit::Ok, Exit::Ok) => Exit::Ok,
        }
    }
}
