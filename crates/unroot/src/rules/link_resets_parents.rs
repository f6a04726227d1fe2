//! COPY --link replaces owner and mode of the directories above.

use super::calls::{each_step, without};
use super::context::{Context, Sink, finding, fix};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Node, Stage, Step, Value};

/// See `link-resets-parents.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Warning,
    guide: Section::CopiedFiles,
    ..rule!("link-resets-parents")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    each_step(cx, sink, |sink, stage, step| {
        let Some(flag) = cx.instruction(step).flag("link") else { return };
        let Some((path, before, after)) = changed(stage, step) else { return };
        let message = format!(
            "`{path}` was {} and is {} now: `--link` brings the directories above the files along, with the owner and \
             mode of its own layer.",
            shown(before),
            shown(after)
        );
        // The builder gives WORKDIR to the user; nobody asked for it.
        let by_workdir = before.uid.cause().span().is_some_and(|span| cx.is_workdir(span));
        let (severity, advice) = match by_workdir && before.mode.known() == after.mode.known() {
            true => (
                Severity::Info,
                "For code that is only read that is as well; to write there, leave `--link` out.",
            ),
            false => (RULE.severity, "Leave `--link` out here."),
        };
        let repair = fix("Leave --link out", vec![without(cx, flag.span)]).map(Fix::preferred);
        let reason = Reason::at(flag.span, format!("replaces owner and mode of `{path}`"));
        sink.push(
            finding(&RULE, flag.span, format!("{message} {advice}"))
                .severity(severity)
                .because(reason)
                .fix(repair),
        );
    });
}

fn shown(node: &Node) -> String {
    let id = |id: Option<&u32>| id.map_or("?".to_owned(), u32::to_string);
    let mode = node.mode.known().map_or("?".to_owned(), |mode| format!("{mode:04o}"));
    format!("`{}:{} {mode}`", id(node.uid.known()), id(node.gid.known()))
}

/// The first directory whose owner or mode the step changed for good, before and after.
fn changed<'a>(stage: &'a Stage, step: &'a Step) -> Option<(&'a str, &'a Node, &'a Node)> {
    let end = &stage.steps.last()?.after.files;
    let mut changed = step.before.files.differences(&step.after.files);
    changed.find_map(|path| {
        let before = step.before.files.get(path).filter(|node| node.is_directory())?;
        let after = step.after.files.get(path)?;
        let last = end.get(path)?;
        let differs = |of: fn(&Node) -> &Value<u32>| {
            let (before, after, last) = (of(before), of(after), of(last));
            let known = before.known().is_some() && after.known().is_some();
            known && before.known() != after.known() && after.known() == last.known()
        };
        let changed =
            differs(|node| &node.uid) || differs(|node| &node.gid) || differs(|node| &node.mode);
        changed.then_some((path, before, after))
    })
}
