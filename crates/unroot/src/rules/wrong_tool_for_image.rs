//! A command that makes users is not in this image, or takes other options in it.

use super::context::{Context, Sink, finding, fix};
use super::repair::{Groups, translate, wording};
use super::tool::{Failing, failing};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::image::Family;
use crate::model::{Presence, State, ToolFailure, presence};
use crate::verdict;
use dockerfile::{Body, Command, Edit, Span};
use shell::{Argument, Dialect, Invocation};

/// See `wrong-tool-for-image.md`.
pub static RULE: Rule =
    Rule { severity: Severity::Error, guide: Section::CreateUser, ..rule!("wrong-tool-for-image") };

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    at_start(cx, sink);
    for failing in failing(cx) {
        let program = failing.program;
        let message = match failing.why {
            ToolFailure::Absent => absent(program, failing.step.before.family),
            ToolFailure::Option(option) => format!(
                "`{program}` does not take `{option}` in this image, so the build stops here. Other distributions have \
                 another program of that name."
            ),
            ToolFailure::NoCommand => format!(
                "`{program}` gets no `-c` from `SHELL`, so it looks for a file that is called like this whole line, and \
                 the build stops here."
            ),
            _ => continue,
        };
        let repair = match failing.why {
            ToolFailure::NoCommand => command_option(cx, &failing),
            _ => in_the_images_words(cx, &failing),
        };
        let repair = repair.map(Fix::preferred);
        let span = failing.program_span(cx);
        sink.push(failing.finding(&RULE, span, message).fix(repair));
    }
}

/// The command with which the container starts: its program, or the shell that its form needs.
fn at_start(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state() else { return };
    // The image's own entrypoint gets CMD first, and may take its words for arguments.
    let cmd = last.cmd.as_ref().filter(|_| verdict::own_entrypoint(last).is_none());
    let (message, span) = match last.entrypoint.as_ref().or(cmd) {
        Some((Command::Shell { script, .. }, _)) if last.has_shell == Some(false) => (
            "The container can't start: this image has no shell, and this form needs one. \
             Write the command as a JSON array."
                .to_owned(),
            script.span,
        ),
        Some((Command::Exec(words), _)) => {
            let Some(word) = words.first().filter(|word| lacks(last, &word.text)) else { return };
            let message = format!(
                "The container can't start: this image has no `{}`. Install it first.",
                word.text
            );
            (message, word.span)
        }
        _ => return,
    };
    let image = cx.base_word();
    let reason = image.map(|image| Reason::at(image.span, format!("`{}` brings none", image.text)));
    sink.push(finding(&RULE, span, message).because_if(reason));
}

/// Whether the image certainly lacks the program that `word` names.
fn lacks(last: &State, word: &str) -> bool {
    presence(word, &last.tools, &last.files, &last.env) == Presence::Missing
}

/// What is said of a program that the image lacks.
fn absent(program: &str, family: Option<Family>) -> String {
    let theirs = family.and_then(|family| family.others_manager(program));
    match (theirs, family.and_then(own_manager)) {
        (Some(theirs), Some((name, manager))) => format!(
            "`{program}` is the package manager of {theirs}; this image is {name}, so the build fails here. \
             Use `{manager}`."
        ),
        (None, Some((_, manager))) if !is_account_program(program) => format!(
            "This image has no `{program}`, so the build fails here. Install it first, with `{manager}`."
        ),
        _ => format!(
            "This image has no `{program}`, so the build stops here. Use the program that it has."
        ),
    }
}

/// Whether another program of the image does the same.
fn is_account_program(program: &str) -> bool {
    is_maker(program)
        || matches!(
            program,
            "deluser"
                | "delgroup"
                | "userdel"
                | "groupdel"
                | "usermod"
                | "groupmod"
                | "dnf"
                | "yum"
        )
}

/// A distribution in words, and its package manager.
fn own_manager(family: Family) -> Option<(&'static str, &'static str)> {
    Some(match family {
        Family::Debian => ("Debian", "apt-get install"),
        Family::Ubuntu => ("Ubuntu", "apt-get install"),
        Family::Alpine => ("Alpine", "apk add"),
        Family::Wolfi => ("Wolfi", "apk add"),
        Family::Rhel => ("one of Red Hat's distributions", "microdnf install"),
        Family::AmazonLinux => ("Amazon Linux", "dnf install"),
        Family::OpenSuse => ("SUSE", "zypper install"),
        _ => return None,
    })
}

/// The same accounts, made by the commands that the image has; or the package manager that it has.
fn in_the_images_words(cx: &Context, failing: &Failing) -> Option<Fix> {
    let state = &failing.step.before;
    if matches!(failing.program, "dnf" | "yum") {
        let edit = Edit::replace(failing.program_span(cx), "microdnf");
        return fix("Install with microdnf", vec![edit]);
    }
    if !is_maker(failing.program) {
        return None;
    }
    let (wording, first, look) = wording(state)?;
    let mut groups = Groups::new();
    let known = state.accounts.groups.iter();
    groups.extend(known.filter_map(|group| Some((group.name.clone(), *group.gid.known()?))));
    let mut edits = Vec::new();
    for (span, call) in makers(cx, failing)? {
        let mut command = translate(&call, wording, &mut groups)?;
        if let (true, Some(first)) = (edits.is_empty(), &first) {
            command = format!("{first} && {command}");
        }
        edits.push(Edit::replace(span, command));
    }
    let fix = fix("Say it in this image's words", edits)?;
    Some(match look {
        Some(look) => fix.review(look),
        None => fix,
    })
}

/// `-c` for the shell, in the instruction of this file that names it.
fn command_option(cx: &Context, failing: &Failing) -> Option<Fix> {
    let before = &cx.dockerfile.instructions[..failing.step.instruction];
    let last = before.iter().rev().find_map(|instruction| match &instruction.body {
        Body::Shell(words) => words.last(),
        _ => None,
    })?;
    fix("Give the shell `-c`", vec![Edit::insert(last.span.end, ", \"-c\"")])
}

fn is_maker(program: &str) -> bool {
    matches!(program, "useradd" | "adduser" | "groupadd" | "addgroup")
}

/// Every command of the step's script that makes accounts: one that is translated alone would leave
/// the next one to fail. `None` where a word of one can't be read.
fn makers(cx: &Context, failing: &Failing) -> Option<Vec<(Span, Invocation)>> {
    let instruction = cx.instruction(failing.step);
    let Body::Run(Command::Shell { offset, .. }) = &instruction.body else { return None };
    let shell::Script { text: script, list } = shell::script(instruction, *offset);
    let mut found = Vec::new();
    for simple in list.simple_commands() {
        let program = simple.words.first().and_then(|word| word.literal());
        if !program.is_some_and(|program| is_maker(&program)) {
            continue;
        }
        if !simple.assignments.is_empty() || !simple.redirects.is_empty() {
            return None;
        }
        let words = simple.words.iter();
        let words = words.map(|word| Some(Argument::known(&word.literal()?, word.span)));
        let words = words.collect::<Option<Vec<_>>>()?;
        let call = Invocation::read(words, simple.span, Dialect::default());
        found.push((script.span(simple.span.start, simple.span.end), call));
    }
    // The failing one is among them: not inside `sh -c "…"`.
    found.iter().any(|(span, _)| *span == failing.event.command).then_some(found)
}
