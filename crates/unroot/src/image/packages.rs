//! Which users and groups a package brings, from `data/packages.toml`.

use super::Family;
use std::sync::LazyLock;

include!(concat!(env!("OUT_DIR"), "/packages.rs"));

/// The packages of one package manager.
#[derive(Debug)]
pub(crate) struct Packages {
    /// Accounts that dependencies of many packages bring, by release and by what is installed already.
    pub(crate) companions: Vec<&'static str>,
    /// Whether a version may stand behind the name of a package, after a dash.
    takes_versions: bool,
    /// Each package and the text of what it brings, by name.
    brings: Vec<(&'static str, &'static str)>,
}

/// What a package brings.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Brought {
    /// Accounts that every release of the package brings.
    pub(crate) accounts: Vec<Account>,
    /// Names of users or groups that some releases bring.
    pub(crate) perhaps: Vec<&'static str>,
    /// What else may come through dependencies.
    pub(crate) others: Others,
}

/// What may come with a package through its dependencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Others {
    /// Nothing.
    Nothing,
    /// The companions, where recommended packages are installed too.
    Recommended,
    /// The companions.
    Companions,
    /// Any account.
    Any,
}

/// A user, a group, or both.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Account {
    /// The name of the user, or of the group where there is no user.
    pub(crate) name: &'static str,
    /// What it is.
    pub(crate) kind: Kind,
    /// UID and GID, where they are fixed.
    pub(crate) number: Option<u32>,
    /// The home directory, where all releases agree.
    pub(crate) home: Option<&'static str>,
}

/// What an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A user in a group of the same name, which comes too.
    Both,
    /// A user; the primary group, where all releases agree.
    User(Option<&'static str>),
    /// A group.
    Group,
}

static FAMILIES: LazyLock<Vec<(&str, Packages)>> = LazyLock::new(|| {
    let mut families: Vec<(&str, Packages)> = Vec::new();
    for (first, second) in PACKAGES.lines().filter_map(|line| line.split_once('\t')) {
        let words = || second.split(' ').filter(|word| !word.is_empty());
        if let Some(name) = first.strip_prefix('@') {
            let (companions, takes_versions) = (words().collect(), name == "redhat");
            families.push((name, Packages { companions, takes_versions, brings: Vec::new() }));
        } else if let Some((_, family)) = families.last_mut() {
            family.brings.extend(words().map(|package| (package, first)));
        }
    }
    for (_, family) in &mut families {
        dockerfile::order::sort(&mut family.brings, |a, b| a.0.cmp(b.0));
    }
    families
});

/// The packages that the program of this name installs in an image of `family`; `None` where no source was read.
pub(crate) fn of(manager: &str, family: Option<Family>) -> Option<&'static Packages> {
    let fits = |test: fn(Family) -> bool| family.is_none_or(test);
    let name = match manager {
        // Wolfi has the same program and other packages.
        "apk" if family == Some(Family::Alpine) => "alpine",
        "apt" | "apt-get" | "apt-install" | "aptitude" | "install-packages"
        | "install_packages"
            if fits(Family::is_debian_like) =>
        {
            "debian"
        }
        "dnf" | "microdnf" | "yum" if fits(Family::is_rhel_like) => "redhat",
        _ => return None,
    };
    FAMILIES.iter().find(|(family, _)| *family == name).map(|(_, packages)| packages)
}

impl Packages {
    /// What the package of this name brings; `None` where nobody read it. dnf takes a version behind the name:
    /// `httpd-2.4.57`.
    pub(crate) fn brought(&self, package: &str) -> Option<Brought> {
        let versioned = || {
            let digit =
                |at: usize| package[at + 1..].starts_with(|char: char| char.is_ascii_digit());
            let (at, _) = package.match_indices('-').find(|(at, _)| digit(*at))?;
            self.text(&package[..at]).filter(|_| self.takes_versions)
        };
        self.text(package).or_else(versioned).map(read)
    }

    fn text(&self, package: &str) -> Option<&'static str> {
        let at = self.brings.binary_search_by(|(name, _)| (*name).cmp(package)).ok()?;
        Some(self.brings[at].1)
    }
}

