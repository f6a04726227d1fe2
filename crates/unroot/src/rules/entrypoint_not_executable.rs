//! ENTRYPOINT or CMD starts a file without the x bit.

use super::context::{Context, Sink, finding, fix};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Kind, Node};
use crate::verdict;
use dockerfile::{Body, Command, Edit};

/// See `entrypoint-not-executable.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Error,
    guide: Section::CopiedFiles,
    ..rule!("entrypoint-not-executable")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state() else { return };
    // The image's own entrypoint gets CMD first, and may take its words for arguments.
    let cmd = last.cmd.as_ref().filter(|_| verdict::own_entrypoint(last).is_none());
    let Some((Command::Exec(words), _)) = last.entrypoint.as_ref().or(cmd) else { return };
    let Some(program) = words.first().filter(|word| word.text.starts_with('/')) else { return };
    let real = last.files.resolve(&program.text, true);
    let Some(node) = last.files.get(&real).filter(|node| node.kind == Kind::File) else { return };
    if !node.mode.is_known_and(|mode| mode & 0o111 == 0) {
        return;
    }
    let mode = node.mode.known().copied().unwrap_or_default();
    let message = format!(
        "The container can't start: `{}` has mode {mode:04o}, and without an `x` nobody can run it, not even root. \
         Give it the bit where it is copied.",
        program.text
    );
    let mut finding =
        finding(&RULE, program.span, message).certain_if(last.files.is_settled(&real));
    if let Some(span) = node.mode.cause().span() {
        finding = finding.because(Reason::at(span, format!("leaves it with mode {mode:04o}")));
    }
    sink.push(finding.fix(with_mode(cx, node).map(Fix::preferred)));
}

/// `--chmod=755` on the COPY or ADD that brought it.
fn with_mode(cx: &Context, node: &Node) -> Option<Fix> {
    let place = node.mode.cause().span()?;
    let stage = cx.target()?;
    let step = stage.steps.iter().find(|step| step.span == place)?;
    let instruction = cx.instruction(step);
    let copies = matches!(instruction.body, Body::Copy(_) | Body::Add(_));
    if !copies || instruction.flag("chmod").is_some() {
        return None;
    }
    let edit = Edit::insert(instruction.keyword_word.span.end, " --chmod=755");
    fix("Copy it with --chmod=755", vec![edit])
}
