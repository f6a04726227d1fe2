//! Explanations that several forms share, and where they were read.

use super::page::Why;
use crate::advice::{Choice, Port, RunAdvice, RunAs, Writable};

pub(super) const DOCKER_RUN: &str = "github:docker/cli docs/reference/commandline/container_run.md";
pub(super) const DOCKER_CAPABILITIES: &str = "github:moby/moby daemon/pkg/oci/caps/defaults.go";
pub(super) const DOCKER_TMPFS: &str =
    "github:moby/moby daemon/oci_linux.go, withMounts; github:moby/sys mount/flags_unix.go";
pub(super) const DOCKER_VOLUMES: &str = "github:moby/moby daemon/create_unix.go";
pub(super) const PODMAN_CAPABILITIES: &str = "github:containers/common pkg/config/default.go";
pub(super) const PODMAN_TMPFS: &str = "github:containers/podman pkg/util/mount_opts.go";
pub(super) const PODMAN_READ_ONLY: &str =
    "github:containers/podman docs/source/markdown/options/read-only-tmpfs.md";
pub(super) const PODMAN_VOLUMES: &str =
    "github:containers/podman docs/source/markdown/options/volume.md";
pub(super) const PODMAN_USERNS: &str =
    "github:containers/podman docs/source/markdown/options/userns.container.md";
pub(super) const COMPOSE: &str = "github:compose-spec/compose-spec 05-services.md";
pub(super) const NO_NEW_PRIVILEGES: &str =
    "github:torvalds/linux Documentation/userspace-api/no_new_privs.rst";

pub(super) const NO_GAIN: &str = "No process in there can gain power on its way: setuid bits, `sudo` and file capabilities have no effect.";
pub(super) const READ_ONLY: &str = "Neither a bug nor an intruder can change the image's files. Where the program stops \
     with “Read-only file system”, give the directory that it names a line like the ones below.";
pub(super) const IMAGE: &str = "The image that is built from this Dockerfile; put its name here.";

pub(super) const IN_MEMORY: &str =
    "In memory: gone with the container, and nothing in there can be run unless `exec` is added.";

/// What dropping all capabilities takes away.
pub(super) fn drop_all(run_as: &RunAs, leaves: &str) -> String {
    match run_as.choice {
        Choice::Root => format!(
            "{leaves} UID 0 stays UID 0 without them, but it can't change owners, pass over permissions or become \
             somebody else."
        ),
        _ => format!(
            "{leaves} An ordinary user has none of them in force, but whatever becomes root in there would."
        ),
    }
}

/// Why a path is writable, with what becomes of it.
pub(super) fn place(place: &Writable, after: &str, source: &'static str) -> Why {
    let why = match after {
        "" => place.why.to_string(),
        after => format!("{} {after}", place.why),
    };
    Why(why.into(), place.source.or(Some(source)), place.span)
}

/// Options for a file system in memory in the place of `place`, as Docker takes them; empty where
/// the image's directory says it all.
pub(super) fn tmpfs_options(advice: &RunAdvice, place: &Writable) -> String {
    let RunAs { choice, uid, gid, .. } = advice.run_as;
    let open = place.mode & 0o1777 == 0o1777;
    match (choice, uid) {
        // It takes the mode of the directory that it covers.
        _ if open && place.open == Some(true) => String::new(),
        (Choice::Root, _) if !open => String::new(),
        (_, Some(uid)) if !open => {
            let gid = gid.map_or(String::new(), |gid| format!(",gid={gid}"));
            format!(":uid={uid}{gid},mode={:o}", place.mode | 0o700)
        }
        _ => ":mode=1777".to_owned(),
    }
}

/// A port outside: the same, but above those that are kept for root.
pub(super) fn published(port: &Port) -> String {
    let above = |number: u16| if number < 1024 { number + 8000 } else { number };
    let protocol = if port.protocol == "tcp" { "" } else { port.protocol };
    let slash = if protocol.is_empty() { "" } else { "/" };
    let range = |first: u16, last: u16| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    };
    // A range that begins below stays a range.
    let shift = above(port.first) - port.first;
    let outside = range(port.first + shift, port.last.saturating_add(shift));
    format!("127.0.0.1:{outside}:{}{slash}{protocol}", range(port.first, port.last))
}

/// Who names the port, and what publishing does.
pub(super) fn port(port: &Port, source: &'static str) -> Why {
    let who = match port.source {
        Some(_) => "The base image exposes it.",
        None => "`EXPOSE` names it.",
    };
    let low = match port.first < 1024 {
        true => " Outside it is another one, because a rootless engine may not listen below 1024.",
        false => "",
    };
    let why = format!(
        "{who} Only this machine reaches it; without `127.0.0.1:` every network does that the machine is in.{low}"
    );
    Why(why.into(), port.source.or(Some(source)), None)
}

/// `1000:1000`, the name where no number is known, or what the reader has to state; nothing for
/// root, which no flag makes anybody else.
pub(super) fn user(run_as: &RunAs) -> Option<String> {
    match (run_as.choice, run_as.uid, run_as.gid, &run_as.name) {
        (Choice::Root, ..) => None,
        (Choice::Unknown, ..) | (_, None, _, None) => Some("<UID>:<GID>".to_owned()),
        (_, Some(uid), Some(gid), _) => Some(format!("{uid}:{gid}")),
        (_, Some(uid), None, _) => Some(uid.to_string()),
        (_, None, _, Some(name)) => Some(name.clone()),
    }
}

/// What to do where the reader has to state the user.
pub(super) fn to_state(run_as: &RunAs) -> Option<&'static str> {
    let stated = user(run_as).is_some_and(|user| user.starts_with('<'));
    stated.then_some("State the UID and the GID: they can't be told from the Dockerfile.")
}

/// Why the user is in a further group.
pub(super) fn group(run_as: &RunAs) -> String {
    let name = run_as.name.as_deref().unwrap_or("The user");
    format!(
        "`{name}` is in this group in the image; a user that is stated with its group has no others."
    )
}

/// What stands in the way of a volume whose directory the user can't write in the image.
pub(super) fn closed(advice: &RunAdvice, engine: &str) -> Option<String> {
    let closed = advice.writable.iter().filter(|place| place.keeps && place.open == Some(false));
    let paths: Vec<String> = closed.map(|place| format!("`{}`", place.path)).collect();
    (!paths.is_empty() && advice.run_as.choice != Choice::Root).then(|| {
        format!(
            "Make {} for the user, and give it away, in the Dockerfile: {engine} gives a new volume the owner that the \
             directory has in the image, root where there is none.",
            paths.join(", ")
        )
    })
}
