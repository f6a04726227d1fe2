//! USER name:group starts without the groups that the user was given.

use super::calls::joins;
use super::context::{Context, Sink, finding, fix};
use super::named::named;
use super::powerful::POWERFUL;
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::Cause;
use dockerfile::Edit;

/// See `supplementary-groups-dropped.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Info,
    guide: Section::LeastPrivilege,
    also: &["tally user-explicit-group-drops-supplementary-groups"],
    ..rule!("supplementary-groups-dropped")
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
    let powerful = |group: &&str| POWERFUL.iter().any(|(powerful, _)| powerful == group);
    let Some(first) = lost.iter().copied().find(|group| !powerful(group)) else { return };
    // Powerful groups are better lost.
    let harmless = !lost.iter().any(powerful);
    let advice = match harmless {
        true => format!(" Say `USER {name}`, and the user keeps what it was given."),
        false => String::new(),
    };
    let message = format!(
        "`{name}` starts without {}: a group in `USER` takes the place of all that the user is in.{advice}",
        named(&lost)
    );
    let plain = (harmless && span.of(cx.text) == spec).then(|| Edit::replace(*span, name));
    let repair = plain.and_then(|edit| fix(format!("USER {name}"), vec![edit])).map(|fix| {
        fix.review(format!("files are then made with the user's own group instead of `{group}`"))
    });
    sink.push(
        finding(&RULE, *span, message)
            .because(Reason::at(made, format!("makes `{name}`")))
            .because_if(joins(cx, name, first, made))
            .because(Reason::at(*span, format!("names the group `{group}`")))
            .fix(repair.map(crate::finding::Fix::preferred)),
    );
}
