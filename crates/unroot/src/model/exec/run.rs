//! The instruction `RUN`: its flags and mounts, then its script.

use super::exit::Exit;
use super::interpreter::Interpreter;
use super::place::Place;
use super::programs::Started;
use super::shell_state::{Image, Shell};
use super::world::World;
use super::{mounts, volumes};
use crate::image::Family;
use crate::model::{
    Builder, Cause, Doubt, DoubtKind, Event, EventKind, Identity, Outcome, Presence, State,
    ToolFailure, may_execute, workdir,
};
use crate::program;
use dockerfile::{Command, Instruction, Span};
use shell::{Argument, Dialect, Invocation, base_name};
use std::sync::Arc;

/// What a RUN came to; the state is changed in place.
pub(crate) struct RunResult {
    pub(crate) events: Vec<Event>,
    pub(crate) outcome: Outcome,
}

/// Runs `command` of `instruction` on `state`.
pub(crate) fn run(
    state: &mut State,
    instruction: &Instruction,
    command: &Command,
    escape: char,
) -> RunResult {
    let identity = state.identity();
    let span = instruction.span;
    let stop = |outcome| RunResult { events: Vec::new(), outcome };
    if state.family == Some(Family::Windows) {
        return stop(Outcome::Unknown(Cause::Unreadable(span)));
    }
    if let Some(missing) = &identity.missing {
        let cause = state.user.cause().clone();
        let certain = missing.certain;
        return stop(if certain { Outcome::Fails(cause) } else { Outcome::Unknown(cause) });
    }
    if let Some(refused) = refused_flag(state.builder, instruction) {
        return stop(Outcome::Fails(Cause::At(refused)));
    }
    let mounted = match mounts::read(state, instruction, escape) {
        Ok(mounted) => mounted,
        Err(refused) => return stop(Outcome::Fails(Cause::Unreadable(refused))),
    };
    workdir::ensure(state, span);
    let before = state.files.clone();
    let covered = mounts::cover(state, &mounted, span);
    let reachable =
        may_execute(&identity, state.workdir.known().map_or("/", |cwd| cwd), &state.files);
    let mut result = carry_out(state, instruction, command, identity);
    covered.uncover(state);
    volumes::discard(state, &before, span);
    let required = mounted.iter().any(|(mounted, _)| mounted.required);
    // Docker enters the working directory as root; Buildah does so only in some isolations.
    let shut_out = state.builder == Builder::Buildah && reachable == Some(false);
    let granted = needs_grant(state.builder, instruction);
    if result.outcome == Outcome::Succeeds && (required || shut_out || granted) {
        result.outcome = Outcome::Unknown(Cause::Outside(span));
    }
    result.events.splice(0..0, mounts::events(mounted, span));
    result
}

/// Whether BuildKit carries it out only where the build is allowed to (`--allow`).
fn needs_grant(builder: Builder, instruction: &Instruction) -> bool {
    let is = |name: &str, wanted: &str| {
        let value = instruction.flag(name).and_then(|flag| flag.value.as_ref());
        value.is_some_and(|value| value.text == wanted)
    };
    builder == Builder::BuildKit && (is("security", "insecure") || is("network", "host"))
}

/// A flag that this builder does not have.
fn refused_flag(builder: Builder, instruction: &Instruction) -> Option<Span> {
    let refused: &[&str] = match builder {
        Builder::BuildKit => &[],
        Builder::Classic => &["mount", "network", "security"],
        Builder::Buildah => &["security"],
    };
    let mut flags = instruction.flags.iter();
    let flag = flags.find(|flag| refused.contains(&flag.name.text.as_str())).map(|flag| flag.span);
    let heredocs = instruction.heredocs.first().filter(|_| builder == Builder::Classic);
    flag.or(heredocs.map(|heredoc| heredoc.marker))
}

fn carry_out(
    state: &mut State,
    instruction: &Instruction,
    command: &Command,
    identity: Identity,
) -> RunResult {
    let span = instruction.span;
    let stop = |outcome| RunResult { events: Vec::new(), outcome };
    if instruction.mounts.iter().any(|mount| matches!(mount.get("type"), None | Some("bind"))) {
        state.tools.forget_lacks();
    }
    match command {
        Command::Exec(argv) => {
            let words: Vec<_> =
                argv.iter().map(|word| Argument::known(&word.text, word.span)).collect();
            walk_with(state, identity, span, None, |inner| {
                inner.external = true;
                inner.argv(&words, span)
            })
        }
        Command::Shell { offset, .. } => {
            if state.has_shell == Some(false) && !mounts_from_elsewhere(instruction) {
                return stop(Outcome::Fails(Cause::At(span)));
            }
            let why = if lacks_shell(state) && !mounts_from_elsewhere(instruction) {
                Some(ToolFailure::Absent)
            } else {
                takes_text_for_a_file(state, instruction, *offset).then_some(ToolFailure::NoCommand)
            };
            if let Some(why) = why {
                let program = state.shell.first().cloned().unwrap_or_default();
                let kind = EventKind::ToolFails { program, why };
                let event = Event { span, command: span, kind, conditional: false };
                return RunResult { events: vec![event], outcome: Outcome::Fails(Cause::At(span)) };
            }
            match script(state, instruction, *offset) {
                Some((started, shell::Script { text, list })) => {
                    walk_with(state, identity, span, Some(&started), |inner| {
                        inner.script(&list, Place::Joined(text))
                    })
                }
                None => {
                    opaque(state, &identity, span);
                    stop(Outcome::Unknown(Cause::Unreadable(span)))
                }
            }
        }
    }
}

