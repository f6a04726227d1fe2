//! Whether the container still does its work as the user that a fix chose.

use super::image::{Image, Obstacle};
use super::purpose::works_in_a_mount_point;
use super::runs::Runs;
use super::{Start, made, needs, private, signs};
use crate::image::{self, Kind};
use crate::model::{Build, Purpose};
use crate::program;
use crate::verdict;
use dockerfile::{Dockerfile, Keyword};

/// How far a change from root to another user can be trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grade {
    /// The program works as an ordinary user or is the application's own, what it needs is met, and nothing speaks against it.
    Safe,
    /// It may well work; this is what to check, the gravest thing first. At least one.
    Review(Vec<String>),
    /// It breaks what the image is for, and this is why.
    Refused(String),
}

/// Grades the image that `build` makes, whose user was root before and no longer is. `start`, `dockerfile` and `text` are
/// those of the text with the fix.
pub fn grade(start: &Start, build: &Build, dockerfile: &Dockerfile, text: &str) -> Grade {
    let Some(image) = Image::of(build, dockerfile, text) else { return Grade::Safe };
    let Some(purpose) = start.purpose else { return Grade::Safe };
    let runs = &start.runs;
    let mut found = Vec::new();
    intent(&image, runs, purpose, &mut found);
    base(&image, runs, &mut found);
    installed(&image, runs, &mut found);
    needs::look(&image, runs, &mut found);
    private::look(&image, &mut found);
    made::look(&image, &mut found);
    signs::look(&image, &mut found);
    if let Some(refused) = found.iter().find(|obstacle| obstacle.refuses) {
        return Grade::Refused(refused.says.clone());
    }
    let mut says: Vec<String> = Vec::new();
    for obstacle in found {
        if !says.contains(&obstacle.says) {
            says.push(obstacle.says);
        }
    }
    if says.is_empty() { Grade::Safe } else { Grade::Review(says) }
}

/// What the image is for.
fn intent(image: &Image, runs: &Runs, purpose: Purpose, found: &mut Vec<Obstacle>) {
    let children = image.stage.steps.iter().any(|step| {
        let written = image.dockerfile.instructions.get(step.instruction);
        written.is_some_and(|written| written.keyword == Keyword::Onbuild)
    });
    found.extend(match purpose {
        // What it builds on starts as this user already.
        _ if !runs.is_own && image.is_of_base() => None,
        // Who states what it is for knows that.
        _ if children && image.build.assumptions.purpose.is_none() => Some(Obstacle::refuse("`ONBUILD` says that other images are built on this one, and they inherit its user")),
        Purpose::Application if !runs.is_own => None,
        Purpose::Application => works_in_a_mount_point(image.state).then(|| {
            Obstacle::review("the working directory looks like a place for a mount: check who owns what is mounted there")
        }),
        Purpose::Base if runs.is_own && runs.keeps_alive() => Some(Obstacle::review(
            "the start command only keeps the container there: check what is run in it by `docker exec`",
        )),
        Purpose::Base if !image.state.exposed.is_empty() => Some(Obstacle::review(
            "nothing in this file says what starts: check what `docker run` or Compose starts in it",
        )),
        Purpose::Base => Some(Obstacle::refuse(
            "images built on this one inherit its user, and their `RUN` lines may need root: set `USER` where the program is started",
        )),
        Purpose::Test => Some(Obstacle::review(
            "tests run in it, or use it: check which user they expect, and what they write",
        )),
        Purpose::Tool => Some(Obstacle::review(
            "it looks like a tool for mounted files: check that it works with `--user` of their owner",
        )),
        Purpose::Action => Some(Obstacle::refuse("GitHub requires the default user, root, for its actions")),
        Purpose::Toolbox => Some(Obstacle::refuse("Toolbox starts the image as root, and makes the user itself")),
        Purpose::Workspace => Some(Obstacle::review(
            "the tool that starts it decides who works in it (`remoteUser`): check that the two agree",
        )),
        Purpose::System => Some(Obstacle::refuse("the init that it starts manages services, and needs root for it")),
        Purpose::Export => Some(Obstacle::refuse("nothing is started from this image, so a user has no effect")),
    });
}

/// What the base image's own start expects.
fn base(image: &Image, runs: &Runs, found: &mut Vec<Obstacle>) {
    if image.is_of_base() {
        return;
    }
    if verdict::own_entrypoint(image.state).is_some() {
        found.push(Obstacle::review("the image's own entrypoint expects to start as root"));
        return;
    }
    let parent = image.state.drops_privileges.filter(|facts| facts.drops_to.is_none());
    if parent.is_some()
        && (!runs.is_own || image.service().is_some_and(|service| runs.is_program(service.program)))
    {
        found.push(Obstacle::review(
            "the server's parent is made to start as root: check its port, and what it writes",
        ));
        return;
    }
    if !runs.is_own
        && let Some(name) = image.base()
        && image.service().is_none_or(|service| service.user.is_some())
    {
        found.push(Obstacle::review(format!(
            "`{name}` decides what starts: check that it works without root"
        )));
    }
}

/// Packages of programs that need root, where a script that can't be seen may start them.
fn installed(image: &Image, runs: &Runs, found: &mut Vec<Obstacle>) {
    let seen = runs.is_own && runs.started.iter().all(|started| !started.is_hidden());
    // A program of one's own that is seen to start starts no server, but may call a tool.
    let starts = |row: &image::Running| {
        !seen && matches!(row.root, image::NeedsRoot::Yes | image::NeedsRoot::First)
    };
    let calls = |row: &image::Running| {
        seen && row.kind == Kind::Cli
            && matches!(row.root, image::NeedsRoot::Yes | image::NeedsRoot::Depends)
    };
    let stages = image.build.chain(image.stage);
    let events = stages.iter().rev().flat_map(|stage| &stage.steps).flat_map(|step| &step.events);
    for event in events {
        let crate::model::EventKind::Ran(ran) = &event.kind else { continue };
        let Some(manager) = program::packages(&ran.call.program) else { continue };
        if !manager.installs(&ran.call) {
            continue;
        }
        for package in manager.named(&ran.call).into_iter().flatten() {
            let row = image::installed_by(package);
            let says = if !seen && program::is_made_for_images(package) {
                format!(
                    "`{package}` is installed, and what starts may step down with it, as root alone can"
                )
            } else if row.is_some_and(starts) {
                format!(
                    "`{package}` is installed, and starts as root: check whether the container starts it"
                )
            } else if row.is_some_and(calls) {
                format!(
                    "`{package}` is installed, and may need root: check whether the program calls it"
                )
            } else {
                continue;
            };
            found.push(Obstacle::review(says));
            return;
        }
    }
}
