//! `COPY` and `ADD`: what they bring, who owns it, and which directories they make. The builder
//! does this as root, whoever USER is.

use super::expand::expand;
use super::identity::{file_owner, number};
use super::simulate::Effect;
use super::workdir::{make_directories, root};
use super::{
    Builder, Cause, Copied, Event, EventKind, Node, Outcome, Ownership, Stage, State, Value, join,
};
use crate::syntax::{Copy, Flag, Instruction, Keyword, Word};
use std::sync::Arc;

/// Carries out `copy` on `state`.
pub(crate) fn bring(
    state: &mut State,
    instruction: &Instruction,
    copy: &Copy,
    stages: &[Stage],
    escape: char,
    builder: Builder,
) -> Effect {
    let cause = Cause::At(instruction.span);
    let mut effect = Effect::default();
    let chown = owner_flag(state, instruction, escape, builder, &mut effect);
    let from = instruction.flag("from").and_then(|flag| flag.value.as_ref());
    let owner = match (&chown, from) {
        (Some(owner), _) => owner.clone(),
        (None, Some(from)) => of_other_stage(copy, &from.text, stages, &cause),
        (None, None) => root(&cause),
    };
    if from.is_some() && state.has_shell == Some(false) {
        state.has_shell = None;
    }
    let destination = destination(state, &copy.destination, escape);
    let many = copy.sources.len() + instruction.heredocs.len() > 1;
    let raw = copy.destination.text.trim_matches('"');
    let into = many || raw.ends_with('/') || raw == "." || raw.ends_with("/.");
    let single = single_file(instruction, copy);
    if let Value::Known(path, _) = &destination {
        let parents = chown.unwrap_or_else(|| root(&cause));
        place(state, path, into, single.as_deref(), &owner, &parents, &cause);
        if path == "/etc"
            || path == "/"
            || path.starts_with("/etc/passwd")
            || path.starts_with("/etc/group")
        {
            doubt_accounts(state, &cause);
        }
    }
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
            single_file: single.is_some(),
        }),
    });
    effect
}

fn doubt_accounts(state: &mut State, cause: &Cause) {
    let doubt = super::Doubt { kind: super::DoubtKind::Anything, cause: cause.clone() };
    Arc::make_mut(&mut state.accounts).doubts.push(doubt);
}

