//! What the container starts as.

use unroot::display::Missing;

/// The group of chips.
pub const CHIPS: &str = "Answers and assumptions";
/// The head of the chain of reasons.
pub const HOW: &str = "How it came to that";
/// What Docker is asked for where the build fails.
pub const BUILD: &str = "docker build";
/// What it is asked for elsewhere.
pub const RUN: &str = "docker run";
/// The build fails.
pub const STOPS: &str = "stops";
/// The container starts as root.
pub const AS_ROOT: &str = "as root";
/// Nobody can tell.
pub const CANT_BE_TOLD: &str = "can't be told";

/// The container can't start as somebody who is not there.
pub fn no_such_user(name: &str) -> String {
    format!("no such user {name}")
}

/// Whom the container starts as: a name, or [`uid`].
pub fn starts_as(who: &str) -> String {
    format!("as {who}")
}

/// A user without a name.
pub fn uid(uid: u32) -> String {
    format!("UID {uid}")
}

/// The button that opens the field for what is missing.
pub fn ask(missing: &Missing) -> String {
    match missing {
        Missing::BaseImage => "State what the base image is".to_owned(),
        Missing::Argument(name) => format!("Give {name} a value"),
        Missing::Target => "Choose another target".to_owned(),
    }
}
