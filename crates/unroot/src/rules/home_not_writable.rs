//! A step runs a program that keeps something below HOME, and its user can't write there.

use super::context::{Context, Sink, fix};
use super::denial::{Denied, denials};
use super::repair::{before, spec_for_files};
use crate::finding::{Fix, Reason, Rule, Severity, describe};
use crate::guide::Section;
use crate::model::Denial;
use dockerfile::Keyword;

/// See `home-not-writable.md`.
pub static RULE: Rule =
    Rule { severity: Severity::Error, guide: Section::CreateUser, ..rule!("home-not-writable") };

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for denied in denials(cx) {
        let Denial::Home { program, home, path } = denied.what else { continue };
        let who = denied.who;
        let says = format!(
            "`{who}` runs `{program}`, which writes `{path}`, and can't: `HOME` is `{home}`"
        );
        let advice =
            "give the user a home of its own, or point `HOME` to a directory that it can write.";
        let reason = why(&denied, home);
        let mut finding = denied.finding(cx, &RULE, (says, advice), Some(reason));
        if denied.is_the_steps_own() {
            finding.fixes.extend(with_home(cx, &denied, home).map(Fix::preferred));
            finding.fixes.extend(elsewhere(cx, &denied));
        }
        sink.push(finding);
    }
}

/// What sets HOME for a process.
const RUNC: &str = "github:opencontainers/runc libcontainer/env.go, prepareEnv";

/// Where HOME comes from.
fn why(denied: &Denied, home: &str) -> Reason {
    let state = &denied.step().before;
    match state.env.get("HOME").and_then(|value| value.cause().span()) {
        Some(span) => Reason::at(span, format!("sets `HOME` to `{home}`")),
        None => {
            let who = state.identity();
            let account = who.name.and_then(|name| state.accounts.user(&name).found());
            match account {
                Some(user) => Reason {
                    text: format!("the account's line in /etc/passwd says `{home}`"),
                    ..describe(&user.cause)
                },
                None => Reason::fact("a number without an account gets `/` for its `HOME`", RUNC),
            }
        }
    }
}

/// The home, made before the USER that this file sets.
fn with_home(cx: &Context, denied: &Denied, home: &str) -> Option<Fix> {
    // No place for anybody to live in.
    if matches!(home, "/" | "/nonexistent" | "/dev/null") {
        return None;
    }
    let owner = spec_for_files(&denied.step().before)?;
    let earlier = denied.stage.steps[..denied.at].iter().filter(|step| !step.triggered);
    let user = earlier.rev().find(|step| cx.instruction(step).keyword == Keyword::User)?;
    if !user.identity_before().is_root() {
        return None;
    }
    let line = format!("RUN mkdir -p {home} && chown {owner} {home}");
    fix(format!("Make {home}"), vec![before(cx, cx.instruction(user), &line)])
}

/// HOME in a directory that everybody can write.
fn elsewhere(cx: &Context, denied: &Denied) -> Option<Fix> {
    let step = Some(denied.step()).filter(|step| !step.triggered)?;
    let fix = fix("Set HOME=/tmp", vec![before(cx, cx.instruction(step), "ENV HOME=/tmp")])?;
    Some(fix.review("settings and caches are then kept in /tmp, in the container that starts too"))
}
