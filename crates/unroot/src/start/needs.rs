//! What the programs need, held against the files as the new user finds them.

use super::image::{Image, Obstacle};
use super::ports;
use super::runs::{Origin, Runs, Started, path_of};
use crate::image::{self, Kind};
use crate::model::{
    Cause, Kind as FileKind, is_within, may_execute, may_read, may_write, start_command,
    stepped_down_to,
};
use crate::program;
use shell::{Invocation, base_name};

pub(super) fn look(image: &Image, runs: &Runs, found: &mut Vec<Obstacle>) {
    for started in &runs.started {
        program(image, started, found);
    }
    reach(image, found);
    ports::look(image, runs, found);
    volumes(image, found);
    others(image, found);
}

/// What one program needs.
fn program(image: &Image, started: &Started, found: &mut Vec<Obstacle>) {
    let call = &started.call;
    let name = &call.program;
    if program::steps_down(name) || program::gains_root(name) {
        let to = stepped_down_to(call).map_or(String::new(), |to| format!(" to `{to}`"));
        found.push(Obstacle::refuse(format!(
            "the start command steps down{to} by itself, and `{name}` works for root alone"
        )));
        return;
    }
    if program::is_root_daemon(name) {
        found.push(Obstacle::refuse(format!("`{name}` needs root")));
        return;
    }
    if needs_root(image, call) {
        found.push(Obstacle::refuse(format!(
            "the start command runs `{name}`, which works for root alone: move that into the build"
        )));
        return;
    }
    match started.origin {
        Origin::Common | Origin::Own => {}
        Origin::Known(row) => known(image, started, row, found),
        Origin::Script => {
            let script = call.words.first().map_or("", |word| word.text());
            found.push(Obstacle::review(format!(
                "the script `{script}` is not in the Dockerfile: check that nothing in it needs root"
            )));
        }
        Origin::Unknown if name.is_empty() => {
            found.push(Obstacle::review(
                "what starts comes from a variable: check that it works without root",
            ));
        }
        Origin::Unknown => writes(image, call, found),
    }
}

/// What a row of the table says.
fn known(
    image: &Image,
    started: &Started,
    row: &'static image::Running,
    found: &mut Vec<Obstacle>,
) {
    let name = &started.call.program;
    let instead =
        row.instead.map_or(String::new(), |instead| format!(". {}", instead.trim_end_matches('.')));
    match row.root {
        image::NeedsRoot::Yes => {
            found.push(Obstacle::refuse(format!("`{name}` needs root: {}", row.why)))
        }
        image::NeedsRoot::First => {
            found.push(Obstacle::review(format!(
                "`{name}` is made to start as root: {}{instead}",
                row.why
            )));
        }
        image::NeedsRoot::Depends => {
            found.push(Obstacle::review(format!(
                "whether `{name}` needs root depends on it: {}{instead}",
                row.why
            )));
        }
        image::NeedsRoot::No if row.kind == Kind::Toolchain => {
            found.push(Obstacle::review(format!(
                "`{name}` builds when the container starts: check what it writes"
            )));
        }
        image::NeedsRoot::No => {
            if let Some(instead) = row.instead {
                let instead = instead.trim_end_matches('.');
                found.push(Obstacle::review(format!(
                    "`{name}` works as an ordinary user on one condition. {instead}"
                )));
            }
        }
    }
    found.extend(framework(started));
    if matches!(row.kind, Kind::Service | Kind::Worker)
        && let Some(option) = becomes(&started.call)
    {
        found.push(Obstacle::refuse(format!(
            "`{option}` asks `{name}` to become another user, which only root can: leave it out, and set `USER`"
        )));
    }
    let packaged = image.state.family.and_then(|family| image::packaged(name, family));
    for path in packaged.iter().flat_map(|row| row.scratch.iter().chain(&row.data)) {
        if may_write(&image.who, path, &image.state.files) != Some(true) {
            found.push(Obstacle::review(format!(
                "`{name}` writes to `{path}`, which `{}` may not be able to",
                image.user()
            )));
            break;
        }
    }
    let closed = packaged.iter().flat_map(|row| &row.reads);
    let mut closed =
        closed.filter(|path| may_read(&image.who, path, &image.state.files) != Some(true));
    if let Some(path) = closed.next() {
        found.push(Obstacle::review(format!(
            "`{name}` reads `{path}`, which `{}` may not be able to",
            image.user()
        )));
    }
    if row.home && !has_home(image) {
        found.push(Obstacle::review(format!(
            "`{name}` keeps files in its home, and `{}` has none that it can write",
            image.user()
        )));
    }
}

/// What the application keeps in its own directory, where an interpreter is given a file of a framework.
fn framework(started: &Started) -> Option<Obstacle> {
    let words = || started.call.arguments().iter().map(|word| base_name(word.text()));
    let says = words().find_map(|word| match word {
        "manage.py" => {
            Some("Django writes to its SQLite file, if that is its database, and to `MEDIA_ROOT`")
        }
        "artisan" => Some("Laravel writes to storage and bootstrap/cache"),
        "rails" | "puma" => Some("Rails writes to db, log, storage and tmp of the application"),
        "dev" | "serve" | "start:dev" | "watch" => {
            Some("a development server writes caches into the project")
        }
        _ => None,
    })?;
    Some(Obstacle::review(format!("{says}: check that the user can")))
}

/// The option that makes a service another user once it has started.
pub(super) fn becomes(call: &Invocation) -> Option<&str> {
    let gunicorn = call.program == "gunicorn";
    let mut words = call.arguments().iter().map(|word| word.text());
    words.find(|word| {
        let option = word.split('=').next().unwrap_or(word);
        matches!(option, "-u" | "--gid" | "--group" | "--setgid" | "--setuid" | "--uid" | "--user")
            || gunicorn && option == "-g"
    })
}

