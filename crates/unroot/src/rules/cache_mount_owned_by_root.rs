//! A cache mount that the step can not write.

use super::calls::each_step;
use super::context::{Context, Sink, finding, fix};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{EventKind, Identity, MountKind, Mounted};
use dockerfile::{Edit, Span};

/// See `cache-mount-owned-by-root.md`.
pub static RULE: Rule = Rule {
    id: "cache-mount-owned-by-root",
    title: "The cache belongs to root",
    severity: Severity::Info,
    guide: Section::OwnWorkdir,
    also: &[],
    text: text!("cache-mount-owned-by-root.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    each_step(cx, sink, |sink, _, step| {
        let who = step.identity_before();
        let mounted = step.events.iter().filter_map(|event| match &event.kind {
            EventKind::Mounted(mounted) => Some((event, mounted)),
            _ => None,
        });
        for (event, mounted) in mounted.filter(|(_, mounted)| mounted.kind == MountKind::Cache) {
            if !is_shut(mounted, who, 0o002) {
                continue;
            }
            let (target, name) = names(mounted, who);
            let message = format!(
                "`{name}` runs this step and can't write its cache `{target}`, which is root's: what should be kept is \
                 fetched anew, or the step fails. Give the mount `uid=` and `gid=`."
            );
            let because = Reason::at(event.span, "belongs to root unless it says otherwise");
            let finding = finding(&RULE, event.span, message).because(because);
            sink.push(finding.fix(owned(cx, event.span, who).map(Fix::preferred)));
        }
    });
}

/// Whether the mount is root's and `who` is not, nor do others have the permission `bit`.
pub(super) fn is_shut(mounted: &Mounted, who: &Identity, bit: u32) -> bool {
    mounted.uid.is_known_and(|uid| *uid == 0)
        && mounted.mode.is_known_and(|mode| mode & bit == 0)
        && who.is_ordinary()
        && who.missing.is_none()
}

/// The mount's path and the user's name, for a message.
pub(super) fn names(mounted: &Mounted, who: &Identity) -> (String, String) {
    let target = mounted.target.known().cloned().unwrap_or_else(|| "of this mount".to_owned());
    (target, who.label().unwrap_or_default())
}

/// The mount with the user's numbers.
pub(super) fn owned(cx: &Context, flag: Span, who: &Identity) -> Option<Fix> {
    let (uid, gid) = (who.uid.known()?, who.gid.known()?);
    if flag.of(cx.text).ends_with(['"', '\'']) {
        return None;
    }
    let edit = Edit::insert(flag.end, format!(",uid={uid},gid={gid}"));
    fix(format!("Give it to UID {uid}"), vec![edit])
}
