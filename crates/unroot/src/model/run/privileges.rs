//! Programs that only root can use. One row each, with what shows it.

use super::arg::Arg;
use super::walk::{Exit, Walker};
use crate::model::{Denial, may_write};
use dockerfile::Span;

/// A program that fails for everybody but root.
struct Row {
    program: &'static str,
    /// The first argument that needs root, or empty for any.
    action: &'static [&'static str],
    /// Whether the build stops for certain: the program is one that every image of its family has.
    certain: bool,
    /// What shows it. "Seen": as UID 1000 without capabilities in a Debian bookworm root.
    #[allow(dead_code, reason = "for whoever reads the table; a test asks that each row has one")]
    source: &'static str,
}

/// What shows a row: a test looks at it, nothing that is built carries it along.
const fn source(text: &'static str) -> &'static str {
    if cfg!(test) { text } else { "" }
}

const NEED_ROOT: &[Row] = &[
    Row {
        program: "apt-get",
        action: &[
            "update",
            "install",
            "upgrade",
            "dist-upgrade",
            "remove",
            "purge",
            "autoremove",
            "clean",
            "build-dep",
        ],
        certain: true,
        source: source(
            "seen: “Could not open lock file /var/lib/apt/lists/lock - open (13: Permission denied)”, “/var/lib/dpkg/lock-frontend …, are you root?”",
        ),
    },
    Row {
        program: "apt",
        action: &[
            "update",
            "install",
            "upgrade",
            "full-upgrade",
            "remove",
            "purge",
            "autoremove",
            "clean",
        ],
        certain: true,
        source: source("the locks of apt-get; seen there"),
    },
    Row {
        program: "aptitude",
        action: &["update", "install", "upgrade"],
        certain: true,
        source: source("the locks of apt-get; seen there"),
    },
    Row {
        program: "dpkg",
        action: &["-i", "--install", "-r", "-P", "--configure", "--purge", "--remove"],
        certain: true,
        source: source("seen: “requested operation requires superuser privilege”"),
    },
    Row {
        program: "apk",
        action: &["add", "del", "update", "upgrade", "fix"],
        certain: true,
        source: source(
            "not run: apk-tools opens /lib/apk/db/lock for writing, which is root's in Alpine",
        ),
    },
    Row {
        program: "yum",
        action: &[
            "install",
            "update",
            "upgrade",
            "remove",
            "erase",
            "clean",
            "localinstall",
            "groupinstall",
            "makecache",
        ],
        certain: true,
        source: source("not run: the package database and its lock below /var/lib/rpm are root's"),
    },
    Row {
        program: "dnf",
        action: &["install", "update", "upgrade", "remove", "erase", "clean", "groupinstall"],
        certain: true,
        source: source("not run: as yum"),
    },
    Row {
        program: "microdnf",
        action: &["install", "update", "upgrade", "remove", "clean"],
        certain: true,
        source: source("not run: as yum"),
    },
    Row {
        program: "tdnf",
        action: &["install", "update", "upgrade", "remove", "clean"],
        certain: true,
        source: source("not run: as yum"),
    },
    Row {
        program: "zypper",
        action: &["install", "in", "update", "up", "remove", "rm", "refresh", "ref"],
        certain: true,
        source: source("not run: as yum; zypper refuses without root before it looks"),
    },
    Row {
        program: "pacman",
        action: &["-S", "-Sy", "-Syu", "-Syyu", "-R", "-Rs", "-U"],
        certain: true,
        source: source("not run: /var/lib/pacman/db.lck is made in a directory of root's"),
    },
    Row {
        program: "rpm",
        action: &["-i", "-U", "-e", "-ivh", "-Uvh", "--install", "--import"],
        certain: true,
        source: source("not run: the database below /var/lib/rpm is root's"),
    },
    Row {
        program: "ldconfig",
        action: &[],
        certain: true,
        source: source("seen: it writes /etc/ld.so.cache, which is root's"),
    },
    Row {
        program: "setcap",
        action: &[],
        certain: true,
        source: source(
            "capabilities(7): setting security.capability needs CAP_SETFCAP, which nobody has after USER",
        ),
    },
    Row {
        program: "mount",
        action: &[],
        certain: true,
        source: source("seen: mount(2) needs CAP_SYS_ADMIN"),
    },
    Row {
        program: "mknod",
        action: &[],
        certain: true,
        source: source("seen: mknod(2) of a device needs CAP_MKNOD"),
    },
    Row {
        program: "update-ca-certificates",
        action: &[],
        certain: true,
        source: source("it writes below /etc/ssl/certs, which is root's in Debian and Alpine"),
    },
    Row {
        program: "update-alternatives",
        action: &["--install", "--set", "--config", "--remove"],
        certain: true,
        source: source(
            "it writes below /etc/alternatives and /var/lib/dpkg/alternatives, which are root's",
        ),
    },
    Row {
        program: "locale-gen",
        action: &[],
        certain: true,
        source: source("it writes below /usr/lib/locale, which is root's"),
    },
    Row {
        program: "dpkg-reconfigure",
        action: &[],
        certain: true,
        source: source("debconf's script asks for UID 0 before anything else"),
    },
    Row {
        program: "a2enmod",
        action: &[],
        certain: true,
        source: source("it makes links below /etc/apache2, which is root's"),
    },
    Row {
        program: "a2ensite",
        action: &[],
        certain: true,
        source: source("it makes links below /etc/apache2, which is root's"),
    },
    Row {
        program: "docker-php-ext-install",
        action: &[],
        certain: true,
        source: source(
            "github:docker-library/php docker-php-ext-install: builds below /usr/src/php and installs below /usr/local, which are root's",
        ),
    },
    Row {
        program: "docker-php-ext-enable",
        action: &[],
        certain: true,
        source: source(
            "github:docker-library/php docker-php-ext-enable: writes below /usr/local/etc/php/conf.d, which is root's",
        ),
    },
    Row {
        program: "pecl",
        action: &["install"],
        certain: true,
        source: source("installs below /usr/local/lib/php, which is root's in the official images"),
    },
    Row {
        program: "corepack",
        action: &["enable"],
        certain: false,
        source: source(
            "makes links beside node, below /usr/local/bin, which is root's in the official images; --install-directory moves them",
        ),
    },
    Row {
        program: "gem",
        action: &["install", "update"],
        certain: false,
        source: source(
            "RubyGems installs below the interpreter, which is root's in the official images; GEM_HOME and --user-install move it",
        ),
    },
];

/// Reports a program that the identity can't use. `None` where nothing speaks against it.
pub(crate) fn check(
    walker: &mut Walker,
    program: &str,
    at: Span,
    rest: &[Arg],
    command: Span,
) -> Option<Exit> {
    if walker.who.uid.known().is_none_or(|uid| *uid == 0) {
        return None;
    }
    let certain = if is_global_npm(program, rest) {
        false
    } else {
        let row = NEED_ROOT.iter().find(|row| row.program == program)?;
        let mut words = rest.iter().map(Arg::text);
        if !row.action.is_empty() && !words.any(|word| row.action.contains(&word)) {
            return None;
        }
        row.certain
    };
    let has = |name: &str| walker.world.variables.get(name).is_some();
    if is_moved(program, rest, has)
        || rest.iter().any(|arg| matches!(arg.text(), "--help" | "--version"))
    {
        return None;
    }
    let files = &walker.world.files;
    let refused = |place: &&str| may_write(&walker.who, place, files) == Some(false);
    let places = places(program);
    if !places.is_empty() && !places.iter().any(refused) {
        return None;
    }
    let what = Denial::Program { name: program.to_owned() };
    Some(walker.denied(what, at, command, certain))
}

/// Where a program writes that needs no root but a directory: somebody may have been given it.
fn places(program: &str) -> &'static [&'static str] {
    match program {
        "npm" | "pnpm" => &["/usr/local/lib/node_modules", "/usr/local/bin"],
        "yarn" | "corepack" => &["/usr/local/bin"],
        "pecl" => &["/usr/local/lib/php"],
        _ => &[],
    }
}

