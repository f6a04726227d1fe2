//! Directories that images are made of: what the distribution ships (`data/trees.toml`), and what is unknown in
//! images of applications.

use super::{Accounts, Cause, Contents, Files, Kind, Node, Ownership, Value, directories};
use crate::image::Family;
use crate::image::place::{Place, PlaceKind};
use crate::image::tree::{self, tree};

/// Where this was read.
pub const SEEN: &str = "the roots of Debian, Ubuntu and Alpine as data/trees.toml lists them";

/// Whether `path` is a directory of the system's own, which no program has for itself.
pub fn is_of_system(path: &str) -> bool {
    tree::is_shipped(path)
}

/// The files of an image of `family`, as far as they matter here; of an ordinary one if nobody knows
/// which.
pub(crate) fn files(family: Option<Family>, release: Option<&str>, cause: &Cause) -> Files {
    let tree = tree(family.unwrap_or(Family::Debian), release);
    let whole = tree.whole;
    let nodes = tree.places.into_iter().map(|place| {
        let root = Ownership::root(cause);
        let owner = if place.owner.0 == "?" { Ownership::unknown(cause) } else { root };
        let group = place.owner.1.parse().ok().map(|gid| Value::Known(gid, cause.clone()));
        let owner = Ownership { gid: group.unwrap_or(owner.gid), ..owner };
        (place.path.into(), node(&place, &owner, cause))
    });
    let mut files = Files::of_image(nodes, whole);
    if files.is_empty() && family != Some(Family::Scratch) {
        let root = Place { kind: PlaceKind::More, ..Place::of("/") };
        files.set("/", node(&root, &Ownership::unknown(cause), cause));
    }
    // Where nobody knows the family, `/bin` may be a link or a directory: what is below belongs to root in both cases.
    if family.is_none() {
        for path in ["/bin", "/lib", "/sbin"] {
            let place = Place { kind: PlaceKind::Same, ..Place::of(path) };
            files.set(path, node(&place, &Ownership::root(cause), cause));
        }
    }
    files
}

/// Adds the places of an image's own, and the directories on the way to them.
pub(crate) fn add(
    files: &mut Files,
    places: &[Place<'static>],
    accounts: &Accounts,
    cause: &Cause,
) {
    let root = Ownership::root(cause);
    for place in places {
        let open = Value::Known(0o755, cause.clone());
        if let Some(above) = super::ancestors(place.path).next() {
            directories::make(files, above, &root, &open, false, cause);
        }
        files.set(place.path, node(place, &owner(place.owner, accounts, cause), cause));
    }
}

fn node(place: &Place, owner: &Ownership, cause: &Cause) -> Node {
    let mode = place.mode.map(|mode| Value::Known(mode, cause.clone()));
    let file = Node::file(owner, mode.unwrap_or_else(|| Value::Unknown(cause.clone())));
    let holds = |owner: Ownership, directories: Value<u32>| Contents::More {
        owner,
        files: Value::Unknown(cause.clone()),
        directories,
        hidden: false,
    };
    let (kind, contents) = match place.kind {
        PlaceKind::File => (Kind::File, Contents::Listed),
        PlaceKind::Link(target) => (Kind::Link(target.to_owned()), Contents::Listed),
        PlaceKind::Unsure => (Kind::Unknown, Contents::Listed),
        PlaceKind::Empty => (Kind::Directory, Contents::Listed),
        PlaceKind::Same => (Kind::Directory, holds(owner.clone(), file.mode.clone())),
        PlaceKind::More => (Kind::Directory, Contents::of(Ownership::unknown(cause), cause)),
    };
    Node { kind, contents, ..file }
}

fn owner((user, group): (&str, &str), accounts: &Accounts, cause: &Cause) -> Ownership {
    let unknown = || Value::Unknown(cause.clone());
    let known = |id: u32| Value::Known(id, cause.clone());
    let user = user.parse().map(known).unwrap_or_else(|_| {
        accounts.user(user).found().map_or_else(unknown, |user| user.uid.clone())
    });
    let group = group.parse().map(known).unwrap_or_else(|_| {
        accounts.group(group).found().map_or_else(unknown, |group| group.gid.clone())
    });
    Ownership { uid: user, gid: group }
}

/// Directories that hold what packages and programs bring.
const OPEN: [&str; 15] = [
    "/",
    "/etc",
    "/home",
    "/run",
    "/usr",
    "/usr/games",
    "/usr/include",
    "/usr/lib",
    "/usr/libexec",
    "/usr/share",
    "/var",
    "/var/cache",
    "/var/lib",
    "/var/log",
    "/var/spool",
];

/// Directories that a distribution leaves to programs that are no packages.
const OF_OTHERS: [&str; 7] = ["/media", "/mnt", "/opt", "/root", "/srv", "/usr/local", "/usr/src"];

/// In the image of an application more may be there, whoever owns it.
pub(crate) fn hide(files: &mut Files, cause: &Cause) {
    let anything = Contents::of(Ownership::unknown(cause), cause);
    files.complete = false;
    for path in OPEN {
        if let Some(node) = files.get_mut(path).filter(|node| node.is_directory()) {
            node.contents = anything.clone();
        }
    }
    // Images for OpenShift let the group write here.
    for path in ["/etc/passwd", "/etc/group"] {
        if let Some(node) = files.get_mut(path) {
            node.mode = Value::Unknown(cause.clone());
        }
    }
    let others =
        OF_OTHERS.iter().flat_map(|path| files.within(path).map(|(path, _)| path.to_owned()));
    for path in others.collect::<Vec<_>>() {
        if let Some(node) = files.get_mut(&path).filter(|node| !matches!(node.kind, Kind::Link(_)))
        {
            node.give(&Ownership::unknown(cause));
            node.mode = Value::Unknown(cause.clone());
            node.contents = anything.clone();
        }
    }
}
