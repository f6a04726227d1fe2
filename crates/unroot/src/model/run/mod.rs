//! `RUN`: the shell text is walked command by command, and each command changes what is known.

mod account_tools;
mod archive;
pub(crate) mod arg;
mod builtins;
pub(crate) mod chmod;
mod getopt;
mod here;
mod identities;
mod maker;
mod mkdir;
mod mounts;
mod owner_spec;
mod ownership;
mod packages;
pub(crate) mod passwd;
mod privileges;
mod programs;
mod refused;
mod remove;
mod sed;
mod simple;
mod targets;
mod transfer;
pub(crate) mod users;
mod volumes;
mod walk;
mod words;
mod world;
mod wrappers;
mod writes;

use super::{
    Builder, Cause, Doubt, DoubtKind, Event, Identity, Outcome, State, may_execute, workdir,
};
use crate::image::Family;
use dockerfile::{Command, Instruction, Joined, Span};
use std::sync::Arc;
use walk::{Exit, Walker};
use world::World;

/// What a RUN came to; the state is changed in place.
pub(crate) struct RunResult {
    pub(crate) events: Vec<Event>,
    pub(crate) outcome: Outcome,
}

/// Where a piece of script stands in the Dockerfile.
pub(crate) enum Place {
    /// The script is joined from lines of the Dockerfile.
    Joined(Joined),
    /// The script stands inside this word, escaped or substituted.
    Within(Span),
}

impl Place {
    /// The source of the script's bytes `span`.
    pub(crate) fn source(&self, span: Span) -> Span {
        match self {
            Place::Joined(joined) => joined.span(span.start, span.end),
            Place::Within(whole) => *whole,
        }
    }
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
    volumes::discard(state, &before);
    let required = mounted.iter().any(|(mounted, _)| mounted.required);
    // Docker enters the working directory as root; Buildah does so only in some isolations.
    let shut_out = state.builder == Builder::Buildah && reachable == Some(false);
    if result.outcome == Outcome::Succeeds && (required || shut_out) {
        result.outcome = Outcome::Unknown(Cause::Outside(span));
    }
    result.events.splice(0..0, mounts::events(mounted, span));
    result
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
    match command {
        Command::Exec(argv) => {
            let words: Vec<_> =
                argv.iter().map(|word| arg::Arg::known(&word.text, word.span)).collect();
            walk_with(state, identity, span, |walker| walker.argv(&words, span))
        }
        Command::Shell { offset, .. } => {
            if state.has_shell == Some(false) && !mounts_from_elsewhere(instruction) {
                return stop(Outcome::Fails(Cause::At(span)));
            }
            match script(state, instruction, *offset) {
                Some(shell::Script { text, list }) => walk_with(state, identity, span, |walker| {
                    walker.script(&list, Place::Joined(text))
                }),
                None => {
                    opaque(state, &identity, span);
                    stop(Outcome::Unknown(Cause::Unreadable(span)))
                }
            }
        }
    }
}

/// A mount from another image may bring a shell.
fn mounts_from_elsewhere(instruction: &Instruction) -> bool {
    instruction.mounts.iter().any(|mount| mount.get("from").is_some())
}

/// Something that can't be read ran; as root it may have done anything to the accounts.
fn opaque(state: &mut State, identity: &Identity, span: Span) {
    Arc::make_mut(&mut state.files).complete = false;
    if identity.uid.known().is_none_or(|uid| *uid == 0) {
        let doubt = Doubt { kind: DoubtKind::Anything, cause: Cause::Opaque(span) };
        Arc::make_mut(&mut state.accounts).doubts.push(doubt);
    }
}

/// The text that a POSIX shell gets, or `None` where another interpreter reads it.
fn script<'a>(
    state: &State,
    instruction: &'a Instruction,
    offset: usize,
) -> Option<shell::Script<'a>> {
    let shell = state.shell.first().map_or("", String::as_str);
    let program = shell.rsplit(['/', '\\']).next().unwrap_or_default();
    if !matches!(program, "sh" | "bash" | "ash" | "dash" | "ksh" | "zsh" | "busybox") {
        return None;
    }
    let script = shell::script(instruction, offset);
    // Only a body that is the whole script can begin so.
    let interpreter = script.text.text().strip_prefix("#!").and_then(|rest| rest.lines().next());
    let posix = |line: &str| {
        line.split_whitespace().any(|word| {
            let name = word.rsplit('/').next().unwrap_or_default();
            matches!(name, "sh" | "bash" | "ash" | "dash")
        })
    };
    interpreter.is_none_or(posix).then_some(script)
}

fn walk_with(
    state: &mut State,
    identity: Identity,
    span: Span,
    go: impl FnOnce(&mut Walker) -> Exit,
) -> RunResult {
    let errexit = state.shell.iter().skip(1).any(|flag| is_errexit(flag));
    let image = walk::Image { family: state.family, home_mode: state.home_mode };
    let mut walker = Walker::new(World::of(state, errexit), identity, span, image);
    let exit = go(&mut walker);
    let events = std::mem::take(&mut walker.events);
    walker.world.give_back(state);
    let outcome = match exit {
        Exit::Ok => Outcome::Succeeds,
        Exit::Fails(cause) => Outcome::Fails(cause),
        Exit::Unknown => Outcome::Unknown(Cause::Opaque(span)),
        Exit::Doubtful => Outcome::Unknown(Cause::Undecided(span)),
    };
    RunResult { events, outcome }
}

/// Whether a shell option, such as `-e` or the `-eo` of `-eo pipefail`, makes failures stop.
fn is_errexit(flag: &str) -> bool {
    flag.starts_with('-') && !flag.starts_with("--") && flag.contains('e')
}
