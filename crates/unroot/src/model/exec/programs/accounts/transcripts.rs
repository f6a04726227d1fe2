//! Replays recorded sessions on real systems: status, passwd and group lines, and home directories
//! must come out the same.

use super::choice::{dialect, run};
use super::context::{AccountsContext, Exit, Home, HomeChange};
use crate::image::Family;
use crate::model::{Accounts, Cause, Group, Tool, Tools, User, Value};
use dockerfile::Span;
use shell::{Argument, Invocation};
use std::collections::BTreeMap;
use std::path::Path;

/// Where the transcripts are, seen from this package.
const FIXTURES: &str = "../conformance/fixtures/accounts";

/// What a session starts with, and how it went.
struct Session {
    accounts: Accounts,
    family: Family,
    tools: Tools,
    home_mode: u32,
    homes: BTreeMap<String, (u32, u32, u32)>,
    wrong: Vec<String>,
    commands: usize,
    compared: usize,
    unknown: usize,
    skipped: usize,
}

/// A recorded command with what was printed after it.
struct Recorded<'a> {
    command: &'a str,
    status: Option<u32>,
    lines: Vec<&'a str>,
}

fn user(name: &str, uid: u32, gid: u32, home: &str) -> User {
    let known = |id| Value::Known(id, Cause::Default);
    let (name, home) = (name.to_owned(), Some(home.to_owned()));
    User {
        name,
        uid: known(uid),
        gid: known(gid),
        home,
        shell: None,
        malformed: false,
        cause: Cause::Default,
    }
}

fn group(name: &str, gid: u32) -> Group {
    let gid = Value::Known(gid, Cause::Default);
    Group { name: name.to_owned(), gid, members: Vec::new(), cause: Cause::Default }
}

impl Session {
    fn debian(home_mode: u32) -> Session {
        let mut accounts = Accounts::default();
        accounts.users.push(user("root", 0, 0, "/root"));
        for base in Family::Debian.base_users() {
            let (uid, gid) = (base.uid.unwrap_or(42), base.gid.unwrap());
            accounts.users.push(user(base.name, uid, gid, base.home.unwrap()));
        }
        let groups = Family::Debian.base_groups();
        accounts.groups.extend(groups.iter().map(|(name, gid)| group(name, *gid)));
        let tools = Tools::from_iter([(Tool::Useradd, true), (Tool::AdduserDebian, true)]);
        Session::new(accounts, Family::Debian, tools, home_mode)
    }

    /// Its chroot had four more groups at the top, of which one belongs to systemd-network.
    fn sid() -> Session {
        let mut session = Session::debian(0o700);
        session.accounts.users.push(user("systemd-network", 997, 997, "/"));
        for gid in 996..=999 {
            session.accounts.groups.push(group(&format!("group{gid}"), gid));
        }
        session
    }

    fn busybox() -> Session {
        let mut accounts = Accounts::default();
        accounts.users.push(user("root", 0, 0, "/root"));
        accounts.users.push(user("guest", 405, 100, "/dev/null"));
        for (name, gid) in [("root", 0), ("users", 100), ("nogroup", 65533)] {
            accounts.groups.push(group(name, gid));
        }
        accounts.groups.push(Group { members: vec!["root".into()], ..group("wheel", 10) });
        let tools = Tools::from_iter([(Tool::AdduserBusybox, true)]);
        Session::new(accounts, Family::Busybox, tools, 0o755)
    }

    fn new(accounts: Accounts, family: Family, tools: Tools, home_mode: u32) -> Session {
        let (homes, wrong) = (BTreeMap::new(), Vec::new());
        let (commands, compared, unknown, skipped) = (0, 0, 0, 0);
        Session {
            accounts,
            family,
            tools,
            home_mode,
            homes,
            wrong,
            commands,
            compared,
            unknown,
            skipped,
        }
    }

    fn replay(&mut self, recorded: &Recorded) {
        let Recorded { command, status, lines } = recorded;
        self.commands += 1;
        let span = Span::default();
        let words: Vec<Argument> =
            command.split(' ').map(|word| Argument::known(word, span)).collect();
        let dialect = dialect(words[0].text(), Some(self.family), self.tools);
        let call = Invocation::read(words, span, dialect);
        let (before, mut events, mut homes) = (self.accounts.clone(), Vec::new(), Vec::new());
        let exit = run(
            &call,
            &mut AccountsContext {
                accounts: &mut self.accounts,
                family: Some(self.family),
                tools: self.tools,
                home_mode: Some(self.home_mode),
                command: span,
                events: &mut events,
                homes: &mut homes,
            },
        );
        match (exit, *status) {
            (Some(Exit::Ok), Some(0)) => {}
            (Some(Exit::Fails), Some(1..)) => assert!(!events.is_empty(), "{command}"),
            (Some(Exit::Unknown), Some(status)) => {
                self.unknown += 1;
                if status != 0 {
                    self.accounts = before;
                    return;
                }
            }
            (None, _) | (_, None) => {
                self.skipped += 1;
                return;
            }
            (Some(exit), Some(status)) => {
                self.wrong.push(format!("{command}: status {status}, here {exit:?}"));
            }
        }
        self.compared += 1;
        homes.iter().for_each(|home| self.change(home));
        for line in lines {
            self.compare(command, line);
        }
    }

    fn change(&mut self, home: &Home) {
        let mine =
            (*home.uid.known().unwrap(), *home.gid.known().unwrap(), home.mode.unwrap_or_default());
        match &home.change {
            HomeChange::Created => {
                self.homes.entry(home.path.clone()).or_insert(mine);
            }
            HomeChange::TakenOver => {
                self.homes.insert(home.path.clone(), mine);
            }
            HomeChange::Moved(from) => {
                let old = self.homes.remove(from);
                self.homes.extend(old.map(|old| (home.path.clone(), old)));
            }
            HomeChange::Followed => {
                if let Some(old) = self.homes.get_mut(&home.path) {
                    (old.0, old.1) = (mine.0, mine.1);
                }
            }
            HomeChange::Removed => {
                self.homes.remove(&home.path);
            }
        }
    }

