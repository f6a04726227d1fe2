//! What the image is for, as far as the Dockerfile shows it.

use super::image::Image;
use super::runs::{Origin, Runs};
use crate::image::Kind;
use crate::model::{Purpose, State};
use crate::program;
use dockerfile::{Body, Keyword};
use shell::Invocation;

/// Directories in which people work, and where tools look for what is mounted.
const MOUNT_POINTS: [&str; 14] = [
    "/action",
    "/apps",
    "/code",
    "/data",
    "/github/workspace",
    "/host",
    "/mnt",
    "/project",
    "/repo",
    "/src",
    "/tmp",
    "/work",
    "/workdir",
    "/workspace",
];

/// What the image is for.
pub(super) fn purpose(image: &Image, runs: &Runs) -> Purpose {
    let state = image.state;
    if has_label(image, |name| name.starts_with("com.github.actions.")) {
        return Purpose::Action;
    }
    if has_label(image, |name| name == "com.github.containers.toolbox") {
        return Purpose::Toolbox;
    }
    if has_label(image, |name| name == "devcontainer.metadata") || is_workspace(image) {
        return Purpose::Workspace;
    }
    if runs.started.iter().any(|started| started.is_system_init()) {
        return Purpose::System;
    }
    if !runs.is_own && image.service().is_none() {
        return match image.is_from_scratch() {
            true => Purpose::Export,
            false => Purpose::Base,
        };
    }
    if runs.only_opens_a_prompt() {
        return Purpose::Base;
    }
    if runs.started.last().is_some_and(|started| runs_tests(&started.call)) {
        return Purpose::Test;
    }
    if is_tool(image, state, runs) { Purpose::Tool } else { Purpose::Application }
}

/// Whether the command runs tests, and nothing else.
fn runs_tests(call: &Invocation) -> bool {
    let words: Vec<&str> = call.arguments().iter().map(|word| word.text()).take(2).collect();
    match (call.program.as_str(), &words[..]) {
        ("bats" | "jest" | "mocha" | "phpunit" | "pytest" | "rspec" | "tox", _) => true,
        ("bun" | "cargo" | "dotnet" | "go" | "mvn" | "npm" | "pnpm" | "yarn", ["test", ..]) => true,
        ("npm" | "pnpm" | "yarn", ["run", script]) => *script == "test",
        (name, ["-m", "pytest" | "unittest"]) => name.starts_with("python"),
        _ => false,
    }
}

fn has_label(image: &Image, test: impl Fn(&str) -> bool) -> bool {
    let stages = image.build.chain(image.stage);
    let steps = stages.iter().flat_map(|stage| &stage.steps);
    let mut bodies = steps.filter_map(|step| image.dockerfile.instructions.get(step.instruction));
    bodies.any(|instruction| match &instruction.body {
        Body::Label(labels) => {
            labels.iter().any(|(name, _)| test(name.text.trim_matches(['"', '\''])))
        }
        _ => false,
    })
}

fn is_workspace(image: &Image) -> bool {
    let Some(base) = image.base() else { return false };
    let names = [
        "devcontainers/",
        "vscode/devcontainers",
        "gitpod/workspace",
        "codercom/",
        "cimg/",
        "circleci/",
    ];
    names.iter().any(|name| base.contains(name))
}

/// A command over what is mounted: ENTRYPOINT takes arguments from the command line, and there is no port.
fn is_tool(image: &Image, state: &State, runs: &Runs) -> bool {
    if !state.exposed.is_empty() || has_healthcheck(image) {
        return false;
    }
    let is_cli = runs.started.iter().any(|started| {
        matches!(started.origin, Origin::Known(row) if row.kind == Kind::Cli)
            && !program::steps_down(&started.call.program)
    });
    let Some((entrypoint, _)) = &state.entrypoint else { return is_cli };
    let asks = |text: &str| matches!(text, "--help" | "-h" | "help" | "--version" | "version");
    let open = match &state.cmd {
        None => true,
        Some((dockerfile::Command::Exec(words), _)) => words.iter().all(|word| asks(&word.text)),
        Some((dockerfile::Command::Shell { script, .. }, _)) => asks(script.text.trim()),
    };
    // What an interpreter is given is an application as a rule.
    let takes_arguments = matches!(entrypoint, dockerfile::Command::Exec(words) if words.len() == 1)
        && !runs.starts(|row| row.kind == Kind::Interpreter);
    open && (takes_arguments || works_in_a_mount_point(state) || is_cli)
}

/// Whether the working directory has nothing in it and a name that mounts have.
pub(super) fn works_in_a_mount_point(state: &State) -> bool {
    let Some(here) = state.workdir.known() else { return false };
    let mut below = state.files.within(here).filter(|(path, _)| *path != here.as_str());
    MOUNT_POINTS.contains(&here.as_str()) && below.next().is_none()
}

fn has_healthcheck(image: &Image) -> bool {
    let mut steps = image.stage.steps.iter();
    steps.any(|step| {
        image
            .dockerfile
            .instructions
            .get(step.instruction)
            .is_some_and(|i| i.keyword == Keyword::Healthcheck)
    })
}
