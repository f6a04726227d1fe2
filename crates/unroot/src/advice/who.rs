//! As whom the container is to run.

use super::facts::Facts;
use super::start::Start;
use super::{Choice, RunAs};
use crate::image::Family;
use crate::model::{
    Cause, EventKind, Identity, Lookup, StageBase, State, Value, may_execute, may_write,
};
use crate::program;
use crate::verdict::{Admission, Outside, Policy, own_entrypoint};

/// What stating the user as numbers does.
const NUMBERS: &str = "Stated in numbers it stays so whatever becomes of the image; a user whose \
                       group is stated is in no other one.";

/// Chooses the user and puts them in force in `facts`.
pub(super) fn choose(facts: &mut Facts, outside: &Outside) -> RunAs {
    let who = facts.state.starts_as();
    let admitted = outside
        .under(Policy::RunAsNonRoot)
        .is_some_and(|opinion| opinion.admission == Admission::Admitted);
    let mut chosen = if who.missing.is_some() {
        unknown("The user that the image names does not exist.")
    } else if who.is_root() {
        match offers(facts).into_iter().next() {
            Some((state, chosen)) => {
                facts.state = state;
                chosen
            }
            None => RunAs { choice: Choice::Root, why: String::new(), ..known(&who) },
        }
    } else if who.uid.known().is_some() || who.name.as_deref().is_some_and(is_printable) {
        of_image(&who)
    } else {
        unknown("Whom the image starts as can't be told.")
    };
    chosen.state_uid = chosen.choice != Choice::Image || !admitted;
    chosen.state_gid = chosen.gid.is_some() && in_kubernetes(facts, &chosen) != chosen.gid;
    chosen.state_uid |= chosen.state_gid;
    chosen
}

fn is_printable(name: &str) -> bool {
    !name.contains(char::is_control)
}

/// The GID that Kubernetes gives the UID: the group of USER never reaches the runtime.
fn in_kubernetes(facts: &Facts, chosen: &RunAs) -> Option<u32> {
    let uid = chosen.uid?;
    as_user(&facts.state, &uid.to_string()).starts_as().gid.known().copied()
}

fn as_user(state: &State, spec: &str) -> State {
    State { user: Value::Known(spec.to_owned(), Cause::Default), ..state.clone() }
}

fn known(who: &Identity) -> RunAs {
    RunAs {
        choice: Choice::Image,
        uid: who.uid.known().copied(),
        gid: who.gid.known().copied(),
        groups: who.groups.iter().copied().filter(|gid| Some(gid) != who.gid.known()).collect(),
        name: who.name.clone(),
        why: String::new(),
        source: None,
        state_uid: false,
        state_gid: false,
    }
}

fn unknown(why: &str) -> RunAs {
    RunAs {
        choice: Choice::Unknown,
        uid: None,
        gid: None,
        groups: Vec::new(),
        name: None,
        why: format!("{why} What is stated here has to be other than 0."),
        source: None,
        state_uid: true,
        state_gid: false,
    }
}

fn of_image(who: &Identity) -> RunAs {
    let mut chosen = known(who);
    let name = who.label().unwrap_or_default();
    chosen.why = match (chosen.uid, chosen.gid) {
        (None, _) => {
            format!("The image starts as `{name}`, whose number can't be told from the Dockerfile.")
        }
        (Some(uid), Some(0)) if who.name.is_none() => format!(
            "The image starts as UID {uid}. That has no line in `/etc/passwd`, and without one and \
             without a group in `USER` its group is 0, root's."
        ),
        (Some(_), Some(_)) => format!("The image starts as `{name}`. {NUMBERS}"),
        (Some(_), None) => format!(
            "The image starts as `{name}`. Its group is in the image's `/etc/passwd`, which can't be \
             seen from here."
        ),
    };
    chosen
}

