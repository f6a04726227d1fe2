//! The names of families and builders, in the order of a menu.

use unroot::image::Family;
use unroot::model::Builder;

/// Families with the names that people know, in the order of a menu.
pub const FAMILIES: [(Family, &str); 15] = [
    (Family::Debian, "Debian"),
    (Family::Ubuntu, "Ubuntu"),
    (Family::Alpine, "Alpine"),
    (Family::Rhel, "Red Hat, Fedora"),
    (Family::Wolfi, "Wolfi, Chainguard"),
    (Family::AmazonLinux, "Amazon Linux"),
    (Family::AzureLinux, "Azure Linux"),
    (Family::OpenSuse, "openSUSE"),
    (Family::Photon, "Photon"),
    (Family::Arch, "Arch"),
    (Family::Nix, "Nix"),
    (Family::Busybox, "BusyBox"),
    (Family::Distroless, "distroless"),
    (Family::Scratch, "scratch"),
    (Family::Windows, "Windows"),
];

/// Builders with the names that people know, in the order of a menu.
pub const BUILDERS: [(Builder, &str); 3] = [
    (Builder::BuildKit, "BuildKit"),
    (Builder::Classic, "classic builder"),
    (Builder::Buildah, "Podman"),
];

/// The name of `value` in one of the tables above.
pub fn name_of<T: Copy + PartialEq>(table: &[(T, &'static str)], value: T) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == value).map(|(_, name)| *name)
}

/// The value that is called `name` in one of the tables above.
pub fn of_name<T: Copy>(table: &[(T, &str)], name: &str) -> Option<T> {
    table.iter().find(|(_, known)| *known == name).map(|(value, _)| *value)
}
