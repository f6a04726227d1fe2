//! Package managers: what they bring in the way of tools and, perhaps, of system users.

use super::arg::Arg;
use super::programs::may_be_root;
use super::walk::{Exit, Walker};
use crate::model::{Cause, Doubt, DoubtKind, EventKind, Tool, ToolFailure};
use dockerfile::Span;
use std::sync::Arc;

/// Carries out an installation by root. `None` for other programs, and for other identities, which
/// the table of privileges speaks of.
pub(crate) fn run(walker: &mut Walker, program: &str, rest: &[Arg], command: Span) -> Option<Exit> {
    let installs: &[&str] = match program {
        "apt-get" | "apt" | "aptitude" => &["install", "build-dep"],
        "apk" => &["add"],
        "yum" | "dnf" | "microdnf" | "tdnf" => &["install", "groupinstall", "localinstall"],
        "zypper" => &["install", "in"],
        "pacman" => &["-S", "-Sy", "-Syu", "-Syyu", "-U"],
        "dpkg" => &["-i", "--install"],
        "rpm" => &["-i", "-U", "-ivh", "-Uvh", "--install"],
        "install_packages" | "apt-install" | "install-packages" => &[],
        _ => return None,
    };
    if matches!(program, "dnf" | "yum") && walker.world.tools.get(Tool::Dnf) == Some(false) {
        let absent = EventKind::ToolFails { program: program.to_owned(), why: ToolFailure::Absent };
        walker.event(command, command, absent);
        return Some(Exit::Fails(Cause::At(command)));
    }
    if !may_be_root(&walker.who) {
        return None;
    }
    let action = rest.iter().position(|arg| installs.contains(&arg.text()));
    let start = match action {
        Some(at) => at + 1,
        None if installs.is_empty() => 0,
        None => return Some(Exit::Ok),
    };
    let packages: Vec<String> = rest[start..]
        .iter()
        .map(|arg| arg.value.as_deref().unwrap_or("$"))
        .filter(|name| !name.starts_with('-') && !name.starts_with('.'))
        .map(|name| name.split(['=', '~', '<', '>', ':']).next().unwrap_or(name).to_owned())
        .collect();
    bring_tools(walker, program, &packages);
    // Build tools and libraries of apk are named with a dot for a virtual package: no user.
    let doubt = Doubt { kind: DoubtKind::Packages(packages), cause: Cause::At(command) };
    Arc::make_mut(&mut walker.world.accounts).doubts.push(doubt);
    Some(Exit::Ok)
}

/// Packages that bring the programs which make users.
fn bring_tools(walker: &mut Walker, program: &str, packages: &[String]) {
    let has = |name: &str| packages.iter().any(|package| package == name);
    let debian = matches!(program, "apt-get" | "apt" | "aptitude" | "dpkg" | "install_packages");
    let mut tools = Vec::new();
    // gnupg and openssh-client pull adduser in through their dependencies.
    if debian
        && ["adduser", "gnupg", "openssh-client", "openssh-server"].iter().any(|name| has(name))
    {
        tools.push(Tool::AdduserDebian);
    }
    if has("shadow") || has("shadow-utils") || (debian && has("passwd")) {
        tools.push(Tool::Useradd);
    }
    let world = &mut walker.world.tools;
    tools.into_iter().for_each(|tool| world.set(tool, true));
    // What was not there may have come as a dependency (git brings openssh, and that adduser or
    // shadow-utils).
    world.forget_lacks();
}
