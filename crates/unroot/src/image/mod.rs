//! Facts about base images: how they start, whom they ship, which distribution they are made from.
//! They come from `data/images.toml`, where each row names its source. What packages bring stands in `data/packages.toml`.

#[allow(dead_code, reason = "the build script writes rows, this only reads them")]
mod columns;
mod dash;
mod families;
mod family;
pub(crate) mod packages;
pub(crate) mod place;
mod reference;
mod row;
mod running;
mod service;
mod table;
pub(crate) mod tree;

pub use dash::dash_has_pipefail;
pub use families::Family;
use reference::Reference;
pub use running::{Kind, NeedsRoot, Packaged, Running, installed_by, packaged, running};
pub use service::{Service, service};
pub(crate) use table::is_contradicted;
pub use table::{home_mode, is_distribution, lacks, lookup, lookup_any_tag, lookup_copied, tools};

/// What is known of an image.
#[derive(Debug, PartialEq, Eq)]
pub struct ImageFacts {
    /// The pattern of references that the row speaks of.
    pub pattern: &'static str,
    /// `User` of the image configuration, `"root"` where unset; `None` where no source says.
    pub default_user: Option<&'static str>,
    /// Users beyond root.
    pub users: Vec<ImageUser>,
    /// The distribution it is made from.
    pub family: Family,
    /// Whether there is a shell for RUN.
    pub shell: Option<bool>,
    /// Programs that make users: `"useradd"`, `"adduser-debian"`, `"adduser-busybox"`; `None`
    /// where no source says.
    pub tools: Option<Vec<&'static str>>,
    /// The package manager, where it is the only one of its family: `"microdnf"` is no `dnf`.
    pub manager: Option<&'static str>,
    /// How the image's own entrypoint steps down from root, if it does.
    pub drops_privileges: Option<&'static str>,
    /// The user that it steps down to, where the whole process does.
    pub drops_to: Option<&'static str>,
    /// First words of the commands that it steps down for (`*` is any run of characters); `None`
    /// where no source says.
    pub drops_for: Option<Vec<&'static str>>,
    /// Variables of its environment that Dockerfiles use for users, such as .NET's `APP_UID`.
    pub env: Vec<(&'static str, &'static str)>,
    /// Whether these and root are all: the distribution's own accounts are not there.
    pub only_users: bool,
    /// Other programs that are in it, as far as a source says.
    pub has: Vec<&'static str>,
    /// Programs that are not in it.
    pub lacks: Vec<&'static str>,
    /// The release of the distribution, by the name that `data/trees.toml` has for it; `None` where the row
    /// speaks of several, or of none that was read.
    pub release: Option<&'static str>,
    /// The working directory of the image's configuration, where a source says.
    pub workdir: Option<&'static str>,
    /// Directories beyond the distribution's own. Where a row has them, there are no others outside of the
    /// directories that packages use (`/etc`, `/var/lib` …); `None` where no source says.
    pub(crate) directories: Option<Vec<place::Place<'static>>>,
    /// Where all this was read: repositories, commits, paths and lines, `; ` between them.
    pub source: &'static str,
}

impl ImageFacts {
    /// Whether the row speaks of whatever has such a name: `prom/*`. What it says holds as a rule, and each image may
    /// have it otherwise.
    pub fn is_pattern(&self) -> bool {
        let path = self.pattern.rfind('/').map_or(0, |slash| slash + 1);
        self.pattern[path..].split(':').next() == Some("*")
    }
}

/// A user that an image ships.
#[derive(Debug, PartialEq, Eq)]
pub struct ImageUser {
    /// Login name.
    pub name: &'static str,
    /// UID, if a source says.
    pub uid: Option<u32>,
    /// Primary GID, if a source says.
    pub gid: Option<u32>,
    /// Home directory, if a source says.
    pub home: Option<&'static str>,
}

/// Whether `reference` can name an image at all: others stop the build (`invalid reference format`).
pub fn is_reference(reference: &str) -> bool {
    Reference::parse(reference).is_some()
}
