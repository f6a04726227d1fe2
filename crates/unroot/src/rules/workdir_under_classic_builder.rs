//! WORKDIR after USER, under the builder that makes it root's all the same.

use super::calls::each_step;
use super::context::{Context, Sink, finding, fix};
use super::repair::{before, spec_for_files};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Builder, Cause, Stage, Step};
use dockerfile::{Body, Keyword};

/// See `workdir-under-classic-builder.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Info,
    guide: Section::OwnWorkdir,
    ..rule!("workdir-under-classic-builder")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    if cx.build.assumptions.builder != Builder::Classic {
        return;
    }
    each_step(cx, sink, |sink, stage, step| {
        let Body::Workdir(word) = &cx.instruction(step).body else { return };
        let who = step.identity_before();
        if !who.is_ordinary() {
            return;
        }
        let Some(path) = step.after.workdir.known() else { return };
        let real = step.after.files.resolve(path, true);
        let made_here = |cause: &Cause| cause.span().is_some_and(|span| step.span.contains(span));
        let node = step.after.files.get(&real).filter(|node| made_here(node.uid.cause()));
        if node.is_none() {
            return;
        }
        let name = who.label().unwrap_or_default();
        let message = format!(
            "Docker's classic builder makes `{path}` root's, although `USER` says `{name}`; BuildKit and Buildah give it \
             to `{name}`. Make the directory yourself, and every builder agrees."
        );
        // A directory that the image has already stays as it is, in every builder.
        let mut finding = finding(&RULE, word.span, message)
            .certain_if(step.before.files.complete && step.before.user.cause().is_certain());
        if let Some(span) = step.before.user.cause().span() {
            finding = finding.because(Reason::at(span, format!("switches to `{name}`")));
        }
        let reason = Reason::at(word.span, "makes the directory");
        let repair = by_hand(cx, stage, step, path).map(Fix::preferred);
        sink.push(finding.because(reason).fix(repair));
    });
}

/// The directory, made and given away before the USER in force.
fn by_hand(cx: &Context, stage: &Stage, step: &Step, path: &str) -> Option<Fix> {
    let owner = spec_for_files(&step.before)?;
    let span = step.before.user.cause().span()?;
    let user = stage
        .steps
        .iter()
        .find(|user| cx.instruction(user).keyword == Keyword::User && user.span.contains(span))?;
    let root = user.identity_before().is_root();
    let line = format!("RUN mkdir -p {path} && chown {owner} {path}");
    let edit = (shell::is_plain(path) && root).then(|| before(cx, cx.instruction(user), &line))?;
    fix(format!("Make {path} for {owner}"), vec![edit])
}
