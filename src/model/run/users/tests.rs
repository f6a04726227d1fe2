use super::*;
use crate::image::Family;
use crate::model::{Cause, Doubt, DoubtKind, EventKind, Group, ToolFailure, User};
use std::sync::Arc;

/// An image in small: accounts, tools, and what has happened.
struct Image {
    accounts: Accounts,
    family: Option<Family>,
    tools: BTreeMap<Tool, bool>,
    events: Vec<Event>,
    homes: Vec<Home>,
}

impl Image {
    fn new(family: Option<Family>, tools: &[(Tool, bool)]) -> Image {
        let (known, cause) = (|id| Value::Known(id, Cause::Default), Cause::Default);
        let mut accounts = Accounts::default();
        let (name, home) = ("root".to_owned(), Some("/root".to_owned()));
        accounts.users.push(User { name, uid: known(0), gid: known(0), home, cause });
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
        let mut args = command.split(' ').map(|word| {
            let span = Span::new(at, at + word.len());
            at = span.end + 1;
            Arg { value: (word != "?").then(|| word.trim_matches('\'').to_owned()), span }
        });
        let program = args.next().unwrap().value.unwrap();
        let args: Vec<Arg> = args.collect();
        let mut context = AccountsContext {
            accounts: &mut self.accounts,
            family: self.family,
            tools: &self.tools,
            home_mode: None,
            command: Span::new(0, command.len()),
            events: &mut self.events,
            homes: &mut self.homes,
        };
        run(&program, &args, &mut context).unwrap()
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
        tools: &BTreeMap::new(),
        home_mode: None,
        command: Span::default(),
        events: &mut Vec::new(),
        homes: &mut Vec::new(),
    };
    assert_eq!(run("useradded", &[], &mut context), None);
    assert_eq!(run("/usr/sbin/groupadd", &[], &mut context), Some(Exit::Unknown));
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
    assert_eq!((image.homes[0].path.as_str(), image.homes[0].mode), ("/home/app", 0o700));
}