/// Users as whom an image that starts as root would work instead, the likeliest first.
fn offers(facts: &Facts) -> Vec<(State, RunAs)> {
    if needs_root(facts) {
        return Vec::new();
    }
    let mut offers = Vec::new();
    let mut offer = |spec: &str, why: String, source| {
        let state = as_user(&facts.state, spec);
        let who = state.starts_as();
        if who.is_ordinary() && who.missing.is_none() && fits(&state, &who) {
            offers.push((state, RunAs { choice: Choice::Offered, why, source, ..known(&who) }));
        }
    };
    if let Some((service, user)) = facts.service.and_then(|row| Some((row, row.user?)))
        && facts.start.is(service.program)
    {
        let why = format!(
            "The image starts as root, and works as well if it starts as its user `{user}`."
        );
        offer(user, why, Some(service.source));
    }
    if own_entrypoint(&facts.state).is_none() {
        for name in created(facts) {
            let why = format!(
                "The image starts as root, though the Dockerfile creates `{name}`; nothing known \
                 keeps the program from starting as `{name}`. `USER {name}` would make it so for good."
            );
            offer(&name, why, None);
        }
        if let Some((name, source)) = shipped(facts) {
            let why = format!(
                "The image starts as root, though it brings `{name}`; nothing known keeps the \
                 program from starting as `{name}`. `USER {name}` would make it so for good."
            );
            offer(name, why, Some(source));
        }
        if facts.state.family == Some(Family::Scratch) && has_no_accounts(facts) {
            let why = "The image starts as root. It has no accounts, and a number needs none: \
                       what root owns can be read and run, but not changed. `USER 65532:65532` \
                       would make it so for good.";
            offer("65532:65532", why.into(), None);
        }
    }
    offers
}

/// Whether nothing can have brought `/etc/passwd`.
fn has_no_accounts(facts: &Facts) -> bool {
    let accounts = &facts.state.accounts;
    accounts.users.is_empty() && accounts.doubts.is_empty() && accounts.rewritten.is_none()
}

/// Programs that work as root only, or become somebody else by themselves.
fn needs_root(facts: &Facts) -> bool {
    facts.start.calls(program::steps_down).is_some()
        || facts.start.mentions(program::is_root_daemon)
}

/// Nothing that is known speaks against it: the program can be started, volumes can be written.
fn fits(state: &State, who: &Identity) -> bool {
    let files = &state.files;
    let writable = state.volumes.iter().all(|(path, _)| {
        let real = files.resolve(path, true);
        files.exists(&real) != Some(false) && may_write(who, &real, files) != Some(false)
    });
    writable && may_start(state, who) != Some(false)
}

/// Whether `who` can start the program without capabilities; `None` where it can't be told.
pub(super) fn may_start(state: &State, who: &Identity) -> Option<bool> {
    let start = Start::of(state);
    let program = start.program().filter(|program| program.starts_with('/'))?;
    let real = state.files.resolve(program, true);
    may_execute(who, &real, &state.files)
}

/// Users that the Dockerfile creates, the last one first.
fn created(facts: &Facts) -> Vec<String> {
    let events = facts.events();
    let names = events.into_iter().rev().filter_map(|event| match &event.kind {
        EventKind::UserCreated { name, .. } if !event.conditional => Some(name.clone()),
        _ => None,
    });
    let there = |name: &String| match facts.state.accounts.user(name) {
        Lookup::Found(user) => user.uid.known().is_some(),
        _ => false,
    };
    names.filter(there).collect()
}

/// The image's user that is meant for programs: an ordinary UID of its own, such as `node`.
fn shipped(facts: &Facts) -> Option<(&'static str, &'static str)> {
    let StageBase::Image { facts: Some(image), .. } = facts.chain().last()?.base else {
        return None;
    };
    let ordinary = image.users.iter().find(|user| {
        user.uid.is_some_and(|uid| (1000..60000).contains(&uid)) && user.name != "ubuntu"
    });
    ordinary.map(|user| (user.name, image.source))
}
