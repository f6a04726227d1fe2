//! A Compose file.

use super::names::names;
use super::page::{Page, Why};
use super::quote::compose;
use super::words::{self, *};
use crate::advice::RunAdvice;

/// One service, and the volumes that it names.
pub(super) fn write(advice: &RunAdvice) -> Page {
    let mut page = Page::new("");
    page.plain(0, "services:");
    page.plain(1, "app:");
    page.flag(2, "image: IMAGE", (IMAGE, COMPOSE));
    identity(&mut page, advice);
    privileges(&mut page, advice);
    page.flag(2, "read_only: true", (READ_ONLY, COMPOSE));
    let names = names(&advice.writable);
    let places = || advice.writable.iter().zip(&names);
    scratch(&mut page, advice);
    if places().any(|(place, _)| place.keeps) {
        page.plain(2, "volumes:");
        for (place, name) in places().filter(|(place, _)| place.keeps) {
            let after = "A new volume gets what the image has there: files, owner and mode.";
            let text = format!("- {}", compose(&format!("{name}:{}", place.path)));
            page.flag(3, text, words::place(place, after, DOCKER_VOLUMES));
        }
    }
    if !advice.ports.is_empty() {
        page.plain(2, "ports:");
    }
    for port in &advice.ports {
        let text = format!("- {}", compose(&published(port)));
        page.flag(3, text, words::port(port, COMPOSE));
    }
    if places().any(|(place, _)| place.keeps) {
        let text: String = places()
            .filter(|(place, _)| place.keeps)
            .map(|(_, name)| format!("\n  {}: {{}}", compose(name)))
            .collect();
        let why = "Compose makes them once, and puts the project's name in front.";
        page.flag(0, format!("volumes:{text}"), (why, COMPOSE));
    }
    page.first.extend(closed(advice, "Docker").map(Into::into));
    page
}

fn identity(page: &mut Page, advice: &RunAdvice) {
    let run_as = &advice.run_as;
    let Some(user) = user(run_as) else { return };
    page.first.extend(to_state(run_as).map(Into::into));
    let why = (run_as.why.clone(), run_as.source.unwrap_or(COMPOSE));
    page.flag(2, format!("user: {}", compose(&user)), why);
    if run_as.gid.is_some() && !run_as.groups.is_empty() {
        let groups: String =
            run_as.groups.iter().map(|group| format!("\n  - \"{group}\"")).collect();
        page.flag(2, format!("group_add:{groups}"), (words::group(run_as), COMPOSE));
    }
}

fn privileges(page: &mut Page, advice: &RunAdvice) {
    let leaves = "Takes away the 14 capabilities of root that Docker leaves a container.";
    page.flag(2, "cap_drop:\n  - ALL", (drop_all(&advice.run_as, leaves), DOCKER_CAPABILITIES));
    let needed = || advice.capabilities.iter().filter(|needed| !needed.podman_only);
    if needed().next().is_some() {
        page.plain(2, "cap_add:");
    }
    for capability in needed() {
        let why = Why(capability.why.clone(), capability.source, None);
        page.flag(3, format!("- {}", compose(&capability.name)), why);
    }
    if advice.gains_privileges.is_none() {
        let text = "security_opt:\n  - \"no-new-privileges:true\"";
        page.flag(2, text, (NO_GAIN, NO_NEW_PRIVILEGES));
    }
}

fn scratch(page: &mut Page, advice: &RunAdvice) {
    let places = || advice.writable.iter().filter(|place| !place.keeps);
    if places().next().is_some() {
        page.plain(2, "tmpfs:");
    }
    for place in places() {
        let options = tmpfs_options(advice, place);
        let text = format!("- {}", compose(&format!("{}{options}", place.path)));
        page.flag(3, text, words::place(place, IN_MEMORY, DOCKER_TMPFS));
    }
}
