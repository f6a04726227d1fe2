//! chown or --chown names somebody who does not exist.

use super::context::{Context, Sink};
use super::missing_owner::missing_owners;
use crate::finding::{Rule, Severity};
use crate::guide::Section;

/// See `owner-not-found.md`.
pub static RULE: Rule =
    Rule { severity: Severity::Error, guide: Section::CreateUser, ..rule!("owner-not-found") };

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for owner in missing_owners(cx) {
        if owner.silent {
            continue;
        }
        let (what, name) = (owner.subject.name(), owner.name);
        let message = format!(
            "No {what} is called `{name}`, so the build stops here. Create it before this line, or name one that exists."
        );
        let certain = owner.certain && !owner.event.conditional;
        sink.push(owner.finding(cx, &RULE, message, "needs").certain_if(certain));
    }
}