/// The owner that `--chown` asks for; `None` without the flag or with an empty value.
fn owner_flag(
    state: &State,
    instruction: &Instruction,
    escape: char,
    builder: Builder,
    effect: &mut Effect,
) -> Option<Ownership> {
    let word = instruction.flag("chown").and_then(|flag: &Flag| flag.value.as_ref())?;
    let spec = match expand(&word.text, &state.env, escape, word.span) {
        Ok(Value::Known(spec, _)) => spec,
        Ok(Value::Unknown(cause)) => {
            return Some(Ownership {
                uid: Value::Unknown(cause.clone()),
                gid: Value::Unknown(cause),
            });
        }
        Err(_) => {
            effect.outcome = Some(Outcome::Fails(Cause::At(word.span)));
            return None;
        }
    };
    if spec.is_empty() {
        return None;
    }
    let cause = Cause::At(instruction.span);
    let owner = file_owner(&spec, &cause, &state.accounts, builder);
    let certain = owner.missing.iter().any(|missing| missing.certain);
    for missing in &owner.missing {
        let at = word.text.find(&missing.name).map(|at| word.span.start + at);
        let span = at.map_or(word.span, |at| crate::source::Span::new(at, at + missing.name.len()));
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
    if !owner.missing.is_empty() && builder != Builder::BuildKit {
        let failed = Cause::At(word.span);
        effect.outcome =
            Some(if certain { Outcome::Fails(failed) } else { Outcome::Unknown(failed) });
    }
    // Onto an empty root there is nothing to look a name up in (`invalid user index: -1`).
    let named = spec.split(':').any(|part| number(part).is_none() && part != "root");
    let linked = instruction.flag("link").is_some() && instruction.flag("chmod").is_none();
    if named && builder == Builder::BuildKit {
        if state.files.iter().next().is_none() {
            effect.outcome = Some(Outcome::Fails(Cause::At(word.span)));
        } else if linked {
            effect.outcome = Some(Outcome::Unknown(Cause::At(word.span)));
        }
    }
    Some(owner.ownership)
}

fn destination(state: &State, word: &Word, escape: char) -> Value<String> {
    match (expand(&word.text, &state.env, escape, word.span), &state.workdir) {
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

/// The name of the one file that is brought, where the source is a file for certain: a heredoc, or
/// a well-known kind of file name with an extension.
fn single_file(instruction: &Instruction, copy: &Copy) -> Option<String> {
    if let ([heredoc], []) = (&instruction.heredocs[..], &copy.sources[..]) {
        return Some(heredoc.name.clone());
    }
    let [source] = &copy.sources[..] else { return None };
    let name = source.text.rsplit('/').next().unwrap_or_default();
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
    let (stem, extension) = name.rsplit_once('.')?;
    let extracted = instruction.keyword == Keyword::Add
        && ["tar", "gz", "tgz", "bz2", "xz", "zst", "txz", "tbz2"].contains(&extension);
    let letters = extension.bytes().any(|b| b.is_ascii_alphabetic());
    let remote = source.text.contains("://");
    (plain && letters && !stem.is_empty() && !extracted && extension != "d" && !remote)
        .then(|| name.to_owned())
}

/// Who owns what comes from `from`: a stage keeps its owners.
fn of_other_stage(copy: &Copy, from: &str, stages: &[Stage], cause: &Cause) -> Ownership {
    let unknown = || {
        let why = Cause::Outside(cause.span().unwrap_or_default());
        Ownership { uid: Value::Unknown(why.clone()), gid: Value::Unknown(why) }
    };
    let lower = from.to_ascii_lowercase();
    // The stage that is being built is the last of `stages`; it can't copy from itself.
    let earlier = &stages[..stages.len().saturating_sub(1)];
    let named = earlier.iter().rfind(|stage| stage.name.as_ref() == Some(&lower));
    let stage = named.or_else(|| from.parse::<usize>().ok().and_then(|index| earlier.get(index)));
    let Some(stage) = stage else { return unknown() };
    let last = stage.steps.last().expect("a stage has its FROM");
    let mut owners = copy.sources.iter().map(|source| {
        let path = join("/", &source.text);
        last.after.files.ownership(&path)
    });
    let first = owners.next().flatten();
    match first {
        Some(owner) if owners.all(|other| other.as_ref() == Some(&owner)) => owner,
        _ if never_left_root(stage, stages) => root(cause),
        _ => unknown(),
    }
}

/// Whether root alone ran and nobody's ownership was ever given away, so that all that the stage
/// made is root's.
fn never_left_root(stage: &Stage, stages: &[Stage]) -> bool {
    let parents = match stage.base {
        super::StageBase::Stage(parent) => never_left_root(&stages[parent], stages),
        super::StageBase::Image { facts, .. } => facts.is_some(),
        super::StageBase::Unknown(_) => false,
    };
    parents
        && stage.steps.iter().all(|step| {
            let gives_away = step.events.iter().any(|event| match &event.kind {
                EventKind::OwnerSet { .. } => true,
                EventKind::Copied(copied) => copied.uid.known() != Some(&0),
                _ => false,
            });
            step.after.identity().uid.known() == Some(&0) && !gives_away
        })
}

fn place(
    state: &mut State,
    path: &str,
    into: bool,
    single: Option<&str>,
    owner: &Ownership,
    parents: &Ownership,
    cause: &Cause,
) {
    let files = Arc::make_mut(&mut state.files);
    let directory = into || files.get(path).is_some_and(|node| node.directory) || single.is_none();
    if directory {
        make_directories(files, path, parents, cause);
    } else {
        let above = super::ancestors(path).next().unwrap_or("/").to_owned();
        make_directories(files, &above, parents, cause);
    }
    let outside = Cause::Outside(cause.span().unwrap_or_default());
    let file = |owner: &Ownership| Node {
        directory: false,
        uid: owner.uid.clone(),
        gid: owner.gid.clone(),
        mode: Value::Unknown(outside.clone()),
        contents: None,
    };
    match (directory, single) {
        (false, _) => files.set(path, file(owner)),
        (true, Some(name)) => files.set(join(path, name), file(owner)),
        (true, None) => {
            if let Some(node) = files.get_mut(path) {
                node.contents = match node.contents.take() {
                    Some(before) if before.uid.known() != owner.uid.known() => {
                        let mixed = Cause::Undecided(cause.span().unwrap_or_default());
                        Some(Ownership {
                            uid: Value::Unknown(mixed.clone()),
                            gid: Value::Unknown(mixed),
                        })
                    }
                    _ => Some(owner.clone()),
                };
            }
        }
    }
}
