//! `chown` and `chgrp`: owners, and whether the identity may change them.

use super::arg::Arg;
use super::walk::{Exit, Walker};
use crate::model::identity::number;
use crate::model::{Cause, Denial, EventKind, Lookup, Outcome, Ownership, Subject, Value, join};
use crate::source::Span;
use std::sync::Arc;

/// Carries out one of them; `None` for other programs.
pub(crate) fn run(
    walker: &mut Walker,
    program: &str,
    at: Span,
    rest: &[Arg],
    command: Span,
) -> Option<Exit> {
    let options = Options::read(rest);
    let exit = match program {
        "chown" | "chgrp" if options.reference => Exit::Unknown,
        "chown" => chown(walker, at, &options, command, false),
        "chgrp" => chown(walker, at, &options, command, true),
        "chmod" => super::chmod::chmod(walker, at, &options, command),
        _ => return None,
    };
    Some(exit)
}

/// Flags and operands of `chown`, `chgrp` and `chmod`.
pub(super) struct Options<'a> {
    pub(super) recursive: bool,
    reference: bool,
    pub(super) operands: Vec<&'a Arg>,
}

impl<'a> Options<'a> {
    fn read(rest: &'a [Arg]) -> Self {
        let mut options = Options { recursive: false, reference: false, operands: Vec::new() };
        let mut only_operands = false;
        for arg in rest {
            let text = arg.text();
            let mode = text.starts_with('-')
                && text[1..].chars().all(|c| "rwxXst=+-,ugoa".contains(c))
                && text.len() > 1;
            match text {
                "--" => only_operands = true,
                "--recursive" => options.recursive = true,
                _ if text.starts_with("--reference") => options.reference = true,
                _ if only_operands
                    || !text.starts_with('-')
                    || (mode && options.operands.is_empty()) =>
                {
                    options.operands.push(arg);
                }
                _ => options.recursive |= !text.starts_with("--") && text.contains('R'),
            }
        }
        options
    }
}

/// Paths with where they stand; `None` for those that are not known.
pub(super) fn paths(walker: &Walker, operands: &[&Arg]) -> Vec<Option<(String, Span)>> {
    let cwd = walker.world.cwd.known();
    let absolute = |arg: &&Arg| {
        let text = arg.value.as_deref().filter(|text| !text.is_empty())?;
        let base = match (text.starts_with('/'), cwd) {
            (true, _) => "/",
            (false, Some(cwd)) => cwd,
            (false, None) => return None,
        };
        Some((join(base, text), arg.span))
    };
    operands.iter().map(absolute).collect()
}

fn chown(
    walker: &mut Walker,
    at: Span,
    options: &Options,
    command: Span,
    group_only: bool,
) -> Exit {
    let Some((spec, targets)) = options.operands.split_first() else {
        return Exit::Fails(Cause::At(command));
    };
    let paths = paths(walker, targets);
    let Some(text) = spec.value.as_deref() else {
        blur(walker, &paths, options.recursive, command);
        return Exit::Unknown;
    };
    let spec_text = if group_only { format!(":{text}") } else { text.to_owned() };
    let owner = match owner(walker, &spec_text, spec.span, command) {
        Ok(owner) => owner,
        Err(exit) => return exit,
    };
    if walker.who.uid.known().is_some_and(|uid| *uid != 0)
        && let Some(exit) = denied(walker, &paths, &owner, at, command)
    {
        return exit;
    }
    let known: Vec<_> = paths.iter().flatten().cloned().collect();
    for (path, _) in &known {
        give(walker, path, &owner, options.recursive, command);
    }
    let kind = EventKind::OwnerSet { owner: spec_text, paths: known, recursive: options.recursive };
    walker.event(spec.span, command, kind);
    Exit::Ok
}

/// Owner and group to set; `None` leaves that part alone.
struct Target {
    uid: Option<Value<u32>>,
    gid: Option<Value<u32>>,
}

fn owner(walker: &mut Walker, spec: &str, span: Span, command: Span) -> Result<Target, Exit> {
    let cause = Cause::At(command);
    let separator = if spec.contains(':') { ':' } else { '.' };
    let dotted = separator == '.' && walker.world.accounts.user(spec).is_missing();
    let (user, group) = match spec.split_once(separator) {
        Some((user, group)) if separator == ':' || dotted => (user, Some(group)),
        _ => (spec, None),
    };
    let accounts = walker.world.accounts.clone();
    let mut login_group = None;
    let mut missing = None;
    let uid = match number(user) {
        _ if user.is_empty() => None,
        Some(id) => {
            let uid = u32::try_from(id).unwrap_or(u32::MAX);
            login_group = accounts.user_by_uid(uid).found().map(|user| user.gid.clone());
            Some(Value::Known(uid, cause.clone()))
        }
        None => Some(match accounts.user(user) {
            Lookup::Found(found) => {
                login_group = Some(found.gid.clone());
                found.uid.clone()
            }
            Lookup::Maybe(why) => Value::Unknown(why),
            Lookup::Missing { certain } => {
                missing = Some((Subject::User, user, certain));
                Value::Unknown(cause.clone())
            }
        }),
    };
    let gid = match group {
        None => None,
        // `chown app:` means the login group.
        Some("") => Some(login_group.unwrap_or(Value::Unknown(cause.clone()))),
        Some(group) => match number(group) {
            Some(id) => Some(Value::Known(u32::try_from(id).unwrap_or(u32::MAX), cause.clone())),
            None => Some(match accounts.group(group) {
                Lookup::Found(found) => found.gid.clone(),
                Lookup::Maybe(why) => Value::Unknown(why),
                Lookup::Missing { certain } => {
                    missing = missing.or(Some((Subject::Group, group, certain)));
                    Value::Unknown(cause.clone())
                }
            }),
        },
    };
    let Some((subject, name, certain)) = missing else { return Ok(Target { uid, gid }) };
    let kind = EventKind::OwnerMissing { subject, name: name.to_owned(), certain, copying: false };
    let span = within(span, spec, name);
    walker.event(span, command, kind);
    Err(if certain { Exit::Fails(cause) } else { Exit::Unknown })
}

