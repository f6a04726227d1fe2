//! USER with a number that has no line in passwd: the group is 0.

use super::context::{Context, Sink, finding, fix};
use super::group_zero;
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Cause, Lookup};
use dockerfile::Edit;

/// See `numeric-user-in-root-group.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Info,
    guide: Section::LeastPrivilege,
    ..rule!("numeric-user-in-root-group")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state() else { return };
    let (Cause::At(span), Some(spec)) = (last.user.cause(), last.user.known()) else { return };
    let Some(uid) = spec.parse::<u32>().ok().filter(|uid| *uid != 0) else { return };
    let who = last.starts_as();
    // Red Hat's images, and Dockerfiles that open files to group 0, mean it so: OpenShift runs any
    // UID in that group.
    let meant = group_zero::is_open(cx);
    let Lookup::Missing { certain } = last.accounts.user_by_uid(uid) else { return };
    if meant || !who.gid.is_known_and(|gid| *gid == 0) {
        return;
    }
    let message = format!(
        "UID {uid} starts in the group of root: no passwd line names its group, so it is 0, and what root's group may do \
         the program may do. Say a group as well."
    );
    let plain = span.of(cx.text) == spec;
    let edit = plain.then(|| Edit::replace(*span, format!("{uid}:{uid}")));
    let repair = edit
        .and_then(|edit| fix(format!("USER {uid}:{uid}"), vec![edit]))
        .map(|fix| fix.review("files that were opened to group 0 are shut then").preferred());
    sink.push(
        finding(&RULE, *span, message)
            .certain_if(certain)
            .because(Reason::at(*span, "names no group"))
            .fix(repair),
    );
}
