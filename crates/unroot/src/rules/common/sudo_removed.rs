//! Whether what gives sudo is gone again when the image is done.

use crate::model::{EventKind, Step};
use crate::program;
use crate::rules::context::{Call, Context};

/// Whether a package manager installs sudo.
fn installs_sudo(call: &Call) -> bool {
    let packages = program::packages(&call.line.program);
    packages.is_some_and(|packages| packages.installs(call.line)) && names(call, "sudo")
}

/// Calls of package managers.
fn of_managers<'a>(cx: &Context<'a>) -> Vec<Call<'a>> {
    cx.calls_where(|program| program::packages(program).is_some())
}

fn names(call: &Call, package: &str) -> bool {
    call.line.has_operand(&[package])
}

/// Commands that install the package, as far as nothing takes it out for certain later.
pub fn installs<'a>(cx: &Context<'a>) -> Vec<Call<'a>> {
    let mut standing: Vec<Call> = Vec::new();
    for call in of_managers(cx) {
        if installs_sudo(&call) {
            standing.push(call);
        } else if removes(&call) {
            standing.retain(|earlier| !takes_out(&call, earlier));
        }
    }
    standing
}

/// Whether the file installs sudo, and takes it out again for certain.
pub fn is_gone(cx: &Context) -> bool {
    let brought = of_managers(cx).iter().any(installs_sudo);
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
    let root = call.uid.is_known_and(|uid| *uid == 0);
    let packages = program::packages(&call.line.program);
    root && !call.event.conditional && packages.is_some_and(|packages| packages.removes(call.line))
}

/// By its own name, or by that of the virtual package that it came with.
fn takes_out(call: &Call, earlier: &Call) -> bool {
    let virtual_package = earlier.line.value("virtual");
    names(call, "sudo") || virtual_package.is_some_and(|name| names(call, name.text()))
}