/// The place of `name` in a word that reads `spec`, where nothing but it stands there.
fn within(span: Span, spec: &str, name: &str) -> Span {
    let plain = spec.trim_start_matches(':');
    if span.end - span.start != plain.len() {
        return span;
    }
    let at = if plain.starts_with(name) { 0 } else { plain.len() - name.len() };
    Span::new(span.start + at, span.start + at + name.len())
}

/// Somebody other than root changes an owner: allowed only from oneself to oneself.
fn denied(
    walker: &mut Walker,
    paths: &[Option<(String, Span)>],
    owner: &Target,
    at: Span,
    command: Span,
) -> Option<Exit> {
    let me = walker.who.uid.known().copied();
    let files = walker.world.files.clone();
    for (path, _) in paths.iter().flatten() {
        let now = files.ownership(path).and_then(|now| now.uid.known().copied());
        let to = owner.uid.as_ref().map(|uid| uid.known().copied());
        let allowed = match (now, to) {
            (Some(now), _) if Some(now) != me => Some(false),
            (_, Some(Some(to))) if Some(to) != me => Some(false),
            (Some(_), None | Some(Some(_))) => Some(true),
            _ => None,
        };
        if allowed == Some(false) {
            let fails = Outcome::Fails(Cause::At(command));
            let what = Denial::Change { path: path.clone() };
            walker.event(at, command, EventKind::Denied { what, fails });
            return Some(Exit::Fails(Cause::At(command)));
        }
        if allowed.is_none() {
            return Some(Exit::Unknown);
        }
    }
    None
}

fn give(walker: &mut Walker, path: &str, owner: &Target, recursive: bool, command: Span) {
    let cause = Cause::At(command);
    let files = Arc::make_mut(&mut walker.world.files);
    if path.contains(['*', '?', '[']) {
        let directory = path.rsplit_once('/').map_or("/", |(above, _)| above).to_owned();
        let hit = files.within_mut(&directory).filter(|(known, _)| *known != directory);
        hit.for_each(|(_, node)| set(&mut node.uid, &mut node.gid, owner));
        if let Some(node) = files.get_mut(&directory) {
            node.contents = contents(node.contents.take(), owner, &cause);
        }
        return;
    }
    if files.get(path).is_none() {
        let unknown = || Value::Unknown(Cause::Outside(command));
        let node = crate::model::Node {
            directory: recursive,
            uid: unknown(),
            gid: unknown(),
            mode: unknown_mode(command),
            contents: None,
        };
        files.set(path, node);
    }
    if recursive {
        for (_, node) in files.within_mut(path) {
            set(&mut node.uid, &mut node.gid, owner);
            if node.directory {
                node.contents = contents(node.contents.take(), owner, &cause);
            }
        }
    } else if let Some(node) = files.get_mut(path) {
        set(&mut node.uid, &mut node.gid, owner);
    }
}

fn unknown_mode(command: Span) -> Value<u32> {
    Value::Unknown(Cause::Outside(command))
}

fn set(uid: &mut Value<u32>, gid: &mut Value<u32>, owner: &Target) {
    if let Some(to) = &owner.uid {
        *uid = to.clone();
    }
    if let Some(to) = &owner.gid {
        *gid = to.clone();
    }
}

fn contents(before: Option<Ownership>, owner: &Target, cause: &Cause) -> Option<Ownership> {
    let unknown = || Value::Unknown(cause.clone());
    let mut inside = before.unwrap_or_else(|| Ownership { uid: unknown(), gid: unknown() });
    set(&mut inside.uid, &mut inside.gid, owner);
    Some(inside)
}

fn blur(walker: &mut Walker, paths: &[Option<(String, Span)>], recursive: bool, command: Span) {
    let cause = Cause::Undecided(command);
    let unknown =
        Target { uid: Some(Value::Unknown(cause.clone())), gid: Some(Value::Unknown(cause)) };
    for (path, _) in paths.iter().flatten() {
        give(walker, path, &unknown, recursive, command);
    }
}
