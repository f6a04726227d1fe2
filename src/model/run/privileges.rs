//! Programs that only root can use. One row each, with what shows it.

use super::arg::Arg;
use super::walk::{Exit, Walker};
use crate::model::{Cause, Denial, EventKind, Outcome};
use crate::source::Span;

/// A program that fails for everybody but root.
struct Row {
    program: &'static str,
    /// The first argument that needs root, or empty for any.
    action: &'static [&'static str],
    /// Whether the build stops for certain: the program is one that every image of its family has.
    certain: bool,
}

/// Seen as UID 1000 without capabilities in a Debian bookworm root, unless said otherwise.
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
    },
    Row { program: "aptitude", action: &["update", "install", "upgrade"], certain: true },
    Row {
        program: "dpkg",
        action: &["-i", "--install", "-r", "-P", "--configure", "--purge", "--remove"],
        certain: true,
    },
    // The package database and its lock belong to root (apk-tools, dnf, yum, zypper, pacman).
    Row { program: "apk", action: &["add", "del", "update", "upgrade", "fix"], certain: true },
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
    },
    Row {
        program: "dnf",
        action: &["install", "update", "upgrade", "remove", "erase", "clean", "groupinstall"],
        certain: true,
    },
    Row {
        program: "microdnf",
        action: &["install", "update", "upgrade", "remove", "clean"],
        certain: true,
    },
    Row {
        program: "tdnf",
        action: &["install", "update", "upgrade", "remove", "clean"],
        certain: true,
    },
    Row {
        program: "zypper",
        action: &["install", "in", "update", "up", "remove", "rm", "refresh", "ref"],
        certain: true,
    },
    Row {
        program: "pacman",
        action: &["-S", "-Sy", "-Syu", "-Syyu", "-R", "-Rs", "-U"],
        certain: true,
    },
    Row {
        program: "rpm",
        action: &["-i", "-U", "-e", "-ivh", "-Uvh", "--install", "--import"],
        certain: true,
    },
    // They write below /etc and /var, or call what the kernel keeps for CAP_SYS_ADMIN.
    Row { program: "ldconfig", action: &[], certain: true },
    Row { program: "setcap", action: &[], certain: true },
    Row { program: "mount", action: &[], certain: true },
    Row { program: "mknod", action: &[], certain: true },
    Row { program: "update-ca-certificates", action: &[], certain: true },
    Row {
        program: "update-alternatives",
        action: &["--install", "--set", "--config", "--remove"],
        certain: true,
    },
    Row { program: "locale-gen", action: &[], certain: true },
    Row { program: "dpkg-reconfigure", action: &[], certain: true },
    Row { program: "a2enmod", action: &[], certain: true },
    Row { program: "a2ensite", action: &[], certain: true },
    // Docker's php images: builds below /usr/src and installs below /usr/local, which are root's.
    Row { program: "docker-php-ext-install", action: &[], certain: true },
    Row { program: "docker-php-ext-enable", action: &[], certain: true },
    Row { program: "pecl", action: &["install"], certain: true },
    // A prefix of one's own makes it work, so this is not certain.
    Row { program: "corepack", action: &["enable"], certain: false },
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
        // `npm config set prefix` and NPM_CONFIG_PREFIX move it to a place of one's own.
        if walker.world.variables.get("NPM_CONFIG_PREFIX").is_some() {
            return None;
        }
        false
    } else {
        let row = NEED_ROOT.iter().find(|row| row.program == program)?;
        let action = rest
            .iter()
            .map(Arg::text)
            .find(|text| row.action.is_empty() || row.action.contains(text));
        if !row.action.is_empty() {
            action?;
        }
        if rest.iter().any(|arg| matches!(arg.text(), "--help" | "--version")) {
            return None;
        }
        row.certain
    };
    let cause = Cause::At(command);
    let fails =
        if certain { Outcome::Fails(cause.clone()) } else { Outcome::Unknown(cause.clone()) };
    let what = Denial::Program { name: program.to_owned() };
    walker.event(at, command, EventKind::Denied { what, fails });
    Some(if certain { Exit::Fails(cause) } else { Exit::Unknown })
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
