//! What a distribution brings to every image made from it.

use super::table::{FAMILIES, FamilyFacts};
use super::{Family, ImageUser};

/// Package managers that are followed by name.
const MANAGERS: [&str; 6] = ["apk", "apt-get", "dnf", "microdnf", "yum", "zypper"];

impl Family {
    /// The users beyond root that every ordinary image of the family has. Lists of application
    /// images may lack some of them, so these come on top.
    pub fn base_users(self) -> &'static [ImageUser] {
        self.facts().users
    }

    /// The groups that every ordinary image of the family has, and their GIDs.
    pub fn base_groups(self) -> &'static [(&'static str, u32)] {
        self.facts().groups
    }

    /// The shell that refuses logins.
    pub fn nologin(self) -> &'static str {
        self.facts().nologin.unwrap_or("/sbin/nologin")
    }

    /// The highest UID that the family's `adduser` takes, if it has such a limit.
    pub fn max_id(self) -> Option<u32> {
        self.facts().max_id
    }

    /// Whether `useradd` creates the home directory without `-m` (`CREATE_HOME`).
    pub fn creates_home_by_default(self) -> bool {
        self.facts().creates_home
    }

    /// The mode that `useradd -m` gives a home directory in the newest release.
    pub fn home_mode(self) -> u32 {
        self.facts().home_mode.unwrap_or(0o755)
    }

    /// The lowest UID that `useradd -r` takes by default (`SYS_UID_MIN`).
    pub fn first_system_id(self) -> u32 {
        if self.is_rhel_like() { 201 } else { 101 }
    }

    /// Debian, or made from it.
    pub fn is_debian_like(self) -> bool {
        matches!(self, Family::Debian | Family::Ubuntu)
    }

    /// Red Hat's distribution and those that follow it.
    pub fn is_rhel_like(self) -> bool {
        matches!(self, Family::Rhel | Family::AmazonLinux)
    }

    /// Whether `adduser` is a link to `useradd` (Azure Linux: Microsoft's OpenJDK images use it so).
    pub fn links_adduser(self) -> bool {
        self.is_rhel_like() || self == Family::AzureLinux
    }

    /// Package managers of other distributions.
    pub(crate) fn foreign_managers(self) -> impl Iterator<Item = &'static str> {
        let own: &[&str] = match self {
            Family::Debian | Family::Ubuntu => &["apt-get"],
            Family::Alpine | Family::Wolfi => &["apk"],
            Family::Rhel | Family::AmazonLinux => &["dnf", "microdnf", "yum"],
            Family::AzureLinux | Family::Photon => &["dnf", "yum"],
            Family::OpenSuse => &["dnf", "zypper"],
            Family::Busybox | Family::Distroless | Family::Scratch => &[],
            Family::Arch | Family::Nix | Family::Windows => &MANAGERS,
        };
        MANAGERS.into_iter().filter(|name| !own.contains(name))
    }

    /// The distributions whose package manager `program` is, in words, unless it is one of this family's.
    pub fn others_manager(self, program: &str) -> Option<&'static str> {
        let program = if program == "apt" { "apt-get" } else { program };
        self.foreign_managers().find(|name| *name == program)?;
        Some(match program {
            "apk" => "Alpine",
            "apt-get" => "Debian and Ubuntu",
            "zypper" => "SUSE",
            _ => "Red Hat's distributions",
        })
    }

    /// Whether BusyBox makes the users.
    pub fn is_busybox(self) -> bool {
        matches!(self, Family::Alpine | Family::Wolfi | Family::Busybox)
    }

    fn facts(self) -> &'static FamilyFacts {
        &FAMILIES[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for family in Family::ALL {
            assert_eq!(Family::parse(family.name()), Some(family));
            assert_eq!(format!("{family:?}").to_lowercase(), family.name());
        }
        assert_eq!(Family::parse("Debian"), None);
    }

    #[test]
    fn debian_and_those_like_it_share_their_accounts() {
        let names = |family: Family| family.base_users().iter().map(|user| user.name);
        assert!(names(Family::Debian).any(|name| name == "www-data"));
        assert!(names(Family::Ubuntu).eq(names(Family::Debian)));
        assert!(Family::Debian.base_groups().contains(&("sudo", 27)));
        assert!(Family::Alpine.base_groups().contains(&("nogroup", 65533)));
        assert!(names(Family::Scratch).next().is_none());
        assert_eq!(Family::Debian.nologin(), "/usr/sbin/nologin");
        assert!(Family::Rhel.creates_home_by_default());
        assert!(!Family::Ubuntu.creates_home_by_default());
    }
}
