//! What the container starts as.

use view::Missing;

/// The group of chips.
pub const CHIPS: &str = "Answers and assumptions";
/// The head of the chain of reasons.
pub const HOW: &str = "How it came to that";
/// The chip for the build.
pub const BUILD: &str = "docker build";
/// The chip for the start.
pub const RUN: &str = "docker run";
/// The build does not fail.
pub const GOES_THROUGH: &str = "works";
/// The build fails.
pub const STOPS: &str = "stops";
/// Nobody can tell.
pub const CANT_BE_TOLD: &str = "can't be told";
/// The head of what speaks for or against the build.
pub const WHETHER_IT_BUILDS: &str = "Whether it builds";
/// Nothing speaks against it.
pub const NOTHING_AGAINST: &str = "Nothing that can be seen from here stops the build.";
/// Something may.
pub const DEPENDS: &str = "It depends on what the Dockerfile does not tell.";

/// The container starts as root, and perhaps steps down.
pub fn as_root(then: Option<&str>) -> String {
    match then {
        Some(name) => format!("as root, then {name}"),
        None => "as root".to_owned(),
    }
}

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