fn read(text: &'static str) -> Brought {
    let mut brought =
        Brought { accounts: Vec::new(), perhaps: Vec::new(), others: Others::Nothing };
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match (word, word.strip_prefix('?')) {
            ("~", _) => brought.others = Others::Recommended,
            ("?", _) => brought.others = Others::Companions,
            ("*", _) => brought.others = Others::Any,
            (_, Some(name)) => brought.perhaps.push(name),
            (word, None) => brought.accounts.push(account(word)),
        }
    }
    brought
}

fn account(word: &'static str) -> Account {
    let (word, home) = match word.split_once('@') {
        Some((word, home)) => (word, Some(home)),
        None => (word, None),
    };
    let (names, number) = match word.split_once('=') {
        Some((names, number)) => (names, number.parse().ok()),
        None => (word, None),
    };
    let (name, kind) = match names.split_once(':') {
        None => (names, Kind::Both),
        Some(("", group)) => (group, Kind::Group),
        Some((user, group)) => (user, Kind::User(Some(group).filter(|group| !group.is_empty()))),
    };
    Account { name, kind, number, home }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(manager: &str, family: Family, package: &str) -> Option<Vec<&'static str>> {
        let brought = of(manager, Some(family))?.brought(package)?;
        Some(brought.accounts.iter().map(|account| account.name).collect())
    }

    #[test]
    fn every_line_is_read() {
        for (family, packages) in FAMILIES.iter() {
            assert!(packages.brings.len() > 50, "{family}: {}", packages.brings.len());
            for (package, text) in &packages.brings {
                let brought = read(text);
                let companions = matches!(brought.others, Others::Recommended | Others::Companions);
                assert!(!companions || !packages.companions.is_empty(), "{family}: {package}");
                for account in &brought.accounts {
                    assert!(!account.name.is_empty(), "{family}: {package}");
                    let group = matches!(account.kind, Kind::Group);
                    assert!(!group || account.home.is_none(), "{family}: {package}");
                }
            }
        }
        assert_eq!(FAMILIES.len(), 3);
    }

    #[test]
    fn accounts_are_read_with_group_number_and_home() {
        let read = |word| {
            let Account { name, kind, number, home } = account(word);
            (name, kind, number, home)
        };
        assert_eq!(read("redis"), ("redis", Kind::Both, None, None));
        assert_eq!(read(":docker"), ("docker", Kind::Group, None, None));
        assert_eq!(read("sshd:@/run/sshd"), ("sshd", Kind::User(None), None, Some("/run/sshd")));
        let squid = ("squid", Kind::User(Some("proxy")), Some(31), Some("/x"));
        assert_eq!(read("squid:proxy=31@/x"), squid);
    }

    #[test]
    fn the_manager_and_the_distribution_decide() {
        assert_eq!(names("apk", Family::Alpine, "mariadb"), Some(vec!["mysql"]));
        assert_eq!(names("apk", Family::Wolfi, "mariadb"), None);
        assert_eq!(names("yum", Family::Rhel, "httpd"), Some(vec!["apache"]));
        assert_eq!(names("dnf", Family::Rhel, "httpd-2.4.57-5.el9"), Some(vec!["apache"]));
        assert_eq!(names("dnf", Family::Rhel, "java-17-openjdk-headless"), Some(vec![]));
        assert_eq!(names("apt-get", Family::Debian, "redis-7"), None);
        assert_eq!(names("tdnf", Family::AzureLinux, "httpd"), None);
        assert_eq!(names("apt-get", Family::Ubuntu, "redis-server"), Some(vec!["redis"]));
        assert_eq!(names("apt-get", Family::Debian, "curl"), Some(vec![]));
        assert_eq!(names("apt-get", Family::Debian, "kong"), None);
        assert_eq!(names("dpkg", Family::Debian, "curl"), None);
    }

    #[test]
    fn packages_of_two_makers_are_left_out() {
        // nginx.org's package makes a user that Debian's does not.
        assert_eq!(names("apt-get", Family::Debian, "nginx"), None);
    }
}
