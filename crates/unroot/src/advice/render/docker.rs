//! `docker run` and `podman run`.

use super::page::{Page, Why};
use super::words::{self, *};
use super::{Flag, Form, names::names};
use crate::advice::{Choice, RunAdvice, Writable};

/// The command, a flag a line.
pub(super) fn write(advice: &RunAdvice, form: Form) -> Page {
    let podman = form == Form::Podman;
    let mut page = Page::new(" \\");
    page.plain(0, if podman { "podman run" } else { "docker run" });
    let removed = "The container goes away when it ends. What is in volumes stays.";
    page.flag(1, "--rm", (removed, DOCKER_RUN));
    identity(&mut page, advice);
    privileges(&mut page, advice, podman);
    let read_only = match podman {
        true => {
            let own = "Podman itself keeps `/tmp`, `/run` and `/var/tmp` writable, in memory, with the modes that they have.";
            (format!("{READ_ONLY} {own}"), PODMAN_READ_ONLY)
        }
        false => (READ_ONLY.to_owned(), DOCKER_RUN),
    };
    page.flag(1, "--read-only", read_only);
    let volumes = names(&advice.writable);
    for (place, name) in advice.writable.iter().zip(&volumes) {
        match place.keeps {
            true => volume(&mut page, place, name, podman),
            false => scratch(&mut page, advice, place, podman),
        }
    }
    for port in &advice.ports {
        let text = format!("--publish {}", published(port));
        page.flag(1, text, words::port(port, DOCKER_RUN));
    }
    page.flag(1, "IMAGE", (IMAGE, DOCKER_RUN));
    if !podman {
        page.first.extend(closed(advice, "Docker").map(Into::into));
    }
    page.own_directory = own_directory(advice, podman);
    page
}

fn identity(page: &mut Page, advice: &RunAdvice) {
    let run_as = &advice.run_as;
    let Some(user) = user(run_as) else { return };
    page.first.extend(to_state(run_as).map(Into::into));
    let why = (run_as.why.clone(), run_as.source.unwrap_or(DOCKER_RUN));
    page.flag(1, format!("--user {}", shell::quote(&user)), why);
    for group in run_as.groups.iter().filter(|_| run_as.gid.is_some()) {
        page.flag(1, format!("--group-add {group}"), (words::group(run_as), DOCKER_RUN));
    }
}

fn privileges(page: &mut Page, advice: &RunAdvice, podman: bool) {
    let (leaves, source) = match podman {
        true => (
            "Takes away the 11 capabilities of root that Podman leaves a container.",
            PODMAN_CAPABILITIES,
        ),
        false => (
            "Takes away the 14 capabilities of root that Docker leaves a container.",
            DOCKER_CAPABILITIES,
        ),
    };
    page.flag(1, "--cap-drop ALL", (drop_all(&advice.run_as, leaves), source));
    for capability in advice.capabilities.iter().filter(|needed| podman || !needed.podman_only) {
        let why = Why(capability.why.clone(), capability.source, None);
        page.flag(1, format!("--cap-add {}", shell::quote(&capability.name)), why);
    }
    if advice.gains_privileges.is_none() {
        page.flag(1, "--security-opt no-new-privileges", (NO_GAIN, NO_NEW_PRIVILEGES));
    }
}

/// Podman refuses owners for what is in memory.
fn scratch(page: &mut Page, advice: &RunAdvice, place: &Writable, podman: bool) {
    let options = match podman {
        true if place.path == "/tmp" && place.mode == 0o1777 && place.open == Some(true) => return,
        true if advice.run_as.choice == Choice::Root => String::new(),
        true => ":mode=1777".to_owned(),
        false => tmpfs_options(advice, place),
    };
    let (after, source) = match podman {
        true if options.is_empty() => (IN_MEMORY, PODMAN_TMPFS),
        true => (
            "In memory, without `exec`: gone with the container. Podman takes no owner here, so it is open to all in there.",
            PODMAN_TMPFS,
        ),
        false => (IN_MEMORY, DOCKER_TMPFS),
    };
    let text = format!("--tmpfs {}", shell::quote(&format!("{}{options}", place.path)));
    page.flag(1, text, words::place(place, after, source));
}

fn volume(page: &mut Page, place: &Writable, name: &str, podman: bool) {
    let text = format!("--volume {}", shell::quote(&format!("app-{name}:{}", place.path)));
    let (after, source) = match podman {
        true => (
            "The volume's name is yours to choose. Podman hands a new volume to the user who runs.",
            PODMAN_VOLUMES,
        ),
        false => (
            "The volume's name is yours to choose. A new one gets what the image has there: files, owner and mode.",
            DOCKER_VOLUMES,
        ),
    };
    page.flag(1, text, words::place(place, after, source));
}

/// Flags for directories of the host, which keep the owner that they have.
fn own_directory(advice: &RunAdvice, podman: bool) -> Vec<Flag> {
    let Some(place) = advice.writable.iter().find(|place| place.keeps) else { return Vec::new() };
    let flag = |text: String, why: String, source| Flag {
        text,
        why: why.into(),
        source: Some(source),
        span: None,
    };
    let ids = match (advice.run_as.uid, advice.run_as.gid) {
        (Some(uid), Some(gid)) => Some((uid, gid)),
        _ => None,
    };
    let owner = ids.map_or("the user".to_owned(), |(uid, gid)| format!("{uid}:{gid}"));
    let mount =
        |options| format!("--volume {}", shell::quote(&format!("./data:{}{options}", place.path)));
    if !podman {
        let why = format!(
            "It keeps its owner: `sudo chown -R {owner} data` first. Where it does not exist Docker makes it, for root. \
             With SELinux add `:Z`."
        );
        return vec![flag(mount(""), why, DOCKER_VOLUMES)];
    }
    let mut flags = vec![
        flag(
            mount(":Z"),
            "`Z` gives it an SELinux label for this container alone; `z` one that containers share. Without SELinux it does nothing."
                .into(),
            PODMAN_VOLUMES,
        ),
        flag(
            mount(":U,Z"),
            format!("`U` gives it to {owner} as the container counts, with all that is in it, on your disk too."),
            PODMAN_VOLUMES,
        ),
    ];
    if let Some((uid, gid)) = ids.filter(|(uid, _)| *uid != 0) {
        flags.push(flag(
            format!("--userns keep-id:uid={uid},gid={gid}"),
            "Rootless, instead of `U`: you are that user in there, so what is yours stays yours. Podman 4.3 and later."
                .into(),
            PODMAN_USERNS,
        ));
    }
    flags
}
