//! `--chmod` of COPY and ADD.

use super::super::words::Words;
use super::super::{Builder, Cause, Event, EventKind, Mode, Outcome, State, Value};
use dockerfile::{Copy, Instruction};

/// What the flag asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ModeFlag {
    /// Not given.
    None,
    /// Permission bits for files and directories alike, and as they are written.
    Octal(u32, Mode, Cause),
    /// A change in letters, which starts from the source's mode.
    Symbolic(Mode, Cause),
    /// Depends on something that is not known.
    Unknown(Cause),
}

/// Reads the flag; what the builder refuses is an outcome.
pub(super) fn flag(
    state: &State,
    instruction: &Instruction,
    words: &Words,
) -> Result<ModeFlag, Outcome> {
    let Some(word) = instruction.flag("chmod").and_then(|flag| flag.value.as_ref()) else {
        return Ok(ModeFlag::None);
    };
    let refused = Outcome::Fails(Cause::At(word.span));
    let text = match words.expand(word, &state.env) {
        Ok(Value::Known(text, _)) if text.is_empty() => return Ok(ModeFlag::None),
        Ok(Value::Known(text, _)) => text,
        Ok(Value::Unknown(cause)) => return Ok(ModeFlag::Unknown(cause)),
        Err(_) => return Err(refused),
    };
    let (mode, cause) = (Mode::parse(&text), Cause::At(instruction.span));
    if mode.is_numeric() {
        let bits = mode.bits().filter(|bits| *bits <= 0o7777);
        return bits.map(|bits| ModeFlag::Octal(bits, mode, cause)).ok_or(refused);
    }
    // Letters are BuildKit's since Dockerfile 1.14; Buildah reads a number only.
    let understood = state.builder == Builder::BuildKit && mode.applied(0, false).is_some();
    if understood { Ok(ModeFlag::Symbolic(mode, cause)) } else { Err(refused) }
}

/// Tells of the mode that the flag gave to what was written.
pub(super) fn event(
    mode: &ModeFlag,
    instruction: &Instruction,
    copy: &Copy,
    touched: &[String],
) -> Option<Event> {
    let (ModeFlag::Octal(_, set, _) | ModeFlag::Symbolic(set, _)) = mode else { return None };
    let word = instruction.flag("chmod")?.value.as_ref()?;
    let whole = |path: &String| {
        let tree = path.len() > 1 && path.ends_with('/');
        (path[..path.len() - usize::from(tree)].to_owned(), copy.destination.span)
    };
    let kind = EventKind::ModeSet {
        mode: set.clone(),
        paths: touched.iter().map(whole).collect(),
        recursive: touched.iter().any(|path| path.ends_with('/')),
    };
    Some(Event { span: word.span, command: instruction.span, kind, conditional: false })
}

impl ModeFlag {
    /// The mode of directories that the instruction makes: an octal mode counts for them too in
    /// BuildKit, without setuid, setgid and sticky.
    pub(super) fn of_created_directories(&self, builder: Builder, cause: &Cause) -> Value<u32> {
        match (self, builder) {
            (ModeFlag::Octal(bits, _, why), Builder::BuildKit) => {
                Value::Known(bits & 0o777, why.clone())
            }
            (ModeFlag::Unknown(why), Builder::BuildKit) => Value::Unknown(why.clone()),
            _ => Value::Known(0o755, cause.clone()),
        }
    }

    /// The mode of what is copied and had `mode`.
    pub(super) fn apply(&self, mode: &Value<u32>, directory: bool) -> Value<u32> {
        match self {
            ModeFlag::None => mode.clone(),
            ModeFlag::Octal(bits, _, cause) => {
                let bits = if directory { bits & !0o1000 } else { *bits };
                Value::Known(bits, cause.clone())
            }
            ModeFlag::Symbolic(change, cause) => {
                let after = match mode.known() {
                    Some(before) => change.applied(*before, directory),
                    None => change.applied_to_any(directory),
                };
                match after {
                    Some(mode) => Value::Known(mode, cause.clone()),
                    None => Value::Unknown(mode.cause().clone()),
                }
            }
            ModeFlag::Unknown(cause) => Value::Unknown(cause.clone()),
        }
    }
}