fn has_home(image: &Image) -> bool {
    let state = image.state;
    let set = state.env.get("HOME").and_then(|home| home.known());
    let home = set.map(String::as_str).or(image.who.home.as_deref());
    home.is_some_and(|home| may_write(&image.who, home, &state.files) == Some(true))
}

/// A program that no row knows and that this file does not bring: some that a shell script calls are simple enough to judge.
fn writes(image: &Image, call: &Invocation, found: &mut Vec<Obstacle>) {
    let name = &call.program;
    let writes_last = matches!(name.as_str(), "cp" | "mv" | "ln" | "install");
    let writes_all = matches!(name.as_str(), "mkdir" | "touch" | "tee" | "rm" | "rmdir");
    if !writes_last && !writes_all {
        found.push(Obstacle::review(format!(
            "nothing here is known of `{name}`: check that it works without root"
        )));
        return;
    }
    let operands = call.operands();
    let skip = if writes_last { operands.len().saturating_sub(1) } else { 0 };
    let state = image.state;
    let here = state.workdir.known().map_or("/", String::as_str);
    let closed = operands[skip..].iter().find(|word| {
        let path = word
            .value
            .as_deref()
            .map(|word| state.files.resolve(&crate::model::join(here, word), false));
        path.is_none_or(|path| may_write(&image.who, &path, &state.files) != Some(true))
    });
    if let Some(word) = closed {
        let word = word.value.as_deref().unwrap_or("a path that a variable gives");
        found.push(Obstacle::review(format!(
            "the start command runs `{name}` on `{word}`, which `{}` may not be able to change",
            image.user()
        )));
    }
}

/// Whether the table of programs says that the command fails for everybody but root.
fn needs_root(image: &Image, call: &Invocation) -> bool {
    let has = |name: &str| image.state.env.get(name).is_some();
    let known = program::find(&call.program).and_then(|program| program.needs_root.as_ref());
    known.is_some_and(|fact| fact.holds(call, has))
        || matches!(call.program.as_str(), "chown" | "chgrp")
}

/// Whether the program, the script it is given and the working directory can be reached.
fn reach(image: &Image, found: &mut Vec<Obstacle>) {
    let (state, who) = (image.state, &image.who);
    let user = image.user();
    let Some(call) = start_command(state) else { return };
    let words = call.words.iter().take(3).filter_map(|word| word.value.as_deref());
    for (at, word) in words.enumerate() {
        let Some(path) = path_of(state, word) else { continue };
        let Some(node) = state.files.get(&path) else { continue };
        let closed = match at {
            0 => may_execute(who, &path, &state.files),
            _ if word.contains(['/', '.']) && node.kind == FileKind::File => {
                may_read(who, &path, &state.files)
            }
            _ => continue,
        };
        if closed == Some(false) {
            let does = if at == 0 { "start" } else { "read" };
            found.push(Obstacle::review(format!(
                "`{user}` can't {does} `{path}`: its owner and mode keep others out"
            )));
            return;
        }
    }
    let closed = state.files.iter().find(|(path, node)| {
        node.is_of_this_file()
            && node.kind == FileKind::File
            && node.uid.known() == Some(&0)
            && match may_read(who, path, &state.files) {
                Some(readable) => !readable && is_asked_for(node.mode.cause()),
                // Distributions close it, some to all but a group.
                None => is_within(path, "/etc/ssl/private"),
            }
    });
    if let Some((path, _)) = closed {
        found.push(Obstacle::review(format!(
            "`{user}` can't read `{path}`: check whether the program has to"
        )));
    }
}

/// Whether a line set it, rather than a default.
fn is_asked_for(cause: &Cause) -> bool {
    cause.span().is_some()
}

fn volumes(image: &Image, found: &mut Vec<Obstacle>) {
    let (state, user) = (image.state, image.user());
    for (path, _) in state.volumes.iter() {
        let real = state.files.resolve(path, true);
        if state.files.exists(&real) == Some(false)
            || may_write(&image.who, &real, &state.files) != Some(true)
        {
            found.push(Obstacle::review(format!(
                "`{path}` is a volume that `{user}` may not be able to write: give it to `{user}` in the build, and existing \
                 volumes once by `chown`"
            )));
            return;
        }
    }
}

/// Files that the Dockerfile hands to another ordinary user.
fn others(image: &Image, found: &mut Vec<Obstacle>) {
    let Some(own) = image.who.uid.known() else { return };
    let homes: Vec<&str> =
        image.state.accounts.users.iter().filter_map(|user| user.home.as_deref()).collect();
    let other = image.state.files.iter().find(|(path, node)| {
        let owner = node.uid.known().is_some_and(|uid| *uid != 0 && uid != own);
        let home = homes.iter().any(|home| crate::model::is_within(path, home));
        owner
            && matches!(node.uid.cause(), Cause::At(_))
            && !home
            && node.is_of_this_file()
            && may_write(&image.who, path, &image.state.files) != Some(true)
    });
    if let Some((path, node)) = other {
        let uid = node.uid.known().copied().unwrap_or_default();
        let owner = image
            .state
            .accounts
            .user_by_uid(uid)
            .found()
            .map_or(uid.to_string(), |user| user.name.clone());
        found.push(Obstacle::review(format!(
            "`{path}` belongs to `{owner}`: check whether the program is to run as that user instead of `{}`",
            image.user()
        )));
    }
}
