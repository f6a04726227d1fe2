//! pip installs for one user, and the start command looks elsewhere.

use super::context::{Call, Context, Sink, finding, fix};
use super::repair::before;
use super::started::{argv, run_by_starter};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::image;
use crate::model::State;
use crate::program;
use dockerfile::{Argument, Body};

/// See `user-install-not-in-path.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Error,
    guide: Section::WhenToSwitch,
    ..rule!("user-install-not-in-path")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state().filter(|_| pip_is_the_system_s(cx)) else { return };
    let calls: Vec<Call> = cx.all_calls().collect();
    let pips: Vec<&Call> = calls.iter().filter(|call| installs(call)).collect();
    let Some(own) = pips.iter().find(|call| call.uid.is_known_and(|uid| *uid != 0)) else { return };
    // What root's pip installs is there for everybody.
    if pips.iter().any(|call| call.uid.known() != own.uid.known()) || is_thought_of(cx) {
        return;
    }
    let by_package = |name: &str| {
        let managers = calls.iter().filter(|call| program::packages(&call.line.program).is_some());
        managers.into_iter().any(|call| call.line.operand_texts().any(|word| word.contains(name)))
    };
    let words = argv(cx, last);
    let started = run_by_starter(&words);
    let programs = started.iter().filter(|started| !started.is_script);
    let named = |name: &str| pips.iter().any(|call| call.line.has_operand(&[name]));
    let Some(program) = programs
        .map(|started| &started.word)
        .find(|word| is_pips(&word.text) || named(&word.text))
        .filter(|word| !by_package(&word.text))
    else {
        return;
    };
    let who = own.step.before.identity();
    let Some(home) = who.home.filter(|home| home.len() > 1) else { return };
    let directory = format!("{home}/.local/bin");
    let message = format!(
        "The container most likely can't start: pip, run by an ordinary user, puts `{}` into `{directory}`, and `PATH` does not \
         lead there. Add it to `PATH`.",
        program.text
    );
    sink.push(
        finding(&RULE, program.span, message)
            .certain_if(false)
            .because(Reason::at(own.event.command, "installs for this user alone"))
            .fix(add(cx, last, program, &directory).map(Fix::preferred)),
    );
}

/// Whether the base image's own pip is used, whose packages belong to root.
fn pip_is_the_system_s(cx: &Context) -> bool {
    let facts = cx.base_name().and_then(image::lookup);
    facts.is_some_and(|facts| {
        image::is_distribution(facts) || facts.pattern.starts_with("docker.io/library/python:")
    })
}

/// Whether pip installs packages, and nothing says where to.
fn installs(call: &Call) -> bool {
    let line = call.line;
    let word = |text: &str| line.arguments().iter().any(|word| word.text().starts_with(text));
    let module = line.program.starts_with("python") && word("-m") && word("pip");
    let pip = matches!(line.words[0].text(), "pip" | "pip3") || module;
    let elsewhere = ["-t", "--target", "--prefix", "--root", "-e"];
    pip && line.has_operand(&["install"]) && !elsewhere.into_iter().any(word)
}

/// Whether the file speaks of the place, or of a virtual environment.
fn is_thought_of(cx: &Context) -> bool {
    let words = [
        ".local",
        "VIRTUAL_ENV",
        "PYTHONUSERBASE",
        "venv",
        "virtualenv",
        "PIP_TARGET",
        "PIP_PREFIX",
    ];
    let instructions = cx.dockerfile.instructions.iter();
    let texts = instructions.map(|instruction| instruction.span.of(cx.text));
    texts.into_iter().any(|text| words.iter().any(|word| text.contains(word)))
}

/// Whether a package of Python's brings the program.
fn is_pips(name: &str) -> bool {
    let row = image::running(name);
    row.is_some_and(|row| row.packages.iter().any(|package| package.starts_with("pip:")))
}

/// The directory in PATH, before the instruction that names the program.
fn add(cx: &Context, last: &State, program: &Argument, directory: &str) -> Option<Fix> {
    let commands = [&last.entrypoint, &last.cmd].into_iter().flatten();
    let mut instructions = commands.map(|(_, at)| &cx.dockerfile.instructions[*at]);
    let instruction = instructions.find(|instruction| instruction.span.contains(program.span))?;
    if !matches!(instruction.body, Body::Cmd(_) | Body::Entrypoint(_)) {
        return None;
    }
    let line = format!("ENV PATH={directory}:$PATH");
    fix("Add it to PATH", vec![before(cx, instruction, &line)])
}
