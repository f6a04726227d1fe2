//! Lines that a script writes to `/etc/passwd` and `/etc/group` by itself.

use super::arg::Arg;
use super::walk::Walker;
use super::writes::Kind;
use crate::model::{Accounts, Cause, Doubt, DoubtKind, EventKind, User, Value};
use crate::source::Span;
use std::sync::Arc;

/// `echo 'app:x:1000:1000::/app:/bin/sh' >> /etc/passwd` makes a user as good as any.
pub(super) fn add(walker: &mut Walker, path: &str, kind: Kind, args: &[Arg], command: Span) {
    if !matches!(path, "/etc/passwd" | "/etc/group") {
        return;
    }
    let words: Option<Vec<&str>> = args.iter().map(|arg| arg.value.as_deref()).collect();
    let text = match words.as_deref() {
        Some(["echo", rest @ ..]) => Some(
            rest.iter()
                .filter(|word| !matches!(**word, "-e" | "-n"))
                .copied()
                .collect::<Vec<_>>()
                .join(" "),
        ),
        Some(["printf", text]) => Some((*text).to_owned()),
        _ => None,
    };
    let accounts = Arc::make_mut(&mut walker.world.accounts);
    let cause = Cause::At(command);
    let Some(text) = text else {
        accounts.doubts.push(Doubt { kind: DoubtKind::Anything, cause });
        return;
    };
    if kind == Kind::Truncate {
        if path == "/etc/passwd" { accounts.users.clear() } else { accounts.groups.clear() }
    }
    let span = args.get(1).map_or(command, |arg| arg.span);
    for line in text.replace("\\n", "\n").lines() {
        let name = add_line(accounts, path, line, &cause);
        if let Some((name, uid)) = name {
            walker.events.push(crate::model::Event {
                span,
                command,
                conditional: false,
                kind: EventKind::UserCreated { name, uid },
            });
        }
    }
}

/// Adds a line of passwd or group; a number that is none counts as 0 (`moby/sys` `user.go`).
fn add_line(
    accounts: &mut Accounts,
    path: &str,
    line: &str,
    cause: &Cause,
) -> Option<(String, Value<u32>)> {
    let fields: Vec<&str> = line.trim().split(':').collect();
    let name = fields.first().filter(|name| !name.is_empty())?.to_string();
    let id = |at: usize| {
        Value::Known(fields.get(at).and_then(|id| id.parse().ok()).unwrap_or(0), cause.clone())
    };
    if path == "/etc/passwd" {
        let home = fields.get(5).map(|home| home.to_string());
        accounts.users.push(User {
            name: name.clone(),
            uid: id(2),
            gid: id(3),
            home,
            cause: cause.clone(),
        });
        return Some((name, id(2)));
    }
    let members = fields.get(3).map_or(Vec::new(), |list| {
        list.split(',').filter(|m| !m.is_empty()).map(str::to_owned).collect()
    });
    accounts.groups.push(crate::model::Group { name, gid: id(2), members, cause: cause.clone() });
    None
}
