//! Package managers: what they bring in the way of tools and of users.

use crate::image::packages::{self, Account, Kind, Others};
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::{Accounts, Cause, DoubtKind, Group, Lookup, Presence, Tool, User, Value};
use crate::program;
use dockerfile::Span;
use shell::Invocation;
use std::sync::Arc;

/// Carries out an installation by root. What a package made stays when the package is removed.
pub(super) fn run(shell: &mut Shell, call: &Invocation) -> Exit {
    shell.may_make_files();
    if !shell.may_be_root() {
        return Exit::Unknown;
    }
    let manager = program::packages(&call.program).filter(|manager| manager.installs(call));
    let Some(manager) = manager else { return Exit::Ok };
    let named = manager.named(call);
    let known: Vec<String> = named.iter().flatten().map(|name| (*name).to_owned()).collect();
    bring_tools(shell, &call.program, &known);
    // Nothing is unpacked, or it is unpacked into another root.
    let elsewhere = [
        "simulate",
        "just-print",
        "dry-run",
        "print-uris",
        "download-only",
        "downloadonly",
        "test",
    ]
    .iter()
    .chain(&["root", "installroot", "instdir"]);
    if !elsewhere.copied().any(|option| call.has(option)) {
        bring_accounts(shell, call, &named);
    }
    Exit::Ok
}

/// The program that a package is installed for, where its name is another one.
fn program_of(package: &str) -> &str {
    match package {
        "nodejs" | "nodejs-current" | "nodejs-lts" | "npm" => "node",
        "build-base" | "build-essential" | "g++" | "gcc-c++" => "gcc",
        "py3-pip" | "python3-dev" | "python3-pip" | "python3-venv" => "python3",
        "util-linux" => "setpriv",
        name if name.contains("coreutils") => "coreutils",
        package => package,
    }
}

/// Users and groups that the packages bring, as far as they are known.
fn bring_accounts(shell: &mut Shell, call: &Invocation, named: &[Option<&str>]) {
    // The scripts that make accounts may not run, or `named` does not say what is built for.
    let unclear = call.has_any(&["noscripts", "no-scripts"]) || call.has_operand(&["build-dep"]);
    let table = packages::of(&call.program, shell.image.family).filter(|_| !unclear);
    // The numbers that packages of Red Hat's fix are others elsewhere.
    let fixed = shell.image.family.is_some();
    let recommends = !call.has_any(&["no-install-recommends", "without-recommends"])
        && !call.values("option").any(|option| option.text().contains("Install-Recommends"));
    let cause = Cause::Opaque(call.span);
    let accounts = Arc::make_mut(&mut shell.world.accounts);
    for name in named {
        let found = name.and_then(|name| Some((table?, table?.brought(name)?)));
        let Some((table, brought)) = found else {
            accounts.doubt(DoubtKind::Packages, cause.clone());
            continue;
        };
        for account in &brought.accounts {
            bring(accounts, account, fixed, call.span);
        }
        let mut perhaps = brought.perhaps;
        match brought.others {
            Others::Any => accounts.doubt(DoubtKind::Packages, cause.clone()),
            Others::Companions => perhaps.extend(&table.companions),
            Others::Recommended if recommends => perhaps.extend(&table.companions),
            Others::Recommended | Others::Nothing => {}
        }
        if !perhaps.is_empty() {
            accounts.doubt(DoubtKind::Named(perhaps), cause.clone());
        }
    }
}

