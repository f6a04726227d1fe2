//! `--chown` with a name that BuildKit does not find, and passes over.

use super::context::{Context, Sink};
use super::missing_owner::missing_owners;
use crate::finding::{Rule, Severity};
use crate::guide::Section;
use crate::model::Subject;

/// See `silent-chown-fallback.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Warning,
    guide: Section::CopiedFiles,
    ..rule!("silent-chown-fallback")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let owners = missing_owners(cx);
    for owner in &owners {
        // Without a user the group falls back to root's as well.
        let user = owners.iter().any(|other| {
            other.subject == Subject::User && other.event.command == owner.event.command
        });
        if owner.subject == Subject::Group && user {
            continue;
        }
        if !owner.silent || !(owner.is_all_known(cx) || cx.official_lacks(owner.stage, owner.name))
        {
            continue;
        }
        let (what, outcome) = match owner.subject {
            Subject::User => ("user", "gives the files to root"),
            Subject::Group => ("group", "takes the user's own group"),
        };
        let advice = match owner.made_later {
            Some(_) => "Move the line that creates it above this one",
            None => "Create it before this line, or name one that exists",
        };
        let no = if owner.is_all_known(cx) { "No" } else { "Most likely no" };
        let message = format!(
            "{no} {what} is called `{}` here, so BuildKit says nothing and {outcome}. {advice}.",
            owner.name
        );
        sink.push(owner.finding(cx, &RULE, message, "looks up in vain").certain_if(owner.certain));
    }
}
