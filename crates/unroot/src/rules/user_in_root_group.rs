//! The user that starts is a member of sudo, wheel, docker and the like; another account is one of docker.

use super::calls::joins;
use super::context::{Context, Sink, finding};
use super::group_zero;
use super::named::named;
use super::powerful::POWERFUL;
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::Cause;
use dockerfile::Span;
use shell::Invocation;

const DOCKER: &str = "docker";

/// See `user-in-root-group.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Info,
    guide: Section::LeastPrivilege,
    ..rule!("user-in-root-group")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let said = starting_user(cx, sink);
    members_of_docker(cx, sink, said.as_deref());
}

/// Reports the powerful groups of the user that starts, and returns its name if `docker` is among them.
fn starting_user(cx: &Context, sink: &mut Sink) -> Option<String> {
    let last = cx.last_state()?;
    let (Cause::At(switch), who) = (last.user.cause(), last.starts_as()) else { return None };
    let name = who.name.as_ref().filter(|_| who.is_ordinary())?;
    let made = last.accounts.user(name).found().and_then(|user| user.cause.span())?;
    // Images for any UID start in group 0 on purpose.
    let any_uid = group_zero::is_open(cx);
    let powerful = POWERFUL.iter().filter(|(group, _)| {
        let found = last.accounts.group(group).found();
        found.is_some_and(|found| {
            let Some(gid) = found.gid.known() else { return false };
            let member = found.members.iter().any(|member| member == name);
            let primary = who.gid.known() == Some(gid) && !(*gid == 0 && any_uid);
            primary || member && who.groups.contains(gid)
        })
    });
    let powerful: Vec<_> = powerful.collect();
    let (group, why) = powerful.first()?;
    let others: Vec<&str> = powerful[1..].iter().map(|(group, _)| *group).collect();
    let also = match others.is_empty() {
        true => String::new(),
        false => format!(", and in {} as well", named(&others)),
    };
    let message = format!(
        "The container starts as `{name}`, who is in the group `{group}`: {why}{also}. Leave the group out, and the user \
         is an ordinary one."
    );
    sink.push(
        finding(&RULE, *switch, message)
            .certain_if(cx.is_start_certain())
            .because(Reason::at(made, format!("makes `{name}`")))
            .because_if(joins(cx, name, group, made))
            .because(Reason::at(*switch, format!("starts as `{name}`"))),
    );
    powerful.iter().any(|(group, _)| *group == DOCKER).then(|| name.clone())
}

/// Reports each account that a command puts into `docker`, but for the one that `said` names.
fn members_of_docker(cx: &Context, sink: &mut Sink, said: Option<&str>) {
    let Some(last) = cx.last_state() else { return };
    let failing = cx.failing_calls();
    let mut seen: Vec<&str> = said.into_iter().collect();
    let calls = cx.all_calls().collect::<Vec<_>>();
    for call in &calls {
        let Some((name, span)) = joins_docker(call.line) else { continue };
        // A group of the user's own name is there for its files.
        let harmless = matches!(name, "root" | DOCKER) || name.contains('$');
        let fails = failing.iter().any(|line| std::ptr::eq(*line, call.line));
        if harmless || fails || seen.contains(&name) || last.accounts.user(name).is_missing() {
            continue;
        }
        seen.push(name);
        let message = format!(
            "`{name}` is in the group `docker`: anyone who can use Docker's socket is root on the host. Leave the group out \
             unless `{name}` has to start containers."
        );
        let reason = Reason::at(call.event.command, format!("puts `{name}` into `docker`"));
        // What the group opens depends on the socket that the container gets.
        let place = cx.place_of(span, DOCKER);
        sink.push(finding(&RULE, place, message).certain_if(false).because(reason));
    }
}

/// The account that a command puts into `docker`, and where it names the group.
fn joins_docker(line: &Invocation) -> Option<(&str, Span)> {
    let lists = |name: &str| {
        let value = line.value(name)?;
        let mut groups = value.text().split(',');
        groups.any(|group| group == DOCKER).then_some(value.span)
    };
    let option = |names: &[&str]| names.iter().find_map(|name| lists(name));
    let last = || line.operand_texts().next_back();
    let operands = line.operands();
    match (line.program.as_str(), &operands[..]) {
        ("usermod", _) if line.has("remove") => None,
        ("usermod" | "useradd", _) => Some((last()?, option(&["groups", "gid"])?)),
        ("gpasswd", [group]) if group.text() == DOCKER => {
            Some((line.value("add")?.text(), group.span))
        }
        ("adduser" | "addgroup", [user, group]) if group.text() == DOCKER => {
            Some((user.text(), group.span))
        }
        ("adduser", _) => Some((last()?, option(&["ingroup"])?)),
        _ => None,
    }
    .filter(|(name, _)| !name.is_empty())
}
