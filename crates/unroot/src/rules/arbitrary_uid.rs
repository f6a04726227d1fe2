//! An image for OpenShift whose directories only its own UID can write.

use super::context::{Context, Sink, finding, fix};
use super::group_zero::is_for_openshift;
use super::repair::before;
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Cause, Identity, Kind, State, Value, ancestors, may_execute};
use dockerfile::{Keyword, Span};

/// The permission bits by which a group reads, writes and enters.
const GROUP_WRITE: u32 = 0o020;

/// See `arbitrary-uid.md`.
pub static RULE: Rule =
    Rule { severity: Severity::Info, guide: Section::OwnWorkdir, ..rule!("arbitrary-uid") };

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state() else { return };
    let who = last.starts_as();
    let Some(uid) = who.uid.known().copied().filter(|uid| *uid != 0) else { return };
    if !cx.chain().iter().any(|stage| is_for_openshift(&stage.base)) {
        return;
    }
    let Some((path, given)) = own_directory(cx, last, uid) else { return };
    let name = who.label().unwrap_or_default();
    let message = format!(
        "`{path}` can be written by `{name}` alone. OpenShift starts the container under a UID of its own, in group 0, and \
         that one can't. Give the directory to group 0, with the owner's rights."
    );
    let mut finding = finding(&RULE, given, message)
        .certain_if(cx.is_start_certain() && last.files.is_settled(path))
        .because(Reason::at(given, format!("gives it to UID {uid}, and nothing to group 0")));
    if let Some(span) = last.user.cause().span() {
        finding = finding.because(Reason::at(span, "is not asked: OpenShift chooses the UID"));
    }
    sink.push(finding.fix(for_group(cx, path).map(Fix::preferred)));
}

/// A directory that this file gave to `uid` and that group 0 can't write, and where that was.
fn own_directory<'a>(cx: &Context, last: &'a State, uid: u32) -> Option<(&'a str, Span)> {
    let home = last.starts_as().home;
    let users = cx.created_users();
    let makes_user = |span| users.iter().any(|(_, made)| made.command.contains(span));
    last.files.iter().find_map(|(path, node)| {
        let Cause::At(mut span) = *node.uid.cause() else { return None };
        // Who makes a directory gives it what it is itself: the line that made the user did not.
        if let (true, Cause::At(made)) = (makes_user(span), node.mode.cause()) {
            span = *made;
        }
        let own = node.kind == Kind::Directory && node.uid.known() == Some(&uid);
        let closed = !node.gid.is_known_and(|gid| *gid == 0)
            || node.mode.is_known_and(|mode| mode & GROUP_WRITE == 0);
        let known = node.gid.known().is_some() && node.mode.known().is_some();
        // WORKDIR leaves a directory alone that the image has already, and few images are known
        // to the last directory.
        let known = known && !cx.is_workdir(span);
        // A home directory comes with the user; the program's own place is what counts.
        (own && closed && known && home.as_deref() != Some(path)).then_some((path, span))
    })
}

/// Group 0 gets the owner's rights, before USER, where root is still in charge.
fn for_group(cx: &Context, path: &str) -> Option<Fix> {
    let stage = cx.target().filter(|_| shell::is_plain(path))?;
    let user = stage
        .steps
        .iter()
        .rfind(|step| !step.triggered && cx.instruction(step).keyword == Keyword::User)?;
    let root = user.identity_before().is_root();
    // Rights in a directory are of no use to whoever can't get there.
    let cause = Cause::Default;
    let anybody = Identity {
        uid: Value::Known(u32::MAX, cause.clone()),
        gid: Value::Known(0, cause),
        groups: Vec::new(),
        name: None,
        home: None,
        missing: None,
    };
    let above = ancestors(path).next().unwrap_or("/");
    if may_execute(&anybody, above, &cx.last_state()?.files) != Some(true) {
        return None;
    }
    let line = format!("RUN chgrp -R 0 {path} && chmod -R g=u {path}");
    let edit = root.then(|| before(cx, cx.instruction(user), &line))?;
    let fix = fix(format!("Open {path} to group 0"), vec![edit])?;
    Some(fix.consequence("every process in group 0 can write there"))
}
