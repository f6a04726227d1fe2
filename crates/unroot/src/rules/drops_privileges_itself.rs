//! The container starts as root, and its start command steps down.

use super::context::{Context, Sink, finding};
use super::repair::run_as_fixes;
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::Cause;
use crate::verdict;
use dockerfile::Command;

/// See `drops-privileges-itself.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Info,
    guide: Section::WhenToSwitch,
    ..rule!("drops-privileges-itself")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(state) = cx.last_state() else { return };
    if !state.starts_as().is_root() {
        return;
    }
    let Some(to) = verdict::steps_down(state) else { return };
    let explicit = match state.user.cause() {
        Cause::At(span) => Some(*span),
        _ => None,
    };
    let image = cx.base_word();
    let Some(span) = explicit.or(image.map(|word| word.span)) else { return };
    let message = format!(
        "The container starts as root and then steps down to `{to}`. Only the start command does that: `docker exec` and \
         health checks stay root, and Kubernetes refuses the image under `runAsNonRoot`."
    );
    let mut finding = finding(&RULE, span, message).certain_if(false);
    finding = finding.because(Reason::at(span, "starts as root"));
    let own = [&state.entrypoint, &state.cmd].into_iter().flatten().find_map(|(command, _)| {
        let Command::Exec(words) = command else { return None };
        let word = words.iter().find(|word| word.text.split(':').next() == Some(to.as_str()))?;
        Some(Reason::at(word.span, format!("steps down to `{to}`")))
    });
    let text = format!("the entrypoint of this image steps down to `{to}`");
    let reason = own.or_else(|| image.map(|word| Reason::at(word.span, text)));
    finding.because.extend(reason);
    finding.fixes = run_as_fixes(cx, explicit);
    sink.push(finding);
}
