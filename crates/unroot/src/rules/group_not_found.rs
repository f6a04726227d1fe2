//! A command that makes or changes accounts names a user or group that does not exist.

use super::context::{Context, Sink, fix};
use super::repair::is_login_name;
use super::tool::{Failing, failing};
use crate::finding::{Fix, Rule, Severity};
use crate::guide::Section;
use crate::model::{Subject, Tool, ToolFailure};
use dockerfile::Edit;

/// See `group-not-found.md`.
pub static RULE: Rule =
    Rule { severity: Severity::Error, guide: Section::CreateUser, ..rule!("group-not-found") };

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for failing in failing(cx) {
        let ToolFailure::Unknown(subject, name) = failing.why else { continue };
        let what = subject.name();
        let message = format!(
            "`{}` needs the {what} `{name}`, which does not exist, so the build stops here. Create it first.",
            failing.program
        );
        let span = cx.place_of(failing.event.span, name);
        let repair = match subject {
            Subject::Group => make_group(&failing, name),
            Subject::User => None,
        };
        sink.push(failing.finding(&RULE, span, message).fix(repair.map(Fix::preferred)));
    }
}

/// `groupadd` before the command, with the number of `--gid` where that is what is missing.
fn make_group(failing: &Failing, name: &str) -> Option<Fix> {
    let has = |tool: Tool| failing.step.before.tools.get(tool) == Some(true);
    let tool = match () {
        () if !is_login_name(name) => return None,
        () if has(Tool::Useradd) => "groupadd",
        () if has(Tool::AdduserBusybox) => "addgroup",
        () => return None,
    };
    let edit = Edit::insert(failing.event.command.start, format!("{tool} {name} && "));
    fix(format!("Create the group {name} first"), vec![edit])
}
