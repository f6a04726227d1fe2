//! `/etc/passwd` and `/etc/group` as files: lines that a script or a COPY puts there make an account
//! as good as any.

use super::shell_state::Shell;
use crate::model::{
    Accounts, Cause, Doubt, DoubtKind, EventKind, Group, List, SettingsFile, State, User, Value,
};
use dockerfile::Span;
use std::sync::Arc;

const PASSWD: &str = "/etc/passwd";
const GROUP: &str = "/etc/group";

/// Whether `path` is one of the two.
pub(crate) fn is_account_file(path: &str) -> bool {
    matches!(path, PASSWD | GROUP)
}

/// Whether `path` says who may become whom by which password.
fn is_about_passwords(path: &str) -> bool {
    matches!(path, "/etc/shadow" | "/etc/gshadow") || path.starts_with("/etc/pam.d/")
}

/// What COPY or ADD brings in the way of these files.
#[derive(Default)]
pub(crate) struct AccountFiles<'a> {
    /// What is known of it.
    pub(crate) brought: Option<Brought<'a>>,
    /// The whole root of another stage comes onto nothing.
    pub(crate) whole_root: bool,
}

/// Where the lines come from.
pub(crate) enum Brought<'a> {
    /// A here-document.
    Text(&'a str),
    /// Another stage.
    Accounts(&'a Arc<Accounts>),
}

/// COPY or ADD wrote `touched`; a path that ends in a slash stands for anything below it.
pub(crate) fn brought(state: &mut State, touched: &[String], files: AccountFiles, cause: &Cause) {
    if let (true, Some(Brought::Accounts(accounts))) = (files.whole_root, &files.brought) {
        state.accounts = (*accounts).clone();
        return;
    }
    let may_be = |file: &str| {
        touched.iter().any(|path| path.ends_with('/') && file.starts_with(path.as_str()))
    };
    for file in SettingsFile::ALL {
        if touched.iter().any(|path| path == file.path()) || may_be(file.path()) {
            Arc::make_mut(&mut state.accounts).settings.hide(file, cause);
        }
    }
    if touched.iter().any(|path| is_about_passwords(path)) || may_be("/etc/shadow") {
        Arc::make_mut(&mut state.accounts).passwords = Some(cause.clone());
    }
    for file in [PASSWD, GROUP] {
        let exactly = touched.iter().any(|path| path == file);
        let perhaps = may_be(file);
        if !exactly && !perhaps {
            continue;
        }
        let accounts = Arc::make_mut(&mut state.accounts);
        match &files.brought {
            Some(Brought::Text(text)) if exactly => {
                clear(accounts, file);
                for line in text.lines() {
                    add_line(accounts, file, line, cause);
                }
            }
            Some(Brought::Accounts(theirs)) if exactly => {
                match file {
                    PASSWD => accounts.users = theirs.users.clone(),
                    _ => accounts.groups = theirs.groups.clone(),
                }
                accounts.doubts.extend(theirs.doubts.iter().cloned());
                accounts.groups_unlisted |= theirs.groups_unlisted;
            }
            _ => accounts.doubts.push(doubt(cause)),
        }
    }
}

fn doubt(cause: &Cause) -> Doubt {
    Doubt { kind: DoubtKind::Anything, cause: cause.clone() }
}

/// All lines of `file` are gone, and what was in doubt with them.
fn clear(accounts: &mut Accounts, file: &str) {
    if file == PASSWD {
        accounts.users = List::default();
    } else {
        accounts.groups = List::default();
        accounts.groups_unlisted = false;
    }
    let both = accounts.users.is_empty() && accounts.groups.is_empty();
    let details = |doubt: &Doubt| doubt.kind == DoubtKind::ImageDetails;
    accounts.doubts.retain(|doubt| !(both || file == PASSWD && details(doubt)));
}

/// A script removed the file.
pub(super) fn removed(shell: &mut Shell, path: &str) {
    forget(shell, path, shell.instruction);
    if is_account_file(path) {
        clear(Arc::make_mut(&mut shell.world.accounts), path);
    }
}

/// What else the file decides is not known any more.
fn forget(shell: &mut Shell, path: &str, command: Span) {
    let cause = Cause::At(command);
    if let Some(file) = SettingsFile::at(path) {
        Arc::make_mut(&mut shell.world.accounts).settings.hide(file, &cause);
    }
    if is_about_passwords(path) {
        Arc::make_mut(&mut shell.world.accounts).passwords = Some(cause);
    }
}

/// A script replaced the file with something that is not known.
pub(super) fn replaced(shell: &mut Shell, path: &str, command: Span) {
    forget(shell, path, command);
    if is_account_file(path) {
        let accounts = Arc::make_mut(&mut shell.world.accounts);
        accounts.rewritten = Some(Cause::Opaque(command));
    }
}

/// A script wrote `text` into the file, after what is there or in its place.
pub(super) fn wrote(
    shell: &mut Shell,
    path: &str,
    appends: bool,
    text: Option<&str>,
    (span, command): (Span, Span),
) {
    let cause = Cause::At(command);
    if let (Some(file), Some(text), true) = (SettingsFile::at(path), text, appends) {
        Arc::make_mut(&mut shell.world.accounts).settings.append(file, text, &cause);
    } else {
        forget(shell, path, command);
    }
    if !is_account_file(path) {
        return;
    }
    let accounts = Arc::make_mut(&mut shell.world.accounts);
    if !appends {
        clear(accounts, path);
    }
    let Some(text) = text else {
        accounts.doubts.push(doubt(&cause));
        return;
    };
    let made: Vec<_> =
        text.lines().filter_map(|line| add_line(accounts, path, line, &cause)).collect();
    for (name, uid) in made {
        shell.event(span, command, EventKind::UserCreated { name, uid });
    }
}

/// `sed -i SCRIPT` on the file. Understood are `/^name…/d` and `s/^name/other/`.
pub(super) fn edited(shell: &mut Shell, path: &str, script: Option<&str>, command: Span) {
    match SettingsFile::at(path) {
        Some(file) => {
            let accounts = Arc::make_mut(&mut shell.world.accounts);
            accounts.settings.edit(file, script, &Cause::At(command));
        }
        None => forget(shell, path, command),
    }
    if !is_account_file(path) {
        return;
    }
    let Some(edit) = script.and_then(LineEdit::read) else {
        return replaced(shell, path, command);
    };
    let accounts = Arc::make_mut(&mut shell.world.accounts);
    if path == PASSWD {
        accounts.users.retain_mut(|user| edit.apply(&mut user.name));
    } else {
        accounts.groups.retain_mut(|group| edit.apply(&mut group.name));
    }
}

/// A change of the lines whose name begins so.
enum LineEdit {
    Delete(String),
    Rename(String, String),
}

impl LineEdit {
    fn read(script: &str) -> Option<Self> {
        let plain = |text: &str| {
            let name = text.strip_prefix('^')?.to_owned();
            let body = name.strip_suffix(':').unwrap_or(&name);
            body.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b)).then_some(name)
        };
        if let Some(pattern) = script.strip_prefix('/').and_then(|rest| rest.strip_suffix("/d")) {
            return plain(pattern).map(LineEdit::Delete);
        }
        let mut parts = script.strip_prefix("s/")?.split('/');
        let (from, to, flags) = (plain(parts.next()?)?, parts.next()?, parts.next()?);
        let simple = flags.is_empty() && from.ends_with(':') == to.ends_with(':');
        simple.then(|| LineEdit::Rename(from, to.to_owned()))
    }

    /// Changes the line's name; `false` if the line goes.
    fn apply(&self, name: &mut String) -> bool {
        let line = format!("{name}:");
        match self {
            LineEdit::Delete(start) => !line.starts_with(start.as_str()),
            LineEdit::Rename(from, to) => {
                if let Some(rest) = line.strip_prefix(from.as_str()) {
                    *name = format!("{to}{rest}").trim_end_matches(':').to_owned();
                }
                true
            }
        }
    }
}

/// Adds a line of passwd or group; a number that is none counts as 0 (`moby/sys` `user.go`). Gives
/// the user that it made.
fn add_line(
    accounts: &mut Accounts,
    path: &str,
    line: &str,
    cause: &Cause,
) -> Option<(String, Value<u32>)> {
    let fields: Vec<&str> = line.trim().split(':').collect();
    let name = fields.first().filter(|name| !name.is_empty())?.to_string();
    let number = |at: usize| fields.get(at).and_then(|id| id.parse().ok());
    let id = |at: usize| Value::Known(number(at).unwrap_or(0), cause.clone());
    if path == PASSWD {
        accounts.users.push(User {
            name: name.clone(),
            uid: id(2),
            gid: id(3),
            home: fields.get(5).map(|home| home.to_string()),
            shell: fields.get(6).map(|shell| shell.to_string()),
            malformed: number(2).is_none() || number(3).is_none(),
            cause: cause.clone(),
        });
        return Some((name, id(2)));
    }
    let members = fields.get(3).map_or(Vec::new(), |list| {
        list.split(',').filter(|member| !member.is_empty()).map(str::to_owned).collect()
    });
    accounts.groups.push(Group { name, gid: id(2), members, cause: cause.clone() });
    None
}
