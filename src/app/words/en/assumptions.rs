//! Chips and sheets for what a Dockerfile can't say.

use super::numbers::number;

/// The chip for build arguments.
pub const ARGUMENTS: &str = "arguments";
/// Its answer where none is given.
pub const AS_WRITTEN: &str = "as written";
/// The head of its sheet.
pub const BUILD_ARGUMENTS: &str = "Build arguments";
/// What its fields are for.
pub const ABOUT_ARGUMENTS: &str = "What `--build-arg` would give. Empty means: as written.";

/// In the field of one that is given, and that the text does not ask for.
pub const NOT_DECLARED: &str = "not in the text";

/// The chip for a base image that nobody knows.
pub const BASE_IMAGE: &str = "base image";
/// Its answer until somebody tells more; also the menu's entry for that.
pub const NOT_KNOWN: &str = "not known";
/// The head of its sheet.
pub const THE_BASE_IMAGE: &str = "The base image";
/// Where one can learn more of it.
pub const ABOUT_BASE_IMAGE: &str =
    "Nobody here knows it. `docker image inspect` tells its `User`; an empty one means root.";
/// The field for its user.
pub const STARTS_AS: &str = "Starts as";
/// What may stand in that field.
pub const STARTS_AS_HINT: &str = "root, a name or a number";
/// The menu of distributions.
pub const MADE_FROM: &str = "Made from";

/// The chip for the builder.
pub const BUILDER: &str = "builder";
/// The head of its sheet.
pub const WHO_BUILDS: &str = "Who builds it";
/// Why it matters.
pub const ABOUT_BUILDERS: &str = "Builders differ in what a missing name or an owner means. \
    BuildKit is Docker's own since version 23.";
/// The menu of builders.
pub const BUILDERS: &str = "Builder";

/// The chip for the target.
pub const TARGET: &str = "target";
/// Its answer where none is named; also the menu's entry for that.
pub const LAST_STAGE: &str = "last stage";
/// The head of its sheet.
pub const WHICH_STAGE: &str = "Which stage is built";
/// Why it matters.
pub const ABOUT_TARGET: &str = "Docker builds the last one, unless `--target` names another.";
/// The menu of stages.
pub const TARGETS: &str = "Target";

/// How many build arguments are given.
pub fn given(count: usize) -> String {
    match count {
        0 => AS_WRITTEN.to_owned(),
        count => format!("{} set", number(count)),
    }
}

/// Whom the base image starts as.
pub fn starts_as(user: &str) -> String {
    format!("starts as {user}")
}

/// A target that no stage has any more.
pub fn not_there(target: &str) -> String {
    format!("{target} (not there)")
}
