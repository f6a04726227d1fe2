//! Whether what gives sudo is gone again when the image is done.

use super::calls::{Call, calls};
use crate::model::{EventKind, Step};
use crate::rules::context::Context;

const MANAGERS: [&str; 9] =
    ["apt-get", "apt", "aptitude", "apk", "yum", "dnf", "microdnf", "tdnf", "zypper"];

/// Commands that install the package, as far as nothing takes it out for certain later.
pub fn installs<'a>(cx: &Context<'a>) -> Vec<Call<'a>> {
    let mut standing: Vec<Call> = Vec::new();
    for call in calls(cx, &MANAGERS) {
        if call.has(&["install", "add", "in"]) && call.has(&["sudo"]) {
            standing.push(call);
        } else if removes(&call) {
            standing.retain(|earlier| !takes_out(&call, earlier));
        }
    }
    standing
}

/// Whether the file installs sudo, and takes it out again for certain.
pub fn is_gone(cx: &Context) -> bool {
    let brought = calls(cx, &MANAGERS)
        .iter()
        .any(|call| call.has(&["install", "add", "in"]) && call.has(&["sudo"]));
    brought && installs(cx).is_empty()
}

/// Whether every file below `/etc/sudoers` that `step` writes is removed later.
pub fn files_are_gone(cx: &Context, step: &Step) -> bool {
    let Some(last) = cx.last_state() else { return false };
    let mut paths = step.events.iter().filter_map(|event| match &event.kind {
        EventKind::Wrote { path, .. } if path.starts_with("/etc/sudoers") => Some(path),
        _ => None,
    });
    let Some(first) = paths.next() else { return false };
    std::iter::once(first).chain(paths).all(|path| last.files.get(path).is_none())
}

fn removes(call: &Call) -> bool {
    let root = call.ran.uid.is_known_and(|uid| *uid == 0);
    root && !call.event.conditional
        && call.has(&["remove", "purge", "autoremove", "del", "erase", "rm"])
}

/// By its own name, or by that of the virtual package that it came with.
fn takes_out(call: &Call, earlier: &Call) -> bool {
    let virtual_package = earlier.value(&["--virtual", "-t"]).map(|(name, _)| name);
    call.has(&["sudo"]) || virtual_package.is_some_and(|name| call.has(&[name]))
}
