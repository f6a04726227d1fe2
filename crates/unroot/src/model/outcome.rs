//! Whether something succeeds, and what names speak of.

use super::Cause;

/// Whether something succeeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing known stops it.
    Succeeds,
    /// It fails, and this event or value is why.
    Fails(Cause),
    /// It can't be told.
    Unknown(Cause),
}

/// User or group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Subject {
    User,
    Group,
}
