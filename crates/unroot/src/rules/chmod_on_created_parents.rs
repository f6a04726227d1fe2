//! COPY --chmod=644 is also the mode of the directories that it makes.

use super::calls::each_step;
use super::context::{Context, Sink, finding, fix};
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Mode, Step};
use dockerfile::Edit;

/// See `chmod-on-created-parents.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Warning,
    guide: Section::CopiedFiles,
    ..rule!("chmod-on-created-parents")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(who) = cx.last_state().map(crate::model::State::starts_as) else { return };
    if !who.is_ordinary() {
        return;
    }
    let chain: Vec<usize> = cx.chain().iter().map(|stage| stage.index).collect();
    each_step(cx, sink, |sink, stage, step| {
        let flag = cx.instruction(step).flag("chmod");
        let Some(value) =
            flag.and_then(|flag| flag.value.as_ref()).filter(|_| chain.contains(&stage.index))
        else {
            return;
        };
        let Some(path) = closed(step) else { return };
        let message = format!(
            "Nobody but root can enter `{path}`: BuildKit gives the mode `{}` to the directories that it makes as well, \
             and without `x` a directory is shut. Say the mode in letters, or copy into a directory that exists.",
            value.text
        );
        let letters =
            Mode::parse(&value.text).in_letters().map(|letters| Edit::replace(value.span, letters));
        let repair =
            letters.and_then(|edit| fix("Say the mode in letters", vec![edit])).map(|fix| {
                fix.review("letters need Dockerfile syntax 1.14 or newer, and BuildKit").preferred()
            });
        let reason = Reason::at(step.span, format!("makes `{path}`"));
        let finding = finding(&RULE, value.span, message).certain_if(cx.is_start_certain());
        sink.push(finding.because(reason).fix(repair));
    });
}

/// A directory that the step made and that nobody but root can enter.
fn closed(step: &Step) -> Option<&str> {
    let mut changed = step.before.files.differences(&step.after.files);
    changed.find(|path| {
        let made = step.after.files.get(path).filter(|_| step.before.files.get(path).is_none());
        made.is_some_and(|node| {
            node.is_directory()
                && node.mode.cause().span() == Some(step.span)
                && node.mode.is_known_and(|mode| mode & 0o111 == 0)
        })
    })
}
