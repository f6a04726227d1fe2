//! Variable substitution in instructions, as BuildKit does it (`frontend/dockerfile/shell/lex.go`):
//! quotes and escapes are removed, `$name` and `${name…}` replaced.

use super::map::Map;
use super::{Builder, Cause, Value};
use crate::glob::Syntax;
use dockerfile::Span;
use std::sync::Arc;

/// Variables in scope: known, unknown (a build argument from outside), or absent.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Environment {
    variables: Map<Variable>,
    /// What any variable is that is not listed: the environment of an image that nobody knows.
    unlisted: Option<Value<String>>,
    /// Whose rules of substitution and precedence hold.
    builder: Builder,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Variable {
    value: Value<String>,
    /// ENV set it, here or in the image, and not ARG.
    by_env: bool,
}

impl Environment {
    /// No variables, except those that an image nobody knows may set, if `cause` is given.
    pub fn new(cause: Option<Cause>, builder: Builder) -> Self {
        let unlisted = cause.map(Value::Unknown);
        Environment { unlisted, builder, ..Environment::default() }
    }

    /// The variable `name`; `None` where nothing sets it.
    pub fn get(&self, name: &str) -> Option<&Value<String>> {
        self.variables.get(name).map(|known| &known.value).or(self.unlisted.as_ref())
    }

    /// ENV sets `name`.
    pub(crate) fn set_by_env(&mut self, name: impl Into<Arc<str>>, value: Value<String>) {
        self.variables.insert(name.into(), Variable { value, by_env: true });
    }

    /// ARG sets `name`: in BuildKit the later instruction wins, elsewhere ENV always does
    /// (`evaluator.go` of moby, Buildah alike).
    pub(crate) fn set_by_arg(&mut self, name: impl Into<Arc<str>>, value: Value<String>) {
        let name = name.into();
        if self.builder != Builder::BuildKit && self.is_by_env(&name) {
            return;
        }
        self.variables.insert(name, Variable { value, by_env: false });
    }

    /// What a stage that starts from this one sees: the classic builder hands on no arguments.
    pub(crate) fn inherited(&self) -> Self {
        let mut inherited = self.clone();
        if self.builder == Builder::Classic {
            inherited.variables.retain(|name| self.is_by_env(name));
        }
        inherited
    }

    /// Sets the variable `name` of a shell.
    pub fn set(&mut self, name: impl Into<Arc<str>>, value: Value<String>) {
        let name = name.into();
        let by_env = self.is_by_env(&name);
        self.variables.insert(name, Variable { value, by_env });
    }

    /// Nothing sets `name` any more.
    pub(crate) fn unset(&mut self, name: &str) {
        self.variables.retain(|known| known != name);
    }

    /// Whether `name` is listed: the variables of an unknown image are not.
    pub(crate) fn is_listed(&self, name: &str) -> bool {
        self.variables.get(name).is_some()
    }

    fn is_by_env(&self, name: &str) -> bool {
        self.variables.get(name).is_some_and(|known| known.by_env)
    }

    /// From here on any variable may have any value, for this reason.
    pub(crate) fn blur(&mut self, cause: Cause) {
        let unknown = Value::Unknown(cause);
        for (_, variable) in self.variables.those_mut(|name| name != "HOME") {
            variable.value = unknown.clone();
        }
        self.unlisted = Some(unknown);
    }

    /// The variables that are listed.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value<String>)> {
        self.variables.iter().map(|(name, known)| (name, &known.value))
    }
}

/// Why a substitution stops the build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused;

/// What expansion came to: the value, or the first variable that hides it, or a build error.
pub(crate) type Expanded = Result<Value<String>, Refused>;

/// Expands `text`, which stands at `span`. A variable that nothing sets is empty.
pub(crate) fn expand(text: &str, env: &Environment, escape: char, span: Span) -> Expanded {
    // Most words hold nothing to expand.
    if !text.contains(['$', '\'', '"', escape]) {
        return Ok(Value::Known(text.to_owned(), Cause::At(span)));
    }
    let mut reader =
        Reader { chars: text.chars().collect(), at: 0, env, escape, span, hidden: None };
    let out = reader.word(|_| false, 0)?;
    Ok(match reader.hidden {
        Some(cause) => Value::Unknown(cause),
        None => Value::Known(out, Cause::At(span)),
    })
}

/// Nesting of `${a:-${b:-…}}` beyond which the text is refused.
const DEPTH: usize = 32;