#[test]
fn a_tool_that_is_not_there_makes_nothing() {
    let mut alpine = Image::alpine();
    assert_eq!(alpine.run("useradd app"), Exit::Fails);
    assert_eq!(alpine.failure(), Some(&ToolFailure::Absent));
    let mut trixie = Image::debian();
    trixie.tools.insert(Tool::AdduserDebian, false);
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
        (HomeChange::TakenOver, 0o2755)
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
fn red_hat_makes_homes_and_has_adduser_as_a_link() {
    let mut image = Image::new(Some(Family::Rhel), &[(Tool::Useradd, true)]);
    assert_eq!(image.run("adduser -u 1001 -g 0 app"), Exit::Ok);
    assert_eq!((image.ids("app"), image.homes.len()), ("1001:0".into(), 1));
    assert_eq!((image.homes[0].path.as_str(), image.homes[0].mode), ("/home/app", 0o700));
    assert_eq!(image.run("useradd -r svc"), Exit::Ok);
    assert_eq!((image.ids("svc"), image.homes.len()), ("999:999".into(), 1));
}

#[test]
fn doubts_hide_numbers() {
    let ids = |kind, command: &str| {
        let mut image = Image::debian().doubt(kind);
        assert_eq!(image.run(command), Exit::Ok, "{command}");
        image.ids("app")
    };
    let packages = || DoubtKind::Packages(vec!["curl".into()]);
    for (kind, command, expected) in [
        (DoubtKind::ImageDetails, "useradd app", "1000:1000"),
        (DoubtKind::ImageDetails, "useradd -r app", "?:?"),
        (packages(), "useradd app", "1000:1000"),
        (packages(), "adduser --system app", "?:65534"),
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
    assert_eq!(image.failure(), Some(&ToolFailure::Unknown("nosuch".into())));
    assert_eq!(image.ids("app"), "1000:1000");
    let mut image = Image::debian().doubt(DoubtKind::Anything);
    assert_eq!(image.run("usermod -aG docker app"), Exit::Ok);
    assert_eq!((image.failure(), image.ids("app")), (None, "?:?".into()));
}

#[test]
fn words_that_cannot_be_read_are_not_guessed() {
    let mut image = Image::debian();
    assert_eq!(image.run("useradd -m ?"), Exit::Ok);
    assert_eq!(image.accounts.doubts[0].kind, DoubtKind::Anything);
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

#[test]
fn renaming_the_user_that_ubuntu_ships() {
    let mut image = Image::debian();
    image.run("useradd -m ubuntu");
    assert_eq!(image.run("usermod -l app -d /home/app -m ubuntu"), Exit::Ok);
    assert_eq!(image.run("groupmod -n app ubuntu"), Exit::Ok);
    assert_eq!(image.ids("app"), "1000:1000");
    assert_eq!(image.homes.last().unwrap().change, HomeChange::Moved("/home/ubuntu".into()));
    assert_eq!(image.run("groupmod -g 2000 app"), Exit::Ok);
    assert_eq!(image.ids("app"), "1000:2000");
    assert_eq!(image.run("userdel -r app"), Exit::Ok);
    assert_eq!(image.run("useradd -u 1000 new"), Exit::Ok);
    assert_eq!(image.ids("new"), "1000:1000");
}

/// Status and numbers are those of shadow 4.13 in a chroot of bookworm.
#[test]
fn shadow_in_the_corners() {
    let mut image = Image::debian();
    for (command, exit) in [
        ("useradd -u 101 x1", Exit::Ok),
        ("useradd -r -u 70000 x2", Exit::Ok),
        ("groupadd -f -g 0 g1", Exit::Ok),
        ("groupadd -f -o -g 0 g2", Exit::Ok),
        ("useradd -G users,g1 x4", Exit::Ok),
        ("gpasswd -d x1 g1", Exit::Fails),
        ("gpasswd -d x4 g1", Exit::Ok),
        ("groupmod -n gg x1", Exit::Ok),
        ("usermod -l y1 x1", Exit::Ok),
        ("groupadd x5", Exit::Ok),
        ("useradd -g x5 x5", Exit::Ok),
        ("usermod -aG x5 x4", Exit::Ok),
        ("userdel x5", Exit::Ok),
        ("groupdel users", Exit::Ok),
        ("usermod -u 0 x4", Exit::Fails),
        ("usermod -u 70000 x2", Exit::Ok),
        ("usermod -g users x4", Exit::Fails),
        ("groupmod -g 0 gg", Exit::Fails),
        ("groupmod -o -g 0 gg", Exit::Ok),
        ("useradd -k /x x7", Exit::Fails),
        ("useradd --home /q x8", Exit::Ok),
        ("useradd --g 0 x9", Exit::Fails),
        ("useradd -b srv xb", Exit::Fails),
        ("useradd -d rel xc", Exit::Fails),
        ("useradd -N -u 1234 xd", Exit::Ok),
        ("useradd -K CREATE_HOME=yes xe", Exit::Ok),
        ("useradd -r -K CREATE_HOME=yes xf", Exit::Ok),
        ("useradd -u 0x7d0 x08", Exit::Fails),
        ("useradd -u +2222 x09", Exit::Ok),
    ] {
        assert_eq!(image.run(command), exit, "{command}");
    }
    let names: Vec<&str> = image.accounts.users.iter().map(|user| user.name.as_str()).collect();
    assert_eq!(names, ["root", "x2", "x4", "y1", "x8", "xd", "xe", "xf", "x09"]);
    let ids: Vec<String> = names.iter().map(|name| image.ids(name)).collect();
    assert_eq!(
        ids[1..],
        [
            "70000:999",
            "1000:1002",
            "101:0",
            "1001:1004",
            "1234:100",
            "1235:1235",
            "999:998",
            "2222:2222"
        ]
    );
    let homes: Vec<&str> = image.homes.iter().map(|home| home.path.as_str()).collect();
    assert_eq!(homes, ["/home/xe"]);
    let members = |name: &str| image.accounts.group(name).found().unwrap().members.clone();
    assert_eq!((members("x5"), members("g1")), (vec!["x4".to_owned()], vec![]));
}

#[test]
fn members_are_kept() {
    let mut image = Image::debian();
    let members =
        |image: &Image, name: &str| image.accounts.group(name).found().unwrap().members.join(",");
    image.run("useradd -G sudo,video app");
    image.run("usermod -aG audio app");
    assert_eq!([members(&image, "sudo"), members(&image, "audio")], ["app", "app"]);
    image.run("usermod -G audio app");
    assert_eq!([members(&image, "sudo"), members(&image, "audio")], ["", "app"]);
    image.run("gpasswd -M root,app staff");
    image.run("gpasswd -d app staff");
    assert_eq!(members(&image, "staff"), "root");
    assert_eq!(image.run("gpasswd -d app staff"), Exit::Fails);
}

#[test]
fn odd_commands_end_without_an_account() {
    for (command, exit) in [
        ("useradd", Exit::Fails),
        ("useradd a b", Exit::Fails),
        ("useradd ''", Exit::Fails),
        ("useradd -u", Exit::Fails),
        ("useradd -U -g 0 x", Exit::Fails),
        ("useradd -o x", Exit::Fails),
        ("useradd -u 99999999999 x", Exit::Fails),
        ("useradd -D -s /bin/bash", Exit::Ok),
        ("useradd -R /mnt x", Exit::Ok),
        ("useradd --help", Exit::Ok),
        ("groupadd -g x y", Exit::Fails),
        ("adduser 1234", Exit::Fails),
        ("adduser a b c", Exit::Fails),
        ("userdel nosuch", Exit::Fails),
        ("chpasswd", Exit::Ok),
        ("passwd -l root", Exit::Ok),
        ("passwd root", Exit::Unknown),
    ] {
        let mut image = Image::debian();
        assert_eq!(image.run(command), exit, "{command}");
        assert_eq!(image.accounts.users.len(), 1, "{command}");
    }
}
