//! What the values of a course may be. Serde reads them; a problem names the key.

use super::{Problem, Who};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde::de::value::MapDeserializer;
use serde_json::{Map, Value};
use std::cell::RefCell;
use unroot::finding::Rule;
use unroot::model::join;
use unroot::rules;
use unroot::verdict::Policy;

/// `value`, which has to be a table, as a `T`; `place` is how a problem calls it.
pub(super) fn read<T: DeserializeOwned>(value: Value, place: &str) -> Result<T, Problem> {
    // Serde's error is about the value of the key that it came to last.
    let last = RefCell::new(String::new());
    let keys = Keys::of(value, place)?.values.into_iter();
    let keys = keys.inspect(|(key, _)| key.clone_into(&mut last.borrow_mut()));
    T::deserialize(MapDeserializer::new(keys)).map_err(|why| problem(place, &last.borrow(), &why))
}

/// The keys of a table, taken out one by one: which there are hangs on the value of one. As an enum
/// that Serde reads, goals weigh more on the page.
pub(super) struct Keys<'a> {
    place: &'a str,
    values: Map<String, Value>,
}

impl<'a> Keys<'a> {
    /// Those of `value`; `place` is how a problem calls it.
    pub(super) fn of(value: Value, place: &'a str) -> Result<Self, Problem> {
        match value {
            Value::Object(values) => Ok(Keys { place, values }),
            _ => Err(Problem::at(place, "it has to be a table of keys and values")),
        }
    }

    /// The value of `key`.
    pub(super) fn take<T: DeserializeOwned>(&mut self, key: &str) -> Result<T, Problem> {
        let value = self.maybe(key)?;
        value.ok_or_else(|| Problem::at(self.place, format!("missing key `{key}`")))
    }

    /// The value of `key`, if it is there.
    pub(super) fn maybe<T: DeserializeOwned>(&mut self, key: &str) -> Result<Option<T>, Problem> {
        let read = self.values.remove(key).map(T::deserialize).transpose();
        read.map_err(|why| problem(self.place, key, &why))
    }

    /// Refuses keys that are left.
    pub(super) fn end(self) -> Result<(), Problem> {
        match self.values.keys().next() {
            Some(key) => Err(Problem::at(self.place, format!("unknown key `{key}`"))),
            None => Ok(()),
        }
    }
}

/// Refuses a `value` of another version than `known`, whatever else is in it.
pub(super) fn has_version(value: &Value, known: u32, place: &str) -> Result<(), Problem> {
    match value.get("version").and_then(Value::as_u64) {
        Some(version) if version != u64::from(known) => {
            let message =
                format!("it has version {version}, and here only version {known} is known");
            Err(Problem::at(place, message))
        }
        _ => Ok(()),
    }
}

/// What Serde, or one of the types below, has against the value of `key`.
fn problem(place: &str, key: &str, why: &serde_json::Error) -> Problem {
    let message = why.to_string();
    // Serde names the key itself where there is none, or one too many, and calls it a field.
    for kind in ["missing", "unknown"] {
        if let Some(rest) = message.strip_prefix(kind).and_then(|rest| rest.strip_prefix(" field"))
        {
            return Problem::at(place, format!("{kind} key{rest}"));
        }
    }
    Problem::at(place, of_key(key, &message))
}

/// `message` about the value of `key`: a predicate goes on with the sentence.
pub(super) fn of_key(key: &str, message: &str) -> String {
    let predicate = message.starts_with("has to ") || message.starts_with("is ");
    format!("`{key}`{}{message}", if predicate { " " } else { ": " })
}

/// Text of `MOST` bytes at most.
#[derive(Deserialize)]
#[serde(try_from = "Value")]
pub(super) struct Text<const MOST: usize>(pub String);

impl<const MOST: usize> TryFrom<Value> for Text<MOST> {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        match value {
            Value::String(text) if text.len() > MOST => {
                Err(format!("is too long: {} bytes, of {MOST} that it may have", text.len()))
            }
            Value::String(text) => Ok(Text(text)),
            _ => Err("has to be text, in quotes".to_owned()),
        }
    }
}