    /// Compares a printed line: an account's, or the summary `passwd: … group: … home: …`.
    fn compare(&mut self, command: &str, line: &str) {
        let Some(rest) = line.trim_start().strip_prefix("passwd: ") else {
            let (is, ours) = match line.split(':').count() {
                7 => (account(line), self.passwd(line)),
                4 if !line.starts_with(' ') => (line.to_owned(), self.group(line)),
                _ => return,
            };
            if is != ours {
                self.wrong.push(format!("{command}: {is}, here {ours}"));
            }
            return;
        };
        let (passwd, rest) = rest.split_once("group:").unwrap();
        let (group, home) = rest.split_once("home:").unwrap();
        let (passwd, group, home) = (passwd.trim(), group.trim(), home.trim());
        if passwd.is_empty() {
            return;
        }
        let name = passwd.split(':').next().unwrap();
        let path = passwd.split(':').nth(5).unwrap();
        let is = format!("{} | {group} | {}", account(passwd), self.printed(home));
        let own =
            self.homes.get(path).map(|(uid, gid, mode)| format!("{path} {uid}:{gid} {mode:o}"));
        let ours = format!(
            "{} | {} | {}",
            self.passwd(passwd),
            self.group(&format!("{name}:")),
            own.unwrap_or_default()
        );
        if is != ours {
            self.wrong.push(format!("{command}: {is}, here {ours}"));
        }
    }

    /// A printed home directory with numbers for names; empty where there is none.
    fn printed(&self, home: &str) -> String {
        let [path, owner, mode] = home.split(' ').collect::<Vec<_>>()[..] else {
            return String::new();
        };
        let (user, group) = owner.split_once(':').unwrap();
        let users = self.accounts.users.iter().find(|line| line.name == user);
        let groups = self.accounts.groups.iter().find(|line| line.name == group);
        let uid = users.map_or(user.into(), |line| line.uid.known().unwrap().to_string());
        let gid = groups.map_or(group.into(), |line| line.gid.known().unwrap().to_string());
        format!("{path} {uid}:{gid} {mode}")
    }

    fn passwd(&self, line: &str) -> String {
        let name = line.split(':').next().unwrap();
        let found = self.accounts.users.iter().find(|user| user.name == name);
        found.map_or("none".into(), |user| {
            let id = |value: &Value<u32>| value.known().map_or("?".into(), u32::to_string);
            format!(
                "{name}:{}:{}:{}",
                id(&user.uid),
                id(&user.gid),
                user.home.as_deref().unwrap_or("?")
            )
        })
    }

    fn group(&self, line: &str) -> String {
        let name = line.split(':').next().unwrap();
        let found = self.accounts.groups.iter().find(|group| group.name == name);
        found.map_or(String::new(), |group| {
            format!("{name}:x:{}:{}", group.gid.known().unwrap(), group.members.join(","))
        })
    }

    /// The whole of `/etc/passwd`, in order.
    fn compare_all(&mut self, lines: &[&str]) {
        let is: Vec<String> = lines.iter().map(|line| account(line)).collect();
        let ours: Vec<String> =
            self.accounts.users.iter().map(|user| self.passwd(&user.name)).collect();
        if is != ours {
            self.wrong.push(format!("/etc/passwd: {is:#?}, here {ours:#?}"));
        }
    }
}

/// Name, numbers and home of a passwd line.
fn account(line: &str) -> String {
    let fields: Vec<&str> = line.split(':').collect();
    format!("{}:{}:{}:{}", fields[0], fields[2], fields[3], fields[5])
}

#[test]
fn recorded_sessions_come_out_the_same() {
    let mut totals = [0; 4];
    let starts: [fn() -> Session; 4] =
        [|| Session::debian(0o755), || Session::debian(0o755), Session::sid, Session::busybox];
    for (name, start) in ["bookworm", "bookworm2", "sid", "busybox"].into_iter().zip(starts) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FIXTURES).join(name);
        let text = std::fs::read_to_string(path).unwrap();
        let mut session = start();
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            if line.starts_with("root:x:0:0:root:/root:/bin/bash") {
                let mut all = vec![line];
                while let Some(line) = lines.next_if(|line| line.split(':').count() == 7) {
                    all.push(line);
                }
                session.compare_all(&all);
            }
            let Some(command) = line.strip_prefix("$ ") else { continue };
            let mut recorded = Recorded { command, status: None, lines: Vec::new() };
            while let Some(line) = lines.next_if(|line| {
                !line.starts_with("$ ")
                    && !line.starts_with("root:x:0:0:root")
                    && !line.starts_with("root:*")
            }) {
                match line.trim().strip_prefix("rc=") {
                    Some(status) => recorded.status = recorded.status.or(status.parse().ok()),
                    None => recorded.lines.push(line),
                }
            }
            session.replay(&recorded);
        }
        assert!(session.wrong.is_empty(), "{name}: {:#?}", session.wrong);
        let counts = [session.commands, session.compared, session.unknown, session.skipped];
        for (total, count) in totals.iter_mut().zip(counts) {
            *total += count;
        }
    }
    let [commands, compared, unknown, skipped] = totals;
    println!(
        "users: {commands} commands, {compared} compared, 0 wrong, {unknown} unknown, {skipped} skipped"
    );
    assert!(compared > 280 && unknown < 10 && skipped < 6, "{totals:?}");
}
