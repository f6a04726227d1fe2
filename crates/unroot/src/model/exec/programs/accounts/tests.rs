//! Commands that make users, one by one.

mod shadow;

use super::choice::{dialect, run};
use super::context::{AccountsContext, Exit, Home, HomeChange};
use crate::image::Family;
use crate::model::{
    Accounts, Cause, Doubt, DoubtKind, Event, EventKind, Group, Subject, Tool, ToolFailure, Tools,
    User, Value,
};
use dockerfile::Span;
use shell::{Argument, Dialect, Invocation};
use std::sync::Arc;

/// An image in small: accounts, tools, and what has happened.
struct Image {
    accounts: Accounts,
    family: Option<Family>,
    tools: Tools,
    events: Vec<Event>,
    homes: Vec<Home>,
}

impl Image {
    fn new(family: Option<Family>, tools: &[(Tool, bool)]) -> Image {
        let (known, cause) = (|id| Value::Known(id, Cause::Default), Cause::Default);
        let mut accounts = Accounts::default();
        let (name, home) = ("root".to_owned(), Some("/root".to_owned()));
        accounts.users.push(User {
            name,
            uid: known(0),
            gid: known(0),
            home,
            shell: None,
            malformed: false,
            cause,
        });
        for (name, gid) in family.map_or(&[][..], Family::base_groups) {
            let (name, cause) = ((*name).to_owned(), Cause::Default);
            accounts.groups.push(Group { name, gid: known(*gid), members: Vec::new(), cause });
        }
        let tools = tools.iter().copied().collect();
        Image { accounts, family, tools, events: Vec::new(), homes: Vec::new() }
    }

    fn debian() -> Image {
        let tools =
            [(Tool::Useradd, true), (Tool::AdduserDebian, true), (Tool::AdduserBusybox, false)];
        Image::new(Some(Family::Debian), &tools)
    }

    fn alpine() -> Image {
        let tools =
            [(Tool::Useradd, false), (Tool::AdduserDebian, false), (Tool::AdduserBusybox, true)];
        Image::new(Some(Family::Alpine), &tools)
    }

    fn doubt(mut self, kind: DoubtKind) -> Image {
        let cause = Cause::UnknownImage(Arc::from("base"), Span::at(7));
        self.accounts.doubts.push(Doubt { kind, cause });
        self
    }

    /// Runs a command; `?` is a word that can't be read.
    fn run(&mut self, command: &str) -> Exit {
        let mut at = 0;
        let words: Vec<Argument> = command
            .split(' ')
            .map(|word| {
                let span = Span::new(at, at + word.len());
                at = span.end + 1;
                let value = (word != "?").then(|| word.trim_matches('\'').to_owned());
                Argument { value, span, pattern: false }
            })
            .collect();
        let dialect = dialect(words[0].text(), self.family, self.tools);
        let call = Invocation::read(words, Span::new(0, command.len()), dialect);
        let mut context = AccountsContext {
            accounts: &mut self.accounts,
            family: self.family,
            tools: self.tools,
            home_mode: None,
            command: Span::new(0, command.len()),
            events: &mut self.events,
            homes: &mut self.homes,
        };
        run(&call, &mut context).unwrap()
    }

    /// `uid:gid` of a user, `?` for what is unknown.
    fn ids(&self, name: &str) -> String {
        let user = self.accounts.users.iter().find(|user| user.name == name);
        let user = user.unwrap_or_else(|| panic!("no user {name}"));
        let id = |value: &Value<u32>| value.known().map_or("?".into(), u32::to_string);
        format!("{}:{}", id(&user.uid), id(&user.gid))
    }

    fn failure(&self) -> Option<&ToolFailure> {
        self.events.iter().rev().find_map(|event| match &event.kind {
            EventKind::ToolFails { why, .. } => Some(why),
            _ => None,
        })
    }
}

