//! `$NAME`, `${NAME…}`, `$1`, `$(…)` and `$((…))`.

use super::arithmetic;
use super::interpreter::{Interpreter, Stop};
use super::place::Place;
use super::words::Piece;
use crate::glob::Syntax;
use crate::model::{Cause, Value};
use shell::{Language, List, Parameter};

/// Nesting of `${a:-${b:-…}}` that is followed.
const DEPTH: usize = 16;
/// Bytes of a value in which patterns are looked for.
const LONGEST: usize = 1024;

/// What a parameter holds.
enum Held {
    Known(String),
    Unset,
    Unknown,
}

impl Held {
    fn of(value: Option<String>) -> Self {
        value.map_or(Held::Unknown, Held::Known)
    }
}

impl Interpreter {
    /// The value of an expansion; `None` where it is not known.
    pub(super) fn parameter(
        &mut self,
        parameter: &Parameter,
        place: &Place,
        depth: usize,
    ) -> Result<Option<Piece>, Stop> {
        let (name, quoted) = (parameter.name.as_str(), parameter.quoted);
        if depth > DEPTH {
            return Ok(None);
        }
        if matches!(name, "@" | "*") {
            return Ok(self.all_positional(parameter));
        }
        let operator = parameter.operator.as_str();
        if operator == "#" && parameter.word.is_none() {
            let length = match self.held(name) {
                Held::Known(value) => Some(value.chars().count()),
                Held::Unset => Some(0),
                Held::Unknown => None,
            };
            return Ok(length.map(|length| Piece::value(length.to_string(), quoted)));
        }
        let held = self.held(name);
        let nounset = self.shell.world.process.nounset;
        let bare = !matches!(operator.trim_start_matches(':'), "-" | "=" | "?" | "+");
        if nounset && bare && matches!(held, Held::Unset) {
            return Err(self.stop());
        }
        let (colon, sign) = match operator.strip_prefix(':') {
            Some(rest) => (true, rest),
            None => (false, operator),
        };
        let counts = match &held {
            Held::Known(value) => Some(!colon || !value.is_empty()),
            Held::Unset => Some(false),
            Held::Unknown => None,
        };
        let word = |inner: &mut Self| match &parameter.word {
            Some(word) => inner.text_within(word, place, depth + 1),
            None => Ok(Some(String::new())),
        };
        let text = |held: Held| match held {
            Held::Known(value) => Some(value),
            Held::Unset => Some(String::new()),
            Held::Unknown => None,
        };
        let value = match (sign, counts) {
            ("", _) if !colon => text(held),
            ("-" | "=" | "?", Some(true)) => text(held),
            ("-", Some(false)) => word(self)?,
            ("=", Some(false)) => {
                let value = word(self)?;
                let cause = Cause::At(self.shell.instruction);
                let value = match value {
                    Some(value) => Value::Known(value, cause),
                    None => Value::Unknown(Cause::Undecided(self.shell.instruction)),
                };
                self.assign(name, value.clone());
                value.known().cloned()
            }
            ("=", None) => {
                self.assign(name, Value::Unknown(Cause::Undecided(self.shell.instruction)));
                None
            }
            ("?", Some(false)) => return Err(self.stop()),
            ("+", Some(true)) => word(self)?,
            ("+", Some(false)) => Some(String::new()),
            ("#" | "##" | "%" | "%%", _) if !colon => {
                let pattern = match &parameter.word {
                    Some(word) => self.pattern(word, place, depth + 1)?,
                    None => Some(String::new()),
                };
                let (at_start, longest) = (sign.starts_with('#'), sign.len() == 2);
                text(held).filter(|value| value.len() <= LONGEST).zip(pattern).map(
                    |(value, pattern)| Syntax::Shell.strip(&value, &pattern, at_start, longest),
                )
            }
            ("-" | "?" | "+", None) => None,
            _ => self.foreign(parameter, text(held), place, depth)?,
        };
        Ok(value.map(|value| Piece::value(value, quoted)))
    }

    /// What POSIX does not have: `${x/a/b}`, `${x:1:2}`, `${x^^}`.
    fn foreign(
        &mut self,
        parameter: &Parameter,
        value: Option<String>,
        place: &Place,
        depth: usize,
    ) -> Result<Option<String>, Stop> {
        let operator = parameter.operator.as_str();
        let in_ash = matches!(operator, "/" | "//" | "/#" | "/%" | ":");
        match self.shell.world.process.language {
            Some(Language::Dash) => return Err(self.stop()),
            Some(Language::Ash) if !in_ash => return Err(self.stop()),
            Some(_) => {}
            None => return Ok(None),
        }
        let value = value.filter(|value| value.len() <= LONGEST);
        let (Some(value), Some(word)) = (value, &parameter.word) else { return Ok(None) };
        let plain = word.literal();
        Ok(match operator {
            "^^" if word.parts.is_empty() => Some(value.to_uppercase()),
            ",," if word.parts.is_empty() => Some(value.to_lowercase()),
            "/" | "//" => {
                let Some(pattern) = self.pattern(word, place, depth + 1)? else { return Ok(None) };
                let (pattern, by) = pattern.split_once('/').unwrap_or((&pattern, ""));
                // Escaped slashes and backslashes are not followed.
                let odd = pattern.contains('\\') || by.contains(['\\', '&']);
                let all = operator == "//";
                (!odd && !pattern.is_empty())
                    .then(|| Syntax::Shell.replace(&value, pattern, by, all))
            }
            ":" => plain.and_then(|range| substring(&value, &range)),
            _ => None,
        })
    }