/// Adds the account, if there is none of that name.
fn bring(accounts: &mut Accounts, account: &Account, fixed: bool, command: Span) {
    let number = |there: Lookup<()>| match (account.number.filter(|_| fixed), there) {
        (Some(number), Lookup::Missing { certain: true }) => {
            Value::Known(number, Cause::At(command))
        }
        (Some(number), Lookup::Missing { certain: false }) => {
            Value::Known(number, Cause::Likely(command))
        }
        _ => Value::Unknown(Cause::Package(command)),
    };
    let name = account.name.to_owned();
    let group = accounts.group(&name).map_unit();
    let has_group = matches!(account.kind, Kind::Both | Kind::Group);
    if has_group && group.clone().found().is_none() {
        let gid = number(group);
        let cause = Cause::Package(command);
        accounts.groups.push(Group { name: name.clone(), gid, members: Vec::new(), cause });
    }
    let gid = match account.kind {
        Kind::Group => return,
        Kind::Both => accounts.group(&name).found().map(|group| group.gid.clone()),
        Kind::User(group) => {
            group.and_then(|group| accounts.group(group).found()).map(|group| group.gid.clone())
        }
    };
    let user = accounts.user(&name).map_unit();
    if user.clone().found().is_none() {
        let user = User {
            uid: number(user),
            gid: gid.unwrap_or(Value::Unknown(Cause::Package(command))),
            home: account.home.map(str::to_owned),
            shell: None,
            malformed: false,
            // What other groups it is in is not known.
            cause: Cause::Package(command),
            name,
        };
        accounts.users.push(user);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Assumptions, Outcome, simulate};

    /// The accounts after `lines`.
    fn accounts(lines: &str) -> Accounts {
        let dockerfile = dockerfile::parse(lines);
        let build = simulate(&dockerfile, &Assumptions::default());
        let state = &build.target_stage().unwrap().steps.last().unwrap().after;
        Accounts::clone(&state.accounts)
    }

    /// `uid:gid`, `missing`, `likely missing` or `perhaps` for a user.
    fn user(lines: &str, name: &str) -> String {
        let number = |value: &Value<u32>| value.known().map_or("?".to_owned(), u32::to_string);
        match accounts(lines).user(name) {
            Lookup::Found(user) => format!("{}:{}", number(&user.uid), number(&user.gid)),
            Lookup::Missing { certain: true } => "missing".into(),
            Lookup::Missing { certain: false } => "likely missing".into(),
            Lookup::Maybe(_) => "perhaps".into(),
        }
    }

    #[test]
    fn packages_bring_their_accounts() {
        for (lines, name, expected) in [
            ("FROM debian:12\nRUN apt-get install -y redis-server", "redis", "?:?"),
            ("FROM debian:12\nRUN apt-get install -y strongswan-starter", "strongswan", "?:65534"),
            ("FROM alpine\nRUN apk add --no-cache mariadb=11.4.5-r0", "mysql", "?:?"),
            ("FROM alpine\nRUN apk add 'postgresql16<17' curl", "postgres", "70:70"),
            ("FROM alpine\nRUN apk add -t .run redis@edge", "redis", "?:?"),
            ("FROM rockylinux:9\nRUN dnf -y install httpd.x86_64", "apache", "48:48"),
            ("FROM rockylinux:9\nRUN yum install -y bind-9.16.23", "named", "25:25"),
            // What is there already stays.
            (
                "FROM debian:12\nRUN useradd -u 1700 redis && apt install redis",
                "redis",
                "1700:1700",
            ),
            // Nobody knows which distribution this is.
            ("FROM example/x\nRUN yum install -y httpd", "apache", "?:?"),
            ("FROM example/x\nRUN apk add mariadb", "mysql", "perhaps"),
            // Removing a package leaves its accounts.
            ("FROM alpine\nRUN apk add redis && apk del redis", "redis", "?:?"),
        ] {
            assert_eq!(user(lines, name), expected, "{lines}");
        }
        let group = accounts("FROM debian:12\nRUN apt-get install -y docker.io");
        assert!(group.group("docker").found().is_some());
        assert!(group.user("docker").is_missing());
    }

    #[test]
    fn only_unknown_packages_leave_everything_open() {
        for (run, expected) in [
            ("apt-get install -y curl libssl-dev:amd64 wget/bookworm", "missing"),
            ("apt-get install -y --no-install-recommends git=1:2.39.2-1.1", "missing"),
            ("apt-get install -y git", "likely missing"),
            ("apt-get install -y openssh-client", "likely missing"),
            ("apt-get install -y kong", "perhaps"),
            ("apt-get install -y ./kong.deb", "perhaps"),
            ("apt-get install -y $PACKAGES", "perhaps"),
            ("apt-get install -y 'php*'", "perhaps"),
            ("apt-get build-dep -y curl", "perhaps"),
            ("dpkg -i kong.deb", "perhaps"),
            ("apt-get install -d kong", "missing"),
            ("apt-get install -s kong", "missing"),
        ] {
            assert_eq!(
                user(&format!("FROM debian:12\nARG PACKAGES\nRUN {run}"), "apache"),
                expected,
                "{run}"
            );
        }
        for (run, expected) in [
            ("apk add --no-cache curl !bash", "missing"),
            ("apk add --virtual .build-deps gcc musl-dev make", "missing"),
            ("apk add /tmp/kong.apk", "perhaps"),
            ("apk add --no-scripts redis", "perhaps"),
            ("apk add --root /mnt redis", "missing"),
        ] {
            assert_eq!(user(&format!("FROM alpine\nRUN {run}"), "redis"), expected, "{run}");
        }
        for run in ["dnf install -y @development", "dnf groupinstall -y x", "rpm -i kong.rpm"] {
            assert_eq!(user(&format!("FROM rockylinux:9\nRUN {run}"), "kong"), "perhaps", "{run}");
        }
    }

    #[test]
    fn what_may_come_along_is_open_and_nothing_else() {
        let lines = "FROM debian:12\nRUN apt-get install -y openssh-server";
        assert_eq!(user(lines, "messagebus"), "perhaps");
        assert_eq!(user(lines, "sshd"), "?:?");
        let number = |uid| accounts(lines).user_by_uid(uid).is_missing();
        assert!(!number(101) && number(1000));
    }

    #[test]
    fn a_name_that_a_package_took_most_likely_fails() {
        let outcome = |run: &str| {
            let text = format!("FROM debian:12\nRUN apt-get install -y redis\nRUN {run}");
            let build = simulate(&dockerfile::parse(&text), &Assumptions::default());
            build.target_stage().unwrap().steps.last().unwrap().outcome.clone()
        };
        assert!(matches!(outcome("useradd redis"), Outcome::Unknown(_)));
        assert!(matches!(outcome("groupadd redis"), Outcome::Unknown(_)));
        assert!(matches!(outcome("useradd app && useradd app"), Outcome::Fails(_)));
        assert_eq!(outcome("useradd app"), Outcome::Succeeds);
    }

    #[test]
    fn numbers_of_people_stay_known() {
        let lines = "FROM debian:12\nRUN apt-get install -y redis openssh-server && useradd app";
        assert_eq!(user(lines, "app"), "1000:1000");
        let lines = "FROM debian:12\nRUN apt-get install -y redis && useradd -r app";
        assert_eq!(user(lines, "app"), "?:?");
        let lines = "FROM debian:12\nRUN apt-get install -y curl && useradd -r app";
        assert_eq!(user(lines, "app"), "999:999");
    }
}
