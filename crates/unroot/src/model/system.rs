//! Directories that images are made of. Seen in the roots of Debian 12 and 13, Alpine 3.20, UBI 9 and
//! BusyBox; images of applications are taken for what their distribution is.

use super::{Cause, Contents, Files, Kind, Node, Ownership, Value};
use crate::image::Family;

/// Where this was read.
pub const SEEN: &str = "seen in the roots of Debian 12 and 13, Alpine 3.20, UBI 9 and BusyBox";

/// Directories that hold more than is listed, all of it root's.
const FULL: &[&str] = &[
    "/dev",
    "/etc",
    "/proc",
    "/run",
    "/sys",
    "/usr/bin",
    "/usr/lib",
    "/usr/local/bin",
    "/usr/local/etc",
    "/usr/local/lib",
    "/usr/local/sbin",
    "/usr/local/share",
    "/usr/sbin",
    "/usr/share",
    "/var/cache",
    "/var/lib",
    "/var/log",
    "/var/spool",
];

/// Directories that are empty until something is put there.
const EMPTY: &[&str] =
    &["/", "/home", "/media", "/mnt", "/opt", "/srv", "/usr", "/usr/local", "/usr/src", "/var"];

/// Whether `path` is a directory of the system's own, which no program has for itself.
pub fn is_of_system(path: &str) -> bool {
    const OTHERS: [&str; 6] = ["/bin", "/lib", "/root", "/sbin", "/tmp", "/var/tmp"];
    EMPTY.contains(&path) || FULL.contains(&path) || OTHERS.contains(&path)
}

/// Families whose `/bin`, `/lib` and `/sbin` lead into `/usr`.
fn has_merged_usr(family: Family) -> bool {
    !matches!(family, Family::Alpine | Family::Busybox | Family::Scratch | Family::Windows)
}

/// The files of an image of `family`, as far as they matter here; of an ordinary one if nobody knows
/// which.
pub(crate) fn files(family: Option<Family>, cause: &Cause) -> Files {
    let mut files = Files::default();
    let root = Ownership::root(cause);
    let known = |mode| Value::Known(mode, cause.clone());
    let empty = Node::directory(&root, 0o755, cause);
    let contents = Contents::More {
        owner: root.clone(),
        files: Value::Unknown(cause.clone()),
        directories: known(0o755),
        hidden: false,
    };
    let full = Node { contents, ..empty.clone() };
    for path in EMPTY {
        files.set(*path, empty.clone());
    }
    for path in FULL {
        files.set(*path, full.clone());
    }
    for name in ["bin", "lib", "sbin"] {
        let path = format!("/{name}");
        let node = match family {
            Some(family) if has_merged_usr(family) => {
                let kind = Kind::Link(format!("usr/{name}"));
                Node { kind, ..Node::file(&root, known(0o777)) }
            }
            // Where nobody knows, a link or a directory: what is below belongs to root in both cases.
            _ => full.clone(),
        };
        files.set(path, node);
    }
    for path in ["/tmp", "/var/tmp"] {
        files.set(path, Node::directory(&root, 0o1777, cause));
    }
    files.set("/root", Node::directory(&root, 0o700, cause));
    for path in ["/etc/passwd", "/etc/group"] {
        files.set(path, Node::file(&root, known(0o644)));
    }
    if family == Some(Family::Debian) {
        of_debian(&mut files, cause);
    }
    files
}

/// Images of applications may hold homes that nobody lists.
pub(crate) fn hide_homes(files: &mut Files, cause: &Cause) {
    if let Some(home) = files.get_mut("/home") {
        home.contents = Contents::of(Ownership::unknown(cause), cause);
    }
}

/// What Debian has of its own: groups for shared places, the shadow file.
fn of_debian(files: &mut Files, cause: &Cause) {
    let of_group =
        |gid| Ownership { gid: Value::Known(gid, cause.clone()), ..Ownership::root(cause) };
    files.set("/var/local", Node::directory(&of_group(50), 0o2775, cause));
    files.set("/var/mail", Node::directory(&of_group(8), 0o2775, cause));
    let shadow = Value::Known(0o640, cause.clone());
    files.set("/etc/shadow", Node::file(&of_group(42), shadow.clone()));
    files.set("/etc/gshadow", Node::file(&of_group(42), shadow));
    files.set("/run/lock", Node::directory(&Ownership::root(cause), 0o1777, cause));
    for (path, target) in [("/var/run", "/run"), ("/var/lock", "/run/lock")] {
        let link = Node::file(&Ownership::root(cause), Value::Known(0o777, cause.clone()));
        files.set(path, Node { kind: Kind::Link(target.to_owned()), ..link });
    }
}
