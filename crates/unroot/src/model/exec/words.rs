//! Shell words become arguments: parameters, quotes, splitting, tildes.

use super::place::Place;
use super::world::World;
use crate::model::{Identity, Value};
use shell::{Argument, List, Parameter, Part, Word};

/// Nesting of `${a:-${b:-…}}` that is followed.
const DEPTH: usize = 16;

/// Expands `words`; an unquoted variable may give several arguments, or none, but inside `[[ … ]]`.
pub(crate) fn arguments(
    words: &[Word],
    world: &World,
    who: &Identity,
    place: &Place,
) -> Vec<Argument> {
    if words.first().and_then(Word::literal).as_deref() == Some("[[") {
        let whole =
            |word: &Word| Argument { value: text(word, world, who), span: place.source(word.span) };
        return words.iter().map(whole).collect();
    }
    words.iter().flat_map(|word| fields(word, world, who, place)).collect()
}

fn fields(word: &Word, world: &World, who: &Identity, place: &Place) -> Vec<Argument> {
    let span = place.source(word.span);
    let pieces = pieces(word, world, who, 0).filter(|_| !has_braces(word));
    let Some(pieces) = pieces else { return vec![Argument { value: None, span }] };
    let mut fields: Vec<String> = Vec::new();
    let mut open = false;
    for (text, splits) in pieces {
        if !splits {
            push(&mut fields, &mut open, &text);
            continue;
        }
        if text.starts_with(char::is_whitespace) {
            open = false;
        }
        for (at, part) in text.split_whitespace().enumerate() {
            open &= at == 0;
            push(&mut fields, &mut open, part);
        }
        if text.ends_with(char::is_whitespace) {
            open = false;
        }
    }
    if word.parts.is_empty() {
        fields.push(String::new());
    }
    fields.into_iter().map(|text| Argument { value: Some(text), span }).collect()
}

/// `{a,b}`: bash makes two words of it, a POSIX shell one.
fn has_braces(word: &Word) -> bool {
    let plain = |part: &Part, char: char| matches!(part, Part::Literal { text, quoted: false } if text.contains(char));
    let has = |char: char| word.parts.iter().any(|part| plain(part, char));
    has('{') && has(',') && has('}')
}

fn push(fields: &mut Vec<String>, open: &mut bool, text: &str) {
    match fields.last_mut().filter(|_| *open) {
        Some(field) => field.push_str(text),
        None => fields.push(text.to_owned()),
    }
    *open = true;
}

/// The word as one string, without splitting (an assignment, a redirection's target).
pub(crate) fn text(word: &Word, world: &World, who: &Identity) -> Option<String> {
    let pieces = pieces(word, world, who, 0)?;
    Some(pieces.into_iter().map(|(text, _)| text).collect())
}

/// The parts' texts, and whether each is subject to splitting.
fn pieces(word: &Word, world: &World, who: &Identity, depth: usize) -> Option<Vec<(String, bool)>> {
    let mut pieces = Vec::with_capacity(word.parts.len());
    for (at, part) in word.parts.iter().enumerate() {
        pieces.push(match part {
            Part::Literal { text, quoted: false } if at == 0 && text.starts_with('~') => {
                let rest = &text[1..];
                if !rest.is_empty() && !rest.starts_with('/') {
                    return None;
                }
                (home(world, who)? + rest, false)
            }
            Part::Literal { text, .. } => (text.clone(), false),
            Part::Parameter(parameter) => {
                (self::parameter(parameter, world, who, depth)?, !parameter.quoted)
            }
            Part::Substitution { list, quoted } => (identity(list, who)?, !quoted),
            Part::Arithmetic | Part::Opaque => return None,
        });
    }
    Some(pieces)
}

/// What `$(id -u)` and its like give.
fn identity(list: &List, who: &Identity) -> Option<String> {
    let [simple] = list.simple_commands()[..] else { return None };
    let words: Option<Vec<String>> = simple.words.iter().map(Word::literal).collect();
    let words = words?;
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["id", "-u"] => who.uid.known().map(u32::to_string),
        ["id", "-g"] => who.gid.known().map(u32::to_string),
        ["id", "-un" | "-nu"] | ["whoami"] => who.name.clone(),
        _ => None,
    }
}

fn home(world: &World, who: &Identity) -> Option<String> {
    match world.variables.get("HOME") {
        Some(Value::Known(home, _)) => Some(home.clone()),
        Some(Value::Unknown(_)) if world.variables.iter().any(|(name, _)| name == "HOME") => None,
        _ => who.home.clone(),
    }
}

fn parameter(parameter: &Parameter, world: &World, who: &Identity, depth: usize) -> Option<String> {
    if depth > DEPTH {
        return None;
    }
    let special = !parameter.name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    if special {
        return None;
    }
    let value = match parameter.name.as_str() {
        "HOME" => home(world, who).map(Some)?,
        // Set by the shell or the machine, not by the Dockerfile.
        "PWD" => Some(world.cwd.known()?.clone()),
        "HOSTNAME" | "RANDOM" | "SHELL" | "OLDPWD" | "PATH" | "LINENO" => return None,
        name => match world.variables.get(name) {
            None if !matches!(name, "UID" | "EUID") || !world.sets_uid? => None,
            None => Some(who.uid.known()?.to_string()),
            Some(Value::Known(value, _)) => Some(value.clone()),
            Some(Value::Unknown(_)) => return None,
        },
    };
    let word = || match &parameter.word {
        Some(word) => {
            let pieces = pieces(word, world, who, depth + 1)?;
            Some(pieces.into_iter().map(|(text, _)| text).collect::<String>())
        }
        None => Some(String::new()),
    };
    let (colon, operator) = match parameter.operator.strip_prefix(':') {
        Some(rest) => (true, rest),
        None => (false, parameter.operator.as_str()),
    };
    let counts = value.as_ref().is_some_and(|value| !colon || !value.is_empty());
    match operator {
        "" if !colon => Some(value.unwrap_or_default()),
        "-" | "=" if counts => value,
        "-" | "=" => word(),
        "+" if counts => word(),
        "+" => Some(String::new()),
        "?" if counts => value,
        _ => None,
    }
}