    /// `$@` and `$*`.
    fn all_positional(&self, parameter: &Parameter) -> Option<Piece> {
        let all = self.shell.world.process.positional.as_ref()?;
        let texts: Option<Vec<String>> = all.iter().map(|value| value.known().cloned()).collect();
        let texts = texts?;
        match (parameter.operator.as_str(), parameter.quoted) {
            ("", true) if parameter.name == "@" => Some(Piece::Many(texts)),
            ("", quoted) => {
                let separators = self.separators()?;
                let between = separators.chars().next().map(String::from).unwrap_or_default();
                // Unquoted, each is split on its own.
                (quoted || separators == " \t\n" || texts.len() < 2)
                    .then(|| Piece::value(texts.join(&between), quoted))
            }
            ("+" | ":+", quoted) if texts.is_empty() => Some(Piece::value(String::new(), quoted)),
            _ => None,
        }
    }

    fn held(&self, name: &str) -> Held {
        let process = &self.shell.world.process;
        if let Ok(number) = name.parse::<usize>() {
            let Some(all) = process.positional.as_ref().filter(|_| number > 0) else {
                return Held::Unknown;
            };
            return match all.get(number - 1) {
                Some(value) => Held::of(value.known().cloned()),
                None => Held::Unset,
            };
        }
        match name {
            "#" => return Held::of(process.positional.as_ref().map(|all| all.len().to_string())),
            "?" => return Held::of(self.status()),
            _ if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') => {
                return Held::Unknown;
            }
            _ => {}
        }
        let variables = &self.shell.world.variables;
        match name {
            "HOME" => Held::of(self.home()),
            // Set by the shell or the machine, not by the Dockerfile.
            "PWD" => Held::of(self.shell.world.cwd.known().cloned()),
            "OLDPWD" => {
                Held::of(process.previous.as_ref().and_then(|value| value.known().cloned()))
            }
            "HOSTNAME" | "RANDOM" | "SHELL" | "PATH" | "LINENO" | "PPID" | "OPTIND" | "SECONDS" => {
                Held::Unknown
            }
            "IFS" => Held::of(self.separators()),
            name => match variables.get(name) {
                None if !matches!(name, "UID" | "EUID") => match self.is_set_by_bash(name) {
                    false => Held::Unset,
                    true => Held::Unknown,
                },
                None => match self.shell.world.sets_uid {
                    Some(true) => Held::of(self.shell.who.uid.known().map(u32::to_string)),
                    Some(false) => Held::Unset,
                    None => Held::Unknown,
                },
                Some(value) => Held::of(value.known().cloned()),
            },
        }
    }

    fn is_set_by_bash(&self, name: &str) -> bool {
        let own = name.starts_with("BASH")
            || matches!(name, "HOSTTYPE" | "OSTYPE" | "MACHTYPE" | "GROUPS");
        own && !matches!(self.shell.world.process.language, Some(Language::Dash | Language::Ash))
    }

    /// What the commands print, without the newlines at its end.
    pub(super) fn substitution(&mut self, list: &List, place: &Place) -> Option<String> {
        let process = &self.shell.world.process;
        // dash and `sh` that is bash hand `set -e` on, the others do not.
        let inherits = match process.language {
            Some(Language::Ash) => false,
            Some(Language::Bash) => process.posix,
            Some(Language::Dash) | None => true,
        };
        let errexit = self.shell.world.errexit && inherits;
        let (exit, text) = self.printing(|inner| {
            inner.isolated(|inner| {
                inner.shell.world.errexit = errexit;
                inner.list(list, place)
            })
        });
        self.substituted = Some(exit);
        text.map(|text| text.trim_end_matches('\n').to_owned())
    }

    /// The value of `$((text))`.
    pub(super) fn arithmetic(&mut self, text: &str) -> Option<i64> {
        let (value, set) = {
            let lookup = |name: &str| match self.held(name) {
                Held::Known(value) => Some(value),
                Held::Unset => Some(String::new()),
                Held::Unknown => None,
            };
            match arithmetic::evaluate(text, &lookup) {
                Some(result) => result,
                None => {
                    self.forget_in_arithmetic(text);
                    return None;
                }
            }
        };
        for (name, value) in set {
            self.assign(&name, Value::Known(value.to_string(), Cause::At(self.shell.instruction)));
        }
        Some(value)
    }

    /// What can't be computed may set each variable that it names, if it sets any.
    fn forget_in_arithmetic(&mut self, text: &str) {
        if !text
            .replace("==", "")
            .replace("!=", "")
            .replace("<=", "")
            .replace(">=", "")
            .contains('=')
            && !text.contains("++")
            && !text.contains("--")
        {
            return;
        }
        let name = |char: char| !(char.is_ascii_alphanumeric() || char == '_');
        for name in text.split(name).filter(|name| name.starts_with(|c: char| !c.is_ascii_digit()))
        {
            self.assign(name, Value::Unknown(Cause::Undecided(self.shell.instruction)));
        }
    }
}

/// `${value:offset:length}`
fn substring(value: &str, range: &str) -> Option<String> {
    let (offset, length) = match range.split_once(':') {
        Some((offset, length)) => (offset, Some(length.trim().parse::<usize>().ok()?)),
        None => (range, None),
    };
    let offset: usize = offset.trim().parse().ok()?;
    let rest = value.chars().skip(offset);
    Some(match length {
        Some(length) => rest.take(length).collect(),
        None => rest.collect(),
    })
}