#[test]
fn other_programs_are_not_ours() {
    let mut image = Image::debian();
    let mut context = AccountsContext {
        accounts: &mut image.accounts,
        family: None,
        tools: Tools::default(),
        home_mode: None,
        command: Span::default(),
        events: &mut Vec::new(),
        homes: &mut Vec::new(),
    };
    let mut run = |words: &[&str]| {
        let words = words.iter().map(|word| Argument::known(word, Span::at(0))).collect();
        run(&Invocation::read(words, Span::at(0), Dialect::default()), &mut context)
    };
    assert_eq!(run(&["useradded"]), None);
    // Without a name it fails, whether it is there or not.
    assert_eq!(run(&["/usr/sbin/groupadd"]), Some(Exit::Fails));
    assert_eq!(run(&["/usr/sbin/groupadd", "app"]), Some(Exit::Unknown));
}

#[test]
fn an_event_points_at_the_name() {
    let mut image = Image::debian();
    let command = "useradd --uid=1234 -mU app";
    assert_eq!(image.run(command), Exit::Ok);
    assert_eq!(image.ids("app"), "1234:1234");
    let created = |event: &&Event| matches!(event.kind, EventKind::UserCreated { .. });
    let event = image.events.iter().find(created).unwrap();
    assert_eq!(event.span.of(command), "app");
    assert_eq!(event.command.of(command), command);
    assert_eq!((image.homes[0].path.as_str(), image.homes[0].mode), ("/home/app", Some(0o700)));
}

#[test]
fn a_tool_that_is_not_there_makes_nothing() {
    let mut alpine = Image::alpine();
    assert_eq!(alpine.run("useradd app"), Exit::Fails);
    assert_eq!(alpine.failure(), Some(&ToolFailure::Absent));
    let mut trixie = Image::debian();
    trixie.tools.set(Tool::AdduserDebian, false);
    assert_eq!(trixie.run("adduser --system app"), Exit::Fails);
    assert_eq!((trixie.failure(), trixie.accounts.users.len()), (Some(&ToolFailure::Absent), 1));
    assert_eq!(trixie.run("useradd app"), Exit::Ok);
}

#[test]
fn busybox_asks_for_a_password_unless_told_not_to() {
    let mut image = Image::alpine();
    assert_eq!(image.run("adduser app"), Exit::Fails);
    assert_eq!(
        (image.failure(), image.ids("app")),
        (Some(&ToolFailure::Prompts), "1000:1000".into())
    );
    assert_eq!(image.run("addgroup -S web"), Exit::Ok);
    assert_eq!(image.run("adduser -SDH -G web web"), Exit::Ok);
    assert_eq!(image.ids("web"), "100:101");
    assert_eq!(image.run("adduser -S two"), Exit::Ok);
    assert_eq!(image.ids("two"), "101:65533");
    // A group has the number.
    assert_eq!(image.run("adduser -D -u 999 big"), Exit::Fails);
    assert_eq!(image.failure(), Some(&ToolFailure::Taken("999".into())));
    assert_eq!(image.run("adduser -D -u 256001 big"), Exit::Fails);
    assert_eq!(image.run("adduser --disabled-login x"), Exit::Fails);
    assert_eq!(image.run("adduser -D -u 256000 big"), Exit::Ok);
}

#[test]
fn a_home_that_busybox_finds_is_taken_over() {
    let mut image = Image::alpine();
    image.run("adduser -D -h /app app");
    assert_eq!(
        (image.homes[0].change.clone(), image.homes[0].mode),
        (HomeChange::TakenOver, Some(0o2755))
    );
}

