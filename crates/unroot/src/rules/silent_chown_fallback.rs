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
    for owner in missing_owners(cx) {
        if !owner.silent || !owner.is_all_known(cx) {
            continue;
        }
        let (what, outcome) = match owner.subject {
            Subject::User => ("user", "gives the files to root"),
            Subject::Group => ("group", "takes the user's own group"),
        };
        let message = format!(
            "No {what} is called `{}`, so BuildKit says nothing and {outcome}. Create it before this line, or name one \
             that exists.",
            owner.name
        );
        sink.push(owner.finding(cx, &RULE, message, "looks up in vain").certain_if(owner.certain));
    }
}
