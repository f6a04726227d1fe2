//! USER with a name in an image that has neither the name nor a shell to make it.

use super::context::{Context, Sink, finding, fix};
use super::missing_user::{MissingUser, missing_users};
use super::repair::before;
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{EventKind, Stage, Subject};
use dockerfile::Edit;

/// See `name-without-passwd.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Error,
    guide: Section::CreateUser,
    also: &["tally named-identity-in-passwdless-stage"],
    ..rule!("name-without-passwd")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for user in missing_users(cx) {
        if !user.has_no_shell() {
            continue;
        }
        let (name, what) = (&user.missing.name, user.what());
        let image = user.stage.base.image_name().unwrap_or("the image");
        let message = format!(
            "`{image}` has no {what} called `{name}`, and no shell to make one, so {}. A number needs no entry.",
            user.outcome(cx)
        );
        let maker = maker(cx, &user);
        let mut finding = finding(&RULE, user.place(cx), message).certain_if(user.is_certain());
        if let Some(from) = cx.image_word(user.stage) {
            finding = finding.because(Reason::at(from.span, "starts without that name"));
        }
        if let Some(maker) = &maker {
            let text = format!("creates `{name}`, but in another stage");
            finding = finding.because(Reason::at(maker.span, text));
        }
        if user.missing.subject == Subject::User {
            finding.fixes = repairs(cx, &user, maker);
        }
        sink.push(finding);
    }
}

/// The earlier stage that makes the name.
struct Maker<'a> {
    stage: &'a Stage,
    span: dockerfile::Span,
    uid: Option<u32>,
    gid: Option<u32>,
}

fn maker<'a>(cx: &Context<'a>, user: &MissingUser) -> Option<Maker<'a>> {
    let earlier = cx.build.stages[..user.stage.index].iter().rev();
    earlier.into_iter().find_map(|stage| {
        let last = &stage.steps.last()?.after;
        let mut events = stage.steps.iter().flat_map(|step| &step.events);
        let made = events.find(|event| match &event.kind {
            EventKind::UserCreated { name, .. } => *name == user.missing.name,
            _ => false,
        })?;
        let account = last.accounts.user(&user.missing.name).found()?;
        let (uid, gid) = (account.uid.known().copied(), account.gid.known().copied());
        Some(Maker { stage, span: made.span, uid, gid })
    })
}

/// The number, and, if an earlier stage has the name, its lists of users and groups.
fn repairs(cx: &Context, user: &MissingUser, maker: Option<Maker>) -> Vec<Fix> {
    let mut fixes = Vec::new();
    let made = maker.as_ref().and_then(|maker| Some(format!("{}:{}", maker.uid?, maker.gid?)));
    let number = made.unwrap_or_else(|| "65532:65532".into());
    let edit = Edit::replace(user.span, number.as_str());
    fixes.extend(fix(format!("Say {number}"), vec![edit]).map(Fix::preferred));
    if let Some(maker) = maker {
        let from = maker.stage.name.clone().unwrap_or_else(|| maker.stage.index.to_string());
        let line = format!("COPY --from={from} /etc/passwd /etc/group /etc/");
        let steps = &user.stage.steps;
        let step = steps.iter().find(|step| !step.triggered && step.span.contains(user.span));
        let edit = step.map(|step| before(cx, cx.instruction(step), &line));
        fixes.extend(edit.and_then(|edit| fix(format!("Bring the users of {from}"), vec![edit])));
    }
    fixes
}
