//! A Windows container that starts as ContainerAdministrator.

use super::context::{Context, Sink, finding, fix};
use super::repair::closing_position;
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::image::Family;
use crate::model::{Cause, State, Value};
use crate::verdict::is_windows_administrator;
use dockerfile::{Command, Edit};

/// See `windows-administrator.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Warning,
    guide: Section::LeastPrivilege,
    ..rule!("windows-administrator")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let (Some(stage), Some(last)) = (cx.target(), cx.last_state()) else { return };
    if last.family != Some(Family::Windows) {
        return;
    }
    let explicit = match &last.user {
        Value::Known(user, _) if !is_windows_administrator(user) => return,
        Value::Known(_, Cause::At(span)) => Some(*span),
        Value::Known(..) => None,
        Value::Unknown(_) => return,
    };
    let image = cx.base_word();
    let Some(span) = explicit.or(image.map(|word| word.span)) else { return };
    let reason = match explicit {
        Some(span) => Reason::at(span, "the last `USER` is the administrator"),
        None => Reason::at(span, "this image starts as the administrator, and no `USER` is set"),
    };
    if is_for_iis(cx, last) {
        let message = "The container starts as `ContainerAdministrator`, and IIS needs that: `ServiceMonitor` starts a \
                       Windows service. Requests are served by the application pool, which has an identity of its own.";
        sink.push(
            finding(&RULE, span, message)
                .severity(Severity::Info)
                .certain_if(cx.is_start_certain())
                .because(reason),
        );
        return;
    }
    let message = "The container starts as `ContainerAdministrator`, who may change everything in it. \
                   `ContainerUser` is there in every Windows image and suffices for most programs.";
    let edit = match explicit {
        Some(span) => Edit::replace(span, "ContainerUser"),
        None => closing_position(cx, stage, "USER ContainerUser"),
    };
    let repair = fix("Run as ContainerUser", vec![edit]).map(|fix| {
        fix.preferred().review("a program that writes outside its own profile needs rights there")
    });
    let finding = finding(&RULE, span, message).certain_if(cx.is_start_certain());
    sink.push(finding.because(reason).fix(repair));
}

/// Whether ServiceMonitor starts, which minds the service of IIS: by this file, or by the image.
fn is_for_iis(cx: &Context, last: &State) -> bool {
    let own = last.entrypoint.as_ref().or(last.cmd.as_ref()).map(|(command, _)| match command {
        Command::Exec(words) => words.first().map_or("", |word| &word.text),
        Command::Shell { script, .. } => &script.text,
    });
    let image = cx.base_name().unwrap_or_default();
    let iis = ["/framework/aspnet", "/framework/wcf", "/servercore/iis"];
    match (own, &last.entrypoint) {
        (Some(command), _) if command.contains("ServiceMonitor") => true,
        (_, Some(_)) => false,
        _ => iis.iter().any(|part| image.contains(part)),
    }
}
