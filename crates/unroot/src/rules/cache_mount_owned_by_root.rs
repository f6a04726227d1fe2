//! A cache mount that the step can not write.

use super::context::{Context, Sink, finding};
use super::mounts::{is_shut, names, owned};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::MountKind;

/// See `cache-mount-owned-by-root.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Info,
    guide: Section::OwnWorkdir,
    ..rule!("cache-mount-owned-by-root")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for (moment, mounted) in cx.mounts().filter(|(_, mounted)| mounted.kind == MountKind::Cache) {
        let (who, event) = (moment.step.identity_before(), moment.event);
        if !is_shut(mounted, who, 0o002) {
            continue;
        }
        let (target, name) = names(mounted, who);
        let message = format!(
            "`{name}` runs this step and can't write its cache `{target}`, which is root's: what should be kept is \
             fetched anew, or the step fails. Give the mount `uid=` and `gid=`."
        );
        let because = Reason::at(event.span, "belongs to root unless it says otherwise");
        let certain = moment.step.before.user.cause().is_certain();
        let finding = finding(&RULE, event.span, message).certain_if(certain).because(because);
        sink.push(finding.fix(owned(cx, event.span, who).map(Fix::preferred)));
    }
}