struct Reader<'a> {
    chars: Vec<char>,
    at: usize,
    env: &'a Environment,
    escape: char,
    span: Span,
    hidden: Option<Cause>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let char = self.peek()?;
        self.at += 1;
        Some(char)
    }

    /// Reads up to the end, or to a character for which `stop` holds (left unread).
    fn word(
        &mut self,
        stop: impl Fn(char) -> bool + Copy,
        depth: usize,
    ) -> Result<String, Refused> {
        let mut out = String::new();
        while let Some(char) = self.peek() {
            if stop(char) {
                break;
            }
            match char {
                '\'' => self.single_quoted(&mut out)?,
                '"' => self.double_quoted(&mut out, depth)?,
                '$' => out.push_str(&self.dollar(depth)?),
                char => {
                    self.at += 1;
                    if char != self.escape {
                        out.push(char);
                    } else if let Some(next) = self.next() {
                        out.push(next);
                    }
                }
            }
        }
        Ok(out)
    }

    fn single_quoted(&mut self, out: &mut String) -> Result<(), Refused> {
        self.at += 1;
        loop {
            match self.next() {
                None => return Err(Refused),
                Some('\'') => return Ok(()),
                Some(char) => out.push(char),
            }
        }
    }

    fn double_quoted(&mut self, out: &mut String, depth: usize) -> Result<(), Refused> {
        self.at += 1;
        loop {
            match self.peek() {
                None => return Err(Refused),
                Some('"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some('$') => out.push_str(&self.dollar(depth)?),
                Some(char) => {
                    self.at += 1;
                    match self.peek() {
                        Some(next) if char == self.escape && matches!(next, '"' | '$') => {
                            out.push(next);
                            self.at += 1;
                        }
                        Some(next) if char == self.escape && next == self.escape => {
                            out.push(next);
                            self.at += 1;
                        }
                        _ => out.push(char),
                    }
                }
            }
        }
    }

    fn dollar(&mut self, depth: usize) -> Result<String, Refused> {
        self.at += 1;
        if depth > DEPTH {
            return Err(Refused);
        }
        if self.peek() != Some('{') {
            let name = self.name();
            return Ok(if name.is_empty() { "$".into() } else { self.value(&name) });
        }
        self.at += 1;
        if matches!(self.peek(), None | Some('}' | ':')) {
            return Err(Refused);
        }
        let name = self.name();
        let Some(operator) = self.next() else { return Err(Refused) };
        if operator == '}' {
            return Ok(self.value(&name));
        }
        let value = match operator {
            ':' => self.modifier(&name, true, depth)?,
            // Buildah knows these after a colon only.
            '+' | '-' | '?' if self.env.builder != Builder::Buildah => {
                self.at -= 1;
                self.modifier(&name, false, depth)?
            }
            '#' | '%' => self.strip(&name, operator, depth)?,
            '/' => self.replace(&name, depth)?,
            _ => return Err(Refused),
        };
        if self.next() == Some('}') { Ok(value) } else { Err(Refused) }
    }

    fn name(&mut self) -> String {
        let mut name = String::new();
        while let Some(char) = self.peek() {
            let special = name.is_empty() && "@*#?-$!0".contains(char);
            let digit = name.is_empty() && char.is_ascii_digit();
            if !(special || char == '_' || char.is_ascii_alphanumeric()) {
                break;
            }
            name.push(char);
            self.at += 1;
            if special || digit {
                break;
            }
        }
        name
    }

    /// The value; empty and noted as hidden where it comes from outside.
    fn value(&mut self, name: &str) -> String {
        match self.env.get(name) {
            Some(Value::Known(value, _)) => value.clone(),
            None => String::new(),
            Some(Value::Unknown(_)) => {
                self.hide(name);
                String::new()
            }
        }
    }

    fn hide(&mut self, name: &str) {
        self.hidden.get_or_insert_with(|| Cause::Variable(Arc::from(name), self.span));
    }

    fn modifier(&mut self, name: &str, colon: bool, depth: usize) -> Result<String, Refused> {
        // Before the value: what is no operator stops the build whatever the variable holds.
        let operator = self.next().filter(|next| "-+?".contains(*next)).ok_or(Refused)?;
        let hidden_before = self.hidden.clone();
        let word = self.word(|char| char == '}', depth + 1)?;
        let hidden_by_word = std::mem::replace(&mut self.hidden, hidden_before.clone());
        let value = self.env.get(name).cloned();
        let known = value.as_ref().and_then(Value::known);
        if matches!(value, Some(Value::Unknown(_))) {
            self.hide(name);
            return Ok(String::new());
        }
        let counts = known.is_some_and(|value| !colon || !value.is_empty());
        let use_word = match operator {
            '-' => !counts,
            '+' => counts,
            '?' if counts => false,
            // Buildah goes on, with what is not documented.
            '?' if self.env.builder == Builder::Buildah => {
                self.hide(name);
                return Ok(String::new());
            }
            _ => return Err(Refused),
        };
        if use_word {
            self.hidden = hidden_by_word;
            return Ok(word);
        }
        Ok(if operator == '+' { String::new() } else { known.cloned().unwrap_or_default() })
    }

    fn strip(&mut self, name: &str, operator: char, depth: usize) -> Result<String, Refused> {
        let longest = self.peek() == Some(operator);
        if longest {
            self.at += 1;
        }
        let pattern = self.word(|char| char == '}', depth + 1)?;
        Ok(Syntax::BuildKit.strip(&self.value(name), &pattern, operator == '#', longest))
    }

    fn replace(&mut self, name: &str, depth: usize) -> Result<String, Refused> {
        let all = self.peek() == Some('/');
        if all {
            self.at += 1;
        }
        let pattern = self.word(|char| matches!(char, '/' | '}'), depth + 1)?;
        let by = if self.peek() == Some('/') {
            self.at += 1;
            self.word(|char| char == '}', depth + 1)?
        } else {
            String::new()
        };
        Ok(Syntax::BuildKit.replace(&self.value(name), &pattern, &by, all))
    }
}

#[cfg(test)]
mod tests;