/// Whether the image is known to lack the shell that SHELL names.
fn lacks_shell(state: &State) -> bool {
    let shell = state.shell.first().map_or("", |path| base_name(path));
    state.tools.program(shell) == Presence::Missing
}

/// Whether the shell that SHELL names gets no `-c`, and so looks for a file that is called like the whole script. No
/// file is called like a script of several words; a single word may well name one.
fn takes_text_for_a_file(state: &State, instruction: &Instruction, offset: usize) -> bool {
    let words: Vec<&str> = state.shell.iter().map(String::as_str).collect();
    let Some(call) = shell_call(&words, instruction.span) else { return false };
    let script = shell::script(instruction, offset);
    let text = script.text.text().trim();
    let takes_a_file = !call.has_any(&["c", "s"]) && call.operands().is_empty();
    program::is_shell(&call.program)
        && call.refused().is_none()
        && takes_a_file
        && !text.starts_with("#!")
        && text.contains(char::is_whitespace)
}

/// The call of a shell that `words` begin: `busybox sh -e` is `sh -e`.
fn shell_call(words: &[&str], span: Span) -> Option<Invocation> {
    let named = matches!(words[..], [first, _, ..] if base_name(first) == "busybox");
    let words = words.iter().skip(usize::from(named));
    let words: Vec<Argument> = words.map(|word| Argument::known(word, span)).collect();
    (!words.is_empty()).then(|| Invocation::read(words, span, Dialect::default()))
}

/// A mount from another image may bring a shell.
fn mounts_from_elsewhere(instruction: &Instruction) -> bool {
    instruction.mounts.iter().any(|mount| mount.get("from").is_some())
}

/// Something that can't be read ran; as root it may have done anything to the accounts.
fn opaque(state: &mut State, identity: &Identity, span: Span) {
    Arc::make_mut(&mut state.files).complete = false;
    if identity.uid.known().is_none_or(|uid| *uid == 0) {
        Arc::make_mut(&mut state.files).note_unread(span);
        state.tools.forget_lacks();
        let doubt = Doubt { kind: DoubtKind::Anything, cause: Cause::Opaque(span) };
        Arc::make_mut(&mut state.accounts).doubts.push(doubt);
    }
}

/// The text that a shell gets, and which shell; `None` where another interpreter reads it.
fn script<'a>(
    state: &State,
    instruction: &'a Instruction,
    offset: usize,
) -> Option<(Started, shell::Script<'a>)> {
    let shell = state.shell.first().map_or("", String::as_str);
    if !program::is_shell(shell) {
        return None;
    }
    let script = shell::script(instruction, offset);
    // Only a body that is the whole script can begin so.
    let interpreter = script.text.text().strip_prefix("#!").and_then(|rest| rest.lines().next());
    let words: Vec<&str> = match interpreter {
        Some(line) => line.split_whitespace().skip_while(|word| !program::is_shell(word)).collect(),
        None => state.shell.iter().map(String::as_str).collect(),
    };
    let span = instruction.span;
    let call = shell_call(&words, span)?;
    Some((Started::of(&call, state.family, Argument::known("", span)), script))
}

fn walk_with(
    state: &mut State,
    identity: Identity,
    span: Span,
    started: Option<&Started>,
    go: impl FnOnce(&mut Interpreter) -> Exit,
) -> RunResult {
    let image = Image { family: state.family, home_mode: state.home_mode };
    let mut shell = Shell::new(World::of(state), identity, span, image);
    let cwd = state.workdir.known().map(|cwd| state.files.resolve(cwd, true));
    shell.entered = cwd.filter(|cwd| may_execute(&shell.who, cwd, &state.files) == Some(false));
    let mut interpreter = Interpreter::new(shell);
    if let Some(started) = started {
        interpreter.enter(started);
        interpreter.shell.world.sets_uid = started.sets_uid;
    }
    let exit = go(&mut interpreter);
    let Shell { world, events, .. } = interpreter.shell;
    world.give_back(state);
    let outcome = match exit {
        Exit::Ok => Outcome::Succeeds,
        Exit::Fails(cause) => Outcome::Fails(cause),
        Exit::Unknown => Outcome::Unknown(Cause::Opaque(span)),
        Exit::Doubtful => Outcome::Unknown(Cause::Undecided(span)),
    };
    RunResult { events, outcome }
}
