//! `COPY` and `ADD`: what they bring, who owns it, and which directories they make. The builder
//! does this as root, whoever USER is.

mod link;
mod mode;
mod place;
mod source;

use super::effect::Effect;
use super::exec::{PATH, account_files};
use super::identity::{file_owner, number};
use super::words::Words;
use super::{
    Builder, Cause, Copied, Event, EventKind, Outcome, Ownership, Presence, State, Value,
    is_within, join,
};
use dockerfile::{Copy, Instruction, Span, Word};
use mode::ModeFlag;
use source::Source;
pub(super) use source::Surroundings;
use std::sync::Arc;

/// Carries out `copy` on `state`.
pub(crate) fn bring(
    state: &mut State,
    instruction: &Instruction,
    copy: &Copy,
    around: &Surroundings,
) -> Effect {
    let cause = Cause::At(instruction.span);
    let mut effect = Effect::default();
    if let Some(span) = refused_flag(state.builder, instruction) {
        effect.outcome = Some(Outcome::Fails(Cause::At(span)));
        // A word that can't be expanded is met before.
        let flags = ["chown", "chmod"].into_iter().filter_map(|name| instruction.flag(name));
        let values = flags.filter_map(|flag| flag.value.as_ref());
        for word in values.chain(&copy.sources).chain([&copy.destination]) {
            let _ = around.words.expand(word, &state.env);
        }
        return effect;
    }
    let chown = owner_flag(state, instruction, around.words, &mut effect);
    let mode = match mode::flag(state, instruction, around.words) {
        Ok(mode) => mode,
        Err(outcome) => {
            effect.outcome = Some(outcome);
            ModeFlag::None
        }
    };
    let from = instruction.flag("from").and_then(|flag| flag.value.as_ref());
    let mut sources = source::read(state, instruction, copy, from, around, &cause);
    if from.is_some() && state.has_shell == Some(false) {
        state.has_shell = None;
    }
    if sources.iter().any(|source| matches!(source, Source::Missing)) && effect.outcome.is_none() {
        effect.outcome = Some(Outcome::Fails(cause.clone()));
    }
    if may_bring_programs(state, &copy.destination, around.words) {
        state.tools.forget_lacks();
        for source in &copy.sources {
            let name = source.text.rsplit('/').next().unwrap_or_default();
            state.tools.set_program(name, Presence::Unknown);
        }
    }
    let accounts = source::account_files(state, instruction, copy, from, around);
    for source in &mut sources {
        source.change(chown.as_ref(), &mode, state.builder);
    }
    let destination = destination(state, &copy.destination, around.words);
    let unpacked = sources.iter().any(|source| matches!(source, Source::Archive { .. }));
    let raw = copy.destination.text.trim_matches('"');
    let into = sources.len() > 1 || raw.ends_with('/') || raw == "." || raw.ends_with("/.");
    let mut mode_set = None;
    if let Value::Known(path, _) = &destination {
        let files = Arc::make_mut(&mut state.files);
        let real = files.resolve(path, true);
        let mut parents = place::Parents {
            owner: chown.clone().unwrap_or_else(|| Ownership::root(&cause)),
            mode: mode.of_created_directories(state.builder, &cause),
            root_mode: if state.builder == Builder::Buildah { 0o555 } else { 0o755 },
        };
        if link::is_merged(state.builder, instruction) {
            link::reset_parents(files, &real, into, &parents);
        }
        if unpacked {
            parents.unpacks(state.builder, mode != ModeFlag::None, &cause);
        }
        let touched = place::place(files, &real, into, &sources, &parents, &cause);
        mode_set = mode::event(&mode, instruction, copy, &touched);
        account_files::brought(state, &touched, accounts, &cause);
    }
    let owner = common_owner(&sources, &cause);
    effect.events.push(Event {
        span: instruction.keyword_word.span,
        command: instruction.span,
        conditional: false,
        kind: EventKind::Copied(Copied {
            destination,
            into_directory: into,
            chown: instruction.flag("chown").is_some(),
            uid: owner.uid,
            gid: owner.gid,
            from: from.is_some(),
            only_files: sources.iter().all(|source| matches!(source, Source::File { .. })),
        }),
    });
    effect.events.extend(mode_set);
    effect
}

