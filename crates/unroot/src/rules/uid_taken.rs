//! A new user or group wants a name or a number that somebody has.

use super::context::{Context, Sink, fix};
use super::repair::account_for;
use super::tool::{Failing, failing};
use crate::finding::{Fix, Reason, Rule, Severity, describe};
use crate::guide::Section;
use crate::model::ToolFailure;
use dockerfile::Edit;

/// See `uid-taken.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Error,
    guide: Section::CreateUser,
    also: &["dockle DKL-LI-0002"],
    ..rule!("uid-taken")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for failing in failing(cx) {
        let ToolFailure::Taken(what) = failing.why else { continue };
        let (program, holder) = (failing.program, holder(&failing, what));
        let by = holder.as_ref().map_or(String::new(), |(name, _)| format!(" by `{name}`"));
        let message = format!(
            "`{what}` is taken{by}, so `{program}` fails and the build stops here. Choose another, or use what is there."
        );
        let span = failing.program_span(cx);
        let mut finding = failing.finding(&RULE, span, message);
        if let Some((name, mut reason)) = holder {
            reason.text = format!("`{name}`: {}", reason.text);
            finding = finding.because(reason);
        }
        sink.push(finding.fix(another_number(cx, &failing, what).map(Fix::preferred)));
    }
}

/// Who has the number, and where from; nobody but the name itself has a name.
fn holder(failing: &Failing, what: &str) -> Option<(String, Reason)> {
    let number: u32 = what.parse().ok()?;
    let accounts = &failing.step.before.accounts;
    let user = accounts.user_by_uid(number).found().map(|user| (&user.name, &user.cause));
    let group = accounts.group_by_gid(number).found().map(|group| (&group.name, &group.cause));
    let groups = failing.program.contains("group");
    let (name, cause) = if groups { group.or(user) } else { user.or(group) }?;
    Some((name.clone(), describe(cause)))
}

/// The first free number in place of the one that is taken.
fn another_number(cx: &Context, failing: &Failing, taken: &str) -> Option<Fix> {
    let span = failing.event.span;
    taken.parse::<u32>().ok().filter(|_| span.of(cx.text) == taken)?;
    let free = account_for(cx, &failing.step.before, None).id.to_string();
    let fix = fix(format!("Use {free} instead"), vec![Edit::replace(span, free)])?;
    Some(match cx.mentions(taken) {
        1 => fix,
        _ => fix.review(format!("`{taken}` stands elsewhere as well, and may mean this user")),
    })
}
