//! USER names somebody who is never created here.

use super::context::{Context, Sink, finding};
use super::missing_user::{MissingUser, missing_users};
use super::repair::missing_name_fixes;
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::Subject;

/// See `user-not-found.md`.
pub static RULE: Rule =
    Rule { severity: Severity::Error, guide: Section::CreateUser, ..rule!("user-not-found") };

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for user in missing_users(cx) {
        if !user.has_no_shell() {
            one(cx, sink, &user);
        }
    }
}

fn one(cx: &Context, sink: &mut Sink, user: &MissingUser) {
    let (name, what) = (&user.missing.name, user.what());
    let mut created = cx.created_users();
    created.retain(|(other, _)| other != name);
    let instead = match &created[..] {
        [] => String::new(),
        [(other, event)] => {
            format!(" Line {} creates `{other}` instead.", cx.line(event.span.start))
        }
        _ => " Other names are created, this one is not.".to_owned(),
    };
    let message = format!("No {what} is called `{name}`, so {}.{instead}", user.outcome(cx));
    let mut finding = finding(&RULE, user.place(cx), message).certain_if(user.is_certain());
    for (other, event) in &created {
        finding = finding.because(Reason::at(event.span, format!("creates `{other}`")));
    }
    let looks = match user.run {
        Some(run) => Reason::at(run.span, format!("looks up `{name}`")),
        None => Reason::at(user.span, format!("is looked up when the container starts: `{name}`")),
    };
    finding = finding.because(looks);
    if let Some(image) = cx.base_word() {
        let text = format!("`{}` ships no such {what}, as far as is known", image.text);
        finding = finding.because(Reason::at(image.span, text));
    }
    if user.missing.subject == Subject::User {
        // USER's own group is looked up after the name, and may be missing as well.
        let spec = user.state.user.known().and_then(|spec| spec.split_once(':'));
        let group = spec.map(|(_, group)| group);
        let group = group.filter(|group| user.state.accounts.group(group).is_missing());
        finding.fixes = missing_name_fixes(cx, user.stage, name, group);
    }
    sink.push(finding);
}
