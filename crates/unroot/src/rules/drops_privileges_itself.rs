//! The container starts as root, and its start command steps down.

use super::context::{Context, Sink, finding, fix};
use super::repair::{run_as_fixes, user_edit};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Cause, State};
use crate::verdict;
use dockerfile::{Command, Edit, Span};
use shell::base_name;

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
    finding.fixes = without_stepping_down(cx, state, &to, explicit)
        .map_or_else(|| run_as_fixes(cx, explicit), |fix| vec![fix.preferred()]);
    sink.push(finding);
}

/// Tools that take the user, and then the program, as words.
const TOOLS: [&str; 4] = ["gosu", "s6-setuidgid", "setuidgid", "su-exec"];

/// Takes the words of the exec form that step down, which work for root alone, and has `USER` do it.
fn without_stepping_down(
    cx: &Context,
    state: &State,
    to: &str,
    replace: Option<Span>,
) -> Option<Fix> {
    let stage = cx.target().filter(|_| cx.offers_fixes)?;
    let commands = [&state.entrypoint, &state.cmd];
    let words = commands.into_iter().flatten().find_map(|(command, _)| match command {
        Command::Exec(words) => {
            let at = words.iter().position(|word| TOOLS.contains(&base_name(&word.text)))?;
            words
                .get(at..)
                .filter(|words| words.len() > 2 && words[1].text.split(':').next() == Some(to))
        }
        Command::Shell { .. } => None,
    })?;
    let step_down = Span::new(words[0].span.start, words[2].span.start);
    let own = stage.steps.iter().any(|step| step.span.contains(step_down) && !step.triggered);
    let edits = vec![user_edit(cx, stage, &words[1].text, replace), Edit::replace(step_down, "")];
    fix(format!("Start as {to} instead of stepping down"), edits).filter(|_| own)
}