/// Whether programs may come where every image looks for them.
fn may_bring_programs(state: &State, word: &Word, words: &Words) -> bool {
    match destination(state, word, words) {
        Value::Known(path, _) => {
            let real = state.files.resolve(&path, true);
            PATH.iter().any(|folder| is_within(folder, &real) || is_within(&real, folder))
        }
        Value::Unknown(_) => true,
    }
}

/// The owner that everything shares; unknown where the sources differ.
fn common_owner(sources: &[Source], cause: &Cause) -> Ownership {
    let mut owners = sources.iter().filter_map(Source::owner);
    match owners.next() {
        Some(first) => first.common(&mut owners, &cause.outside()),
        None => Ownership::root(cause),
    }
}

/// A flag or form that this builder does not have ("requires BuildKit", "unknown flag").
fn refused_flag(builder: Builder, instruction: &Instruction) -> Option<Span> {
    let flag = |names: &[&str]| {
        let mut flags = instruction.flags.iter();
        flags.find(|flag| names.contains(&flag.name.text.as_str())).map(|flag| flag.span)
    };
    match builder {
        Builder::BuildKit => None,
        Builder::Classic => flag(&["chmod", "parents", "exclude"])
            .or_else(|| instruction.heredocs.first().map(|heredoc| heredoc.marker)),
        Builder::Buildah => flag(&["unpack"]),
    }
}

/// The owner that `--chown` asks for; `None` without the flag or with an empty value.
fn owner_flag(
    state: &State,
    instruction: &Instruction,
    words: &Words,
    effect: &mut Effect,
) -> Option<Ownership> {
    let word = instruction.flag("chown").and_then(|flag| flag.value.as_ref())?;
    let builder = state.builder;
    let spec = match words.expand(word, &state.env) {
        Ok(Value::Known(spec, _)) => spec,
        Ok(Value::Unknown(cause)) => return Some(Ownership::unknown(&cause)),
        Err(_) => return None,
    };
    if spec.is_empty() {
        // "no value specified for --chown=" (Buildah 1.43).
        if builder == Builder::Buildah {
            effect.outcome = Some(Outcome::Fails(Cause::At(word.span)));
        }
        return None;
    }
    let cause = Cause::At(instruction.span);
    let owner = file_owner(&spec, &cause, &state.accounts, builder);
    for missing in &owner.missing {
        let at = word.text.find(&missing.name).map(|at| word.span.start + at);
        let span = at.map_or(word.span, |at| Span::new(at, at + missing.name.len()));
        effect.events.push(Event {
            span,
            command: instruction.span,
            conditional: false,
            kind: EventKind::OwnerMissing {
                subject: missing.subject,
                name: missing.name.clone(),
                certain: missing.certain,
                copying: true,
            },
        });
    }
    if builder != Builder::BuildKit && !owner.missing.is_empty() {
        let failed = Cause::At(word.span);
        let certain = owner.missing.iter().any(|missing| missing.certain);
        effect.outcome =
            Some(if certain { Outcome::Fails(failed) } else { Outcome::Unknown(failed) });
    }
    // Onto an empty root there is nothing to look a name up in (`invalid user index: -1`).
    let named = spec.split(':').any(|part| !matches!(part, "" | "root") && number(part).is_none());
    let onto_nothing = state.files.is_empty() || link::is_merged(builder, instruction);
    if builder == Builder::BuildKit && named && onto_nothing {
        effect.outcome = Some(Outcome::Fails(Cause::At(word.span)));
    }
    Some(owner.ownership)
}

fn destination(state: &State, word: &Word, words: &Words) -> Value<String> {
    match (words.expand(word, &state.env), &state.workdir) {
        (Ok(Value::Known(path, cause)), Value::Known(current, _)) => {
            Value::Known(join(current, &path), cause)
        }
        (Ok(Value::Known(path, cause)), _) if path.starts_with('/') => {
            Value::Known(join("/", &path), cause)
        }
        (Ok(Value::Known(..)), workdir) => Value::Unknown(workdir.cause().clone()),
        (Ok(unknown), _) => unknown,
        (Err(_), _) => Value::Unknown(Cause::Unreadable(word.span)),
    }
}