#[test]
fn debian_reads_options_as_perl_does() {
    let mut image = Image::debian();
    assert_eq!(image.run("adduser -h app"), Exit::Ok);
    assert_eq!(image.run("adduser -H app"), Exit::Ok);
    assert_eq!(image.accounts.users.len(), 1);
    assert_eq!(image.run("adduser -D app"), Exit::Fails);
    assert_eq!(image.failure(), Some(&ToolFailure::Option("-D".into())));
    assert_eq!(image.run("adduser -u 1500 -disabled-p -GECOS '' app"), Exit::Ok);
    assert_eq!(image.ids("app"), "1500:1500");
    assert_eq!(image.run("adduser --system --group --no-create-home svc"), Exit::Ok);
    assert_eq!(image.ids("svc"), "100:101");
    assert_eq!(image.run("adduser app sudo"), Exit::Ok);
    assert_eq!(image.run("adduser app nosuch"), Exit::Fails);
    assert_eq!(image.run("adduser --gid app x"), Exit::Fails);
    assert_eq!(image.run("deluser app sudo"), Exit::Ok);
    assert_eq!(image.run("deluser app"), Exit::Ok);
    assert_eq!(image.run("delgroup app"), Exit::Fails);
}

#[test]
fn doubts_hide_numbers() {
    let ids = |kind, command: &str| {
        let mut image = Image::debian().doubt(kind);
        assert_eq!(image.run(command), Exit::Ok, "{command}");
        image.ids("app")
    };
    for (kind, command, expected) in [
        (DoubtKind::ImageDetails, "useradd app", "1000:1000"),
        (DoubtKind::ImageDetails, "useradd -r app", "?:?"),
        (DoubtKind::Packages, "useradd app", "1000:1000"),
        (DoubtKind::Packages, "adduser --system app", "?:65534"),
        (DoubtKind::Anything, "useradd app", "?:?"),
        (DoubtKind::UnknownImage, "useradd app", "?:?"),
        (DoubtKind::UnknownImage, "useradd -u 1000 app", "1000:1000"),
        (DoubtKind::UnknownImage, "useradd -u 1000 -g staff2 app", "1000:?"),
        (DoubtKind::UnknownImage, "useradd -u 1000 -g 77 app", "1000:77"),
        (DoubtKind::UnknownImage, "useradd -u ? -g 0 app", "?:0"),
    ] {
        assert_eq!(ids(kind.clone(), command), expected, "{kind:?} {command}");
    }
}

#[test]
fn a_missing_group_is_certain_only_where_the_lists_are_all() {
    let mut image = Image::debian();
    assert_eq!(image.run("useradd -G nosuch app"), Exit::Fails);
    assert_eq!(image.accounts.users.len(), 1);
    let mut image = Image::debian().doubt(DoubtKind::ImageDetails);
    assert_eq!(image.run("useradd -G nosuch app"), Exit::Unknown);
    assert_eq!(image.failure(), Some(&ToolFailure::Unknown(Subject::Group, "nosuch".into())));
    assert_eq!(image.ids("app"), "1000:1000");
    let mut image = Image::debian().doubt(DoubtKind::Anything);
    assert_eq!(image.run("usermod -aG docker app"), Exit::Ok);
    assert_eq!((image.failure(), image.ids("app")), (None, "?:?".into()));
}

#[test]
fn words_that_cannot_be_read_are_not_guessed() {
    let mut image = Image::debian();
    assert_eq!(image.run("useradd -m ?"), Exit::Ok);
    assert_eq!(image.accounts.doubts.first().unwrap().kind, DoubtKind::Anything);
    let mut image = Image::debian();
    assert_eq!(image.run("useradd ? app"), Exit::Ok);
    assert_eq!(image.ids("app"), "?:?");
    let mut image = Image::debian();
    assert_eq!(image.run("adduser ? sudo"), Exit::Ok);
    assert_eq!(image.accounts.users.len(), 1);
}

#[test]
fn in_an_unknown_image_the_options_tell_the_dialect() {
    for (command, expected) in [
        ("adduser -D -u 1001 app", "1001:1001"),
        ("adduser --system --uid 7 app", "7:65534"),
        ("adduser -m -u 5 -g 0 app", "5:0"),
        ("adduser -DHS app", "?:?"),
        ("useradd app", "?:?"),
    ] {
        let mut image = Image::new(None, &[]).doubt(DoubtKind::UnknownImage);
        assert_eq!(image.run(command), Exit::Unknown, "{command}");
        assert_eq!((image.ids("app").as_str(), image.failure()), (expected, None), "{command}");
    }
}
