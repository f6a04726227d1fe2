//! The program that starts can be rewritten by the user whom it runs as.

use super::calls::without;
use super::context::{Context, Sink, finding, fix};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Event, EventKind, Kind, Node, State, Step, is_within, join, may_write};
use dockerfile::{Argument, Body, Command, Instruction};
use std::sync::Arc;

/// See `code-writable-by-runtime-user.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Info,
    guide: Section::CopiedFiles,
    also: &["CWE-732"],
    ..rule!("code-writable-by-runtime-user")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state() else { return };
    let who = last.starts_as();
    if !who.is_ordinary() || who.missing.is_some() {
        return;
    }
    for (at, word) in argv(cx, last).iter().enumerate() {
        if at > 0 && !is_script(&word.text) {
            continue;
        }
        let Some(path) = place(last, &word.text) else { continue };
        // What COPY brings under that name may be a directory for all that is known; a directory
        // could not be started.
        let is_file = |node: &&Node| matches!(node.kind, Kind::File | Kind::Unknown);
        let Some(node) = last.files.get(&path).filter(is_file) else { continue };
        let writable =
            may_write(&who, &path, &last.files) == Some(true) || is_owner(last, node.uid.known());
        if !writable {
            continue;
        }
        let name = who.label().unwrap_or_default();
        let message = format!(
            "`{path}` is what the container starts, and it belongs to `{name}`, who runs it: whoever takes the program over \
             can change it for good. Let root own what only has to be read."
        );
        let mut finding = finding(&RULE, word.span, message);
        let copied = copied_to(cx, &path);
        if let Some(step) = copied {
            finding = finding.because(Reason::at(step.span, format!("gives it to `{name}`")));
        }
        if let Some(span) = last.user.cause().span() {
            finding = finding.because(Reason::at(span, format!("runs it as `{name}`")));
        }
        let repair = copied.and_then(|step| as_roots(cx, step));
        sink.push(finding.fix(repair.map(Fix::preferred)));
    }
}

/// The words of the start command; of a shell form, those of its first command that are plain.
fn argv(cx: &Context, last: &State) -> Vec<Argument> {
    let commands = [&last.entrypoint, &last.cmd].into_iter().flatten();
    commands
        .flat_map(|(command, at)| match command {
            Command::Exec(words) => words.clone(),
            Command::Shell { offset, .. } => first_words(&cx.dockerfile.instructions[*at], *offset),
        })
        .collect()
}

fn first_words(instruction: &Instruction, offset: usize) -> Vec<Argument> {
    if !matches!(instruction.body, Body::Cmd(_) | Body::Entrypoint(_)) {
        return Vec::new();
    }
    let shell::Script { text: script, list } = shell::script(instruction, offset);
    let first = list.simple_commands().into_iter().next();
    let words = first.into_iter().flat_map(|simple| &simple.words).filter_map(|word| {
        let span = script.span(word.span.start, word.span.end);
        Some(Argument { text: word.literal()?, span })
    });
    words.skip_while(|word| word.text == "exec").collect()
}

/// Whether an interpreter would run the file, by its ending.
fn is_script(word: &str) -> bool {
    const ENDINGS: [&str; 13] =
        ["sh", "bash", "py", "js", "mjs", "cjs", "ts", "rb", "pl", "php", "lua", "jar", "dll"];
    word.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending))
}

/// The file that a word names: a path, absolute or from the working directory.
fn place(last: &State, word: &str) -> Option<String> {
    if word.starts_with('-') || !word.contains(['/', '.']) {
        return None;
    }
    let path = match word.starts_with('/') {
        true => join("/", word),
        false => join(last.workdir.known()?, word),
    };
    Some(last.files.resolve(&path, true))
}

/// The owner may give itself the right to write at any time.
fn is_owner(last: &State, uid: Option<&u32>) -> bool {
    uid.is_some() && last.starts_as().uid.known() == uid
}

/// The step that copied the file there.
fn copied_to<'a>(cx: &Context<'a>, path: &str) -> Option<&'a Step> {
    let steps = cx.chain().into_iter().flat_map(|stage| stage.steps.iter().rev()).map(Arc::as_ref);
    let brings = |event: &Event| match &event.kind {
        EventKind::Copied(copied) => copied.destination.is_known_and(|to| is_within(path, to)),
        _ => false,
    };
    steps.filter(|step| !step.triggered).find(|step| step.events.iter().any(brings))
}

/// COPY of that file without `--chown`.
fn as_roots(cx: &Context, step: &Step) -> Option<Fix> {
    let instruction = cx.instruction(step);
    let (Body::Copy(copy) | Body::Add(copy)) = &instruction.body else { return None };
    let flag = instruction.flag("chown").filter(|_| copy.sources.len() == 1)?;
    let fix = fix("Let root own it", vec![without(cx, flag)])?;
    Some(
        fix.review("others must be able to read and run the file: mode 0755, or 0644 for a script"),
    )
}
