//! Directories that a RUN makes and nothing fills: the program is to write there.

use super::image::{Image, Obstacle};
use crate::model::{Contents, EventKind, Step, is_within, may_write};
use dockerfile::Span;

/// Directories of the system, where packages expect some that stay empty.
const SYSTEM: [&str; 11] =
    ["/bin", "/boot", "/dev", "/etc", "/lib", "/proc", "/root", "/sbin", "/sys", "/tmp", "/usr"];

pub(super) fn look(image: &Image, found: &mut Vec<Obstacle>) {
    let stages = image.build.chain(image.stage);
    let steps = stages.iter().rev().flat_map(|stage| &stage.steps);
    let closed = steps.flat_map(|step| made_in(step)).find(|(path, command)| {
        is_left_empty(image, path, *command) && !is_of_system(image, path) && !is_open(image, path)
    });
    if let Some((path, _)) = closed {
        let user = image.user();
        found.push(Obstacle::review(format!(
            "`{path}` is made and left empty, so the program most likely writes there: give it to `{user}`, which may not be able to"
        )));
    }
}

/// Paths that `mkdir` and `install` make in a step, each with its command.
fn made_in(step: &Step) -> impl Iterator<Item = (&str, Span)> {
    let makes = |command: Span| {
        step.events.iter().any(|event| {
            let EventKind::Ran(ran) = &event.kind else { return false };
            ran.call.span == command && matches!(ran.call.program.as_str(), "mkdir" | "install")
        })
    };
    step.events.iter().filter_map(move |event| match &event.kind {
        EventKind::Wrote { path, text: None } if makes(event.command) => {
            Some((path.as_str(), event.command))
        }
        _ => None,
    })
}

/// Whether the path is a directory at the end, and nothing was put into it after `command` had made it.
fn is_left_empty(image: &Image, path: &str, command: Span) -> bool {
    let files = &image.state.files;
    let Some(node) = files.get(path).filter(|node| node.is_directory()) else { return false };
    let is_filled = match &node.contents {
        Contents::Listed => false,
        Contents::More { owner, files, directories, .. } => {
            let causes = [owner.uid.cause(), files.cause(), directories.cause()];
            let mut spans = causes.into_iter().filter_map(|cause| cause.span());
            spans.any(|filled| filled.start > command.start)
        }
    };
    !is_filled && files.within(path).all(|(below, _)| below == path)
}

/// Whether the user can write there, as far as is known: the way to it may be unknown, but leads to the program as well.
fn is_open(image: &Image, path: &str) -> bool {
    let files = &image.state.files;
    may_write(&image.who, path, files).unwrap_or_else(|| {
        let Some(node) = files.get(path) else { return false };
        let owns = node.uid.known().is_some_and(|uid| image.who.uid.known() == Some(uid));
        owns || node.mode.is_known_and(|mode| mode & 0o002 != 0)
    })
}

/// Whether it is one of the system's, and not below the working directory.
fn is_of_system(image: &Image, path: &str) -> bool {
    let here = image.state.workdir.known().map_or("/", String::as_str);
    let own = here != "/" && is_within(path, here);
    !own && SYSTEM.iter().any(|system| is_within(path, system))
}
