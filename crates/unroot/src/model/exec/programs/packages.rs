//! Package managers: what they bring in the way of tools and, perhaps, of system users.

use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::{Cause, Doubt, DoubtKind, Presence, Tool};
use crate::program;
use shell::Invocation;
use std::sync::Arc;

/// Carries out an installation by root.
pub(super) fn run(shell: &mut Shell, call: &Invocation) -> Exit {
    shell.may_make_files();
    if !shell.may_be_root() {
        return Exit::Unknown;
    }
    let manager = program::packages(&call.program).filter(|manager| manager.installs(call));
    let Some(manager) = manager else { return Exit::Ok };
    let named = manager.named(call).into_iter().map(|name| name.unwrap_or("$"));
    let packages: Vec<String> =
        named.filter(|name| !name.starts_with('.')).map(str::to_owned).collect();
    bring_tools(shell, &call.program, &packages);
    // Build tools and libraries of apk are named with a dot for a virtual package: no user.
    let doubt = Doubt { kind: DoubtKind::Packages(packages), cause: Cause::At(call.span) };
    Arc::make_mut(&mut shell.world.accounts).doubts.push(doubt);
    Exit::Ok
}

/// The program that a package is installed for, where its name is another one.
fn program_of(package: &str) -> &str {
    match package {
        "nodejs" | "nodejs-current" | "nodejs-lts" | "npm" => "node",
        "build-base" | "build-essential" | "g++" | "gcc-c++" => "gcc",
        "py3-pip" | "python3-dev" | "python3-pip" | "python3-venv" => "python3",
        "util-linux" => "setpriv",
        package => package,
    }
}

/// Packages that bring the programs which make users.
fn bring_tools(shell: &mut Shell, program: &str, packages: &[String]) {
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
    let world = &mut shell.world.tools;
    tools.into_iter().for_each(|tool| world.set(tool, true));
    // What was not there may have come as a dependency (git brings openssh, and that adduser or
    // shadow-utils).
    world.doubt_lacks();
    for package in packages {
        world.set_program(program_of(package), Presence::There);
    }
}
