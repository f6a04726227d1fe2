//! State that belongs to root's home: another user neither finds nor opens it.

use super::image::{Image, Obstacle};
use crate::model::{self, EventKind};
use dockerfile::Body;

/// Below root's home.
fn is_roots(path: &str) -> bool {
    model::is_within(path, "/root")
}

pub(super) fn look(image: &Image, found: &mut Vec<Obstacle>) {
    let state = image.state;
    if image.who.home.as_deref() == Some("/root") {
        return;
    }
    if let Some(here) = state.workdir.known().filter(|here| is_roots(here)) {
        found.push(Obstacle::refuse(format!(
            "the container works in `{here}`, which only root can enter: move it out of root's home first"
        )));
        return;
    }
    for (name, value) in state.env.iter() {
        let Some(text) = value.known() else { continue };
        if text.split([':', '=', ' ', ',']).any(is_roots) {
            found.push(Obstacle::review(format!(
                "`{name}` leads into root's home, which `{}` can't enter: check what needs it",
                image.user()
            )));
            return;
        }
    }
    let kept = state.files.within("/root").find(|(path, node)| {
        *path != "/root" && node.is_of_this_file() && !path.starts_with("/root/.cache")
    });
    if let Some((path, _)) = kept {
        found.push(Obstacle::review(format!(
            "`{path}` lies in root's home, which `{}` can't enter: check what needs it",
            image.user()
        )));
        return;
    }
    if let Some(obstacle) = settings(image) {
        found.push(obstacle);
    }
}

/// Commands and words of the target's RUN lines that leave something in the home of the user that runs them.
fn settings(image: &Image) -> Option<Obstacle> {
    let stages = image.build.chain(image.stage);
    let steps = stages.iter().rev().flat_map(|stage| &stage.steps);
    for step in steps.filter(|step| step.runner().is_root()) {
        for event in &step.events {
            let EventKind::Ran(ran) = &event.kind else { continue };
            let call = &ran.call;
            let global = match call.program.as_str() {
                "git" => {
                    call.has_operand(&["config"])
                        && call.arguments().iter().any(|word| word.text() == "--global")
                }
                "gcloud" => call.has_operand(&["config", "auth", "components"]),
                "helm" => call.has_operand(&["plugin", "repo"]),
                "pip" | "pip3" | "gem" => call
                    .arguments()
                    .iter()
                    .any(|word| matches!(word.text(), "--user" | "--user-install")),
                "dotnet" => {
                    call.has_operand(&["tool"])
                        && call
                            .arguments()
                            .iter()
                            .any(|word| matches!(word.text(), "-g" | "--global"))
                }
                "pipx" | "rustup" | "rustup-init" | "nvm" | "krew" => true,
                "playwright" | "puppeteer" => call.has_operand(&["install"]),
                "npx" => {
                    call.has_operand(&["playwright", "puppeteer"]) && call.has_operand(&["install"])
                }
                _ => false,
            };
            if global {
                return Some(left_behind(image, event.command.of(image.text)));
            }
        }
        let instruction = image.dockerfile.instructions.get(step.instruction)?;
        let Body::Run(_) = &instruction.body else { continue };
        let text = instruction.line.text();
        if ["~/", "$HOME/", "${HOME}/"].iter().any(|word| mentions(text, word)) {
            return Some(left_behind(image, "~/"));
        }
    }
    None
}

/// Whether `word` begins a path in `text` that is not only removed.
fn mentions(text: &str, word: &str) -> bool {
    let mut rest = text;
    let mut removes = false;
    while let Some(at) = rest.find(word) {
        let before = rest[..at].trim_end();
        removes |= before.ends_with("rm -rf")
            || before.ends_with("rm -r")
            || before.ends_with("rm -fr")
            || before.ends_with("rm");
        let cache = rest[at + word.len()..].starts_with(".cache")
            || rest[at + word.len()..].starts_with(".npm");
        if !cache && !removes {
            return true;
        }
        rest = &rest[at + word.len()..];
    }
    false
}

fn left_behind(image: &Image, words: &str) -> Obstacle {
    let shown = words.lines().next().unwrap_or_default().trim_end_matches(['\\', ' ']);
    Obstacle::review(format!(
        "`{shown}` leaves something in root's home, where `{}` doesn't look: check what needs it",
        image.user()
    ))
}
