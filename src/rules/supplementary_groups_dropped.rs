//! USER name:group starts without the groups that the user was given.

use super::calls::joins;
use super::context::{Context, Sink, finding, fix};
use crate::edit::Edit;
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::Cause;

/// See `supplementary-groups-dropped.md`.
pub static RULE: Rule = Rule {
    id: "supplementary-groups-dropped",
    title: "The groups of the user are dropped",
    severity: Severity::Info,
    guide: Section::LeastPrivilege,
    also: &["tally user-explicit-group-drops-supplementary-groups"],
    text: text!("supplementary-groups-dropped.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(state) = cx.last_state() else { return };
    let (Cause::At(span), Some(spec)) = (state.user.cause(), state.user.known()) else { return };
    let Some((name, group)) = spec.split_once(':').filter(|(_, group)| !group.is_empty()) else {
        return;
    };
    let Some(user) = state.accounts.user(name).found() else { return };
    let Cause::At(made) = user.cause else { return };
    let given = state.starts_as().gid.known().copied();
    let member = |group: &&crate::model::Group| group.members.iter().any(|member| member == name);
    let others = state.accounts.groups.iter().filter(member);
    let lost: Vec<&str> = others
        .filter(|other| other.gid.known().copied() != given)
        .map(|other| other.name.as_str())
        .collect();
    let Some(first) = lost.first() else { return };
    let message = format!(
        "`{name}` starts without the group `{first}`: a group in `USER` takes the place of all that the user is in. \
         Say `USER {name}`, and they are kept."
    );
    let plain = (span.of(cx.text) == spec).then(|| Edit::replace(*span, name));
    let repair = plain.and_then(|edit| fix(format!("USER {name}"), vec![edit])).map(|fix| {
        fix.review(format!("files are then made with the user's own group instead of `{group}`"))
    });
    sink.push(
        finding(&RULE, *span, message)
            .because(Reason::at(made, format!("makes `{name}`")))
            .because_if(
                joins(cx, name, first)
                    .filter(|at| *at != made)
                    .map(|at| Reason::at(at, format!("puts `{name}` into `{first}`"))),
            )
            .because(Reason::at(*span, format!("names the group `{group}`")))
            .fix(repair.map(crate::finding::Fix::preferred)),
    );
}
