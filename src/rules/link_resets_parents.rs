//! COPY --link replaces owner and mode of the directories above.

use super::calls::{each_step, without};
use super::context::{Context, Sink, finding, fix};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Node, Step};

/// See `link-resets-parents.md`.
pub static RULE: Rule = Rule {
    id: "link-resets-parents",
    title: "--link takes a directory back",
    severity: Severity::Warning,
    guide: Section::CopiedFiles,
    also: &[],
    text: text!("link-resets-parents.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    each_step(cx, sink, |sink, _, step| {
        let Some(flag) = cx.instruction(step).flag("link") else { return };
        let Some((path, before, after)) = changed(step) else { return };
        let message = format!(
            "`{path}` was {before} and is {after} now: `--link` brings the directories above the files along, \
             with the owner and mode of its own layer. Leave `--link` out here."
        );
        let repair = fix("Leave --link out", vec![without(cx, flag)]).map(Fix::preferred);
        let reason = Reason::at(flag.span, format!("replaces owner and mode of `{path}`"));
        sink.push(finding(&RULE, flag.span, message).because(reason).fix(repair));
    });
}

/// The first directory whose owner or mode the step changed, and what they were and are.
fn changed(step: &Step) -> Option<(String, String, String)> {
    let shown = |node: &Node| {
        let id = |id: Option<&u32>| id.map_or("?".to_owned(), u32::to_string);
        let mode = node.mode.known().map_or("?".to_owned(), |mode| format!("{mode:04o}"));
        format!("`{}:{} {mode}`", id(node.uid.known()), id(node.gid.known()))
    };
    let mut directories = step.before.files.iter().filter(|(_, node)| node.is_directory());
    directories.find_map(|(path, before)| {
        let after = step.after.files.get(path)?;
        let differs = |a: &crate::model::Value<u32>, b: &crate::model::Value<u32>| {
            a.known().is_some() && b.known().is_some() && a.known() != b.known()
        };
        let changed = differs(&before.uid, &after.uid)
            || differs(&before.gid, &after.gid)
            || differs(&before.mode, &after.mode);
        changed.then(|| (path.to_owned(), shown(before), shown(after)))
    })
}
