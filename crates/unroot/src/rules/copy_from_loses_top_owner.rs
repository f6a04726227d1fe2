//! COPY --from keeps owners, but not that of the directory named.

use super::context::{Context, Sink, finding, fix};
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Stage, Step, join};
use dockerfile::{Body, Edit};
use std::sync::Arc;

/// See `copy-from-loses-top-owner.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Info,
    guide: Section::CopiedFiles,
    ..rule!("copy-from-loses-top-owner")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state() else { return };
    let who = last.starts_as();
    for stage in cx.chain() {
        for step in &stage.steps {
            let Some((path, destination, uid)) = lost(cx, step) else { continue };
            let still_root =
                last.files.get(&destination).is_some_and(|node| node.uid.known() == Some(&0));
            if !still_root || who.uid.known() != Some(&uid) {
                continue;
            }
            let keyword = cx.instruction(step).keyword_word.span;
            let message = format!(
                "`{destination}` belongs to root, though `{path}` belonged to UID {uid}: `COPY --from` keeps the owners \
                 of what is inside, not of the directory itself. Add `--chown`."
            );
            let gid = who.gid.known().copied().unwrap_or(uid);
            let edit = Edit::insert(keyword.end, format!(" --chown={uid}:{gid}"));
            let repair = fix(format!("Add --chown={uid}:{gid}"), vec![edit])
                .map(|fix| fix.consequence("everything inside belongs to it as well").preferred());
            let reason = Reason::at(step.span, format!("makes `{destination}` anew"));
            let certain = cx.is_start_certain() && last.files.is_settled(&destination);
            let finding = finding(&RULE, keyword, message).certain_if(certain);
            sink.push(finding.because(reason).fix(repair));
        }
    }
}

/// The directory in the other stage, where it comes to lie, and whose it was.
fn lost(cx: &Context, step: &Step) -> Option<(String, String, u32)> {
    let instruction = cx.instruction(step);
    let Body::Copy(copy) = &instruction.body else { return None };
    if instruction.flag("chown").is_some() {
        return None;
    }
    let from = instruction.flag("from")?.value.as_ref()?;
    let [source] = &copy.sources[..] else { return None };
    let named =
        |stage: &&Arc<Stage>| stage.name.as_deref() == Some(&from.text.to_ascii_lowercase());
    let files = &cx.build.stages.iter().find(named)?.steps.last()?.after.files;
    let path = join("/", &source.text);
    let top = files.get(&path).filter(|node| node.is_directory())?;
    let uid = *top.uid.known().filter(|uid| **uid != 0)?;
    let destination = join(step.before.workdir.known()?, &copy.destination.text);
    let made = step.before.files.get(&destination).is_none();
    made.then_some((path, destination, uid))
}