/// Whether the program is told to write into a place of one's own instead, or to write nothing.
fn is_moved(program: &str, rest: &[Arg], has_variable: impl Fn(&str) -> bool) -> bool {
    let given = |names: &[&str]| {
        rest.iter().any(|arg| {
            let name = arg.text().split('=').next().unwrap_or_default();
            names.contains(&name)
        })
    };
    match program {
        "npm" | "pnpm" | "yarn" => has_variable("NPM_CONFIG_PREFIX") || given(&["--prefix"]),
        "gem" => has_variable("GEM_HOME") || given(&["--user-install", "-i", "--install-dir"]),
        "corepack" => given(&["--install-directory"]),
        "apt-get" | "apt" | "aptitude" => {
            given(&["-s", "--simulate", "--just-print", "--dry-run", "--print-uris"])
        }
        "dpkg" => given(&["--root", "--instdir", "--admindir", "--no-act", "--dry-run"]),
        "apk" => given(&["--root", "-p", "--usermode", "-s", "--simulate"]),
        "rpm" => given(&["--root", "--dbpath", "--test"]),
        "ldconfig" => given(&["-p", "--print-cache", "-N", "-C", "-r", "-V"]),
        // Alone it lists what is mounted.
        "mount" => rest.is_empty(),
        "update-alternatives" => given(&["--altdir", "--admindir"]),
        "update-ca-certificates" => given(&["--etccertsdir"]),
        _ => false,
    }
}

/// `npm install -g` and its like write below the image's prefix, which is root's in the official
/// images (`EACCES … /usr/local/lib/node_modules`).
fn is_global_npm(program: &str, rest: &[Arg]) -> bool {
    let global =
        rest.iter().any(|arg| matches!(arg.text(), "-g" | "--global" | "--location=global"));
    let installs =
        rest.iter().any(|arg| matches!(arg.text(), "install" | "i" | "add" | "update" | "link"));
    (matches!(program, "npm" | "pnpm") && global && installs)
        || (program == "yarn" && rest.first().is_some_and(|arg| arg.text() == "global"))
}

#[cfg(test)]
mod tests {
    use super::NEED_ROOT;

    #[test]
    fn each_row_says_what_shows_it_and_stands_once() {
        let mut programs: Vec<&str> = NEED_ROOT.iter().map(|row| row.program).collect();
        programs.sort_unstable();
        assert!(programs.windows(2).all(|pair| pair[0] != pair[1]), "{programs:?}");
        assert!(NEED_ROOT.iter().all(|row| row.source.len() > 10));
    }
}