/// One line of text that says something.
#[derive(Deserialize)]
#[serde(try_from = "Text<300>")]
pub(super) struct Line(pub String);

impl TryFrom<Text<300>> for Line {
    type Error = &'static str;

    fn try_from(Text(text): Text<300>) -> Result<Self, Self::Error> {
        if text.trim().is_empty() || text.contains('\n') {
            return Err("has to be one line of text");
        }
        Ok(Line(text))
    }
}

/// A whole number that fits UIDs.
#[derive(Deserialize)]
#[serde(try_from = "Value")]
pub(super) struct Number(pub u32);

impl TryFrom<Value> for Number {
    type Error = &'static str;

    fn try_from(value: Value) -> Result<Self, Self::Error> {
        let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
        number.map(Number).ok_or("has to be a whole number, without quotes")
    }
}

/// A list of `MOST` values at most, and of one at least.
#[derive(Deserialize)]
#[serde(try_from = "Value")]
pub(super) struct Items<const MOST: usize>(pub Vec<Value>);

impl<const MOST: usize> TryFrom<Value> for Items<MOST> {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        match value {
            Value::Array(values) if values.is_empty() => Err("is empty".to_owned()),
            Value::Array(values) if values.len() > MOST => {
                Err(format!("is too long: {}, of {MOST} that it may have", values.len()))
            }
            Value::Array(values) => Ok(Items(values)),
            _ => Err("has to be a list".to_owned()),
        }
    }
}

/// An absolute path, clean.
#[derive(Deserialize)]
#[serde(try_from = "Line")]
pub(super) struct Path(pub String);

impl TryFrom<Line> for Path {
    type Error = String;

    fn try_from(Line(path): Line) -> Result<Self, String> {
        if join("/", &path) == path {
            return Ok(Path(path));
        }
        Err(format!(
            "`{path}` is not an absolute path: it begins with `/`, and does not end with one"
        ))
    }
}

/// Four octal digits.
#[derive(Deserialize)]
#[serde(try_from = "Line")]
pub(super) struct Mode(pub u32);

impl TryFrom<Line> for Mode {
    type Error = &'static str;

    fn try_from(Line(text): Line) -> Result<Self, Self::Error> {
        let digits = text.len() == 4 && !text.starts_with('+');
        let mode = u32::from_str_radix(&text, 8).ok().filter(|_| digits);
        mode.map(Mode).ok_or("has to be four octal digits, such as `0750`")
    }
}

/// A rule, by its id.
#[derive(Deserialize)]
#[serde(try_from = "Line")]
pub(super) struct RuleId(pub &'static Rule);

impl TryFrom<Line> for RuleId {
    type Error = String;

    fn try_from(Line(id): Line) -> Result<Self, String> {
        rules::find(&id).map(RuleId).ok_or_else(|| format!("no rule is called `{id}`"))
    }
}

/// A policy, by its id.
#[derive(Deserialize)]
#[serde(try_from = "Line")]
pub(super) struct PolicyId(pub Policy);

impl TryFrom<Line> for PolicyId {
    type Error = String;

    fn try_from(Line(id): Line) -> Result<Self, String> {
        let found = Policy::ALL.into_iter().find(|policy| policy.id() == id);
        found.map(PolicyId).ok_or_else(|| format!("no policy is called `{id}`"))
    }
}

/// A user or a group: a name in quotes, or a number without them.
#[derive(Deserialize)]
#[serde(try_from = "Value")]
pub(super) struct Account(pub Who);

impl TryFrom<Value> for Account {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        if value.is_number() {
            return Ok(Account(Who::Id(Number::try_from(value)?.0)));
        }
        let Line(name) = serde_json::from_value(value).map_err(|why| why.to_string())?;
        if name.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(format!("is a number: write {name} without quotes"));
        }
        Ok(Account(Who::Name(name)))
    }
}
