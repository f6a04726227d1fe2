//! A Windows container that starts as ContainerAdministrator.

use super::context::{Context, Sink, finding, fix};
use super::repair::closing_position;
use crate::edit::Edit;
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::image::Family;
use crate::model::{Cause, Value};

/// See `windows-administrator.md`.
pub static RULE: Rule = Rule {
    id: "windows-administrator",
    title: "A Windows container starts as administrator",
    severity: Severity::Warning,
    guide: Section::LeastPrivilege,
    also: &[],
    text: text!("windows-administrator.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let (Some(stage), Some(last)) = (cx.target(), cx.last_state()) else { return };
    if last.family != Some(Family::Windows) {
        return;
    }
    let (certain, explicit) = match &last.user {
        Value::Known(user, _) if !is_administrator(user) => return,
        Value::Known(_, Cause::At(span)) => (true, Some(*span)),
        Value::Known(..) => (true, None),
        // No source says how Server Core starts; empty means the administrator (BuildKit,
        // util/windows/util_windows.go), and nobody is known to have set it.
        Value::Unknown(Cause::At(_) | Cause::Variable(..)) => return,
        Value::Unknown(_) => (false, None),
    };
    let image = cx.base_word();
    let Some(span) = explicit.or(image.map(|word| word.span)) else { return };
    let message = "The container starts as `ContainerAdministrator`, who may change everything in it. \
                   `ContainerUser` is there in every Windows image and suffices for most programs.";
    let reason = match explicit {
        Some(span) => Reason::at(span, "the last `USER` is the administrator"),
        None => Reason::at(span, "this image starts as the administrator, and no `USER` is set"),
    };
    let edit = match explicit {
        Some(span) => Edit::replace(span, "ContainerUser"),
        None => closing_position(cx, stage, "USER ContainerUser"),
    };
    let repair = fix("Run as ContainerUser", vec![edit]).map(|fix| {
        fix.preferred().review("a program that writes outside its own profile needs rights there")
    });
    sink.push(finding(&RULE, span, message).certain_if(certain).because(reason).fix(repair));
}

fn is_administrator(user: &str) -> bool {
    user.is_empty() || user.eq_ignore_ascii_case("ContainerAdministrator")
}
