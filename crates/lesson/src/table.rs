//! Keys and values of a course, read strictly: what is missing, of another type, too long or not known
//! is told with its place.

use super::Problem;
use serde_json::{Map, Value};

/// Keys with values, taken out one by one.
pub(super) struct Table {
    place: String,
    values: Map<String, Value>,
}

impl Table {
    /// `value` as a table; `place` is how a problem calls it.
    pub(super) fn of(value: Value, place: &str) -> Result<Self, Problem> {
        match value {
            Value::Object(values) => Ok(Table { place: place.to_owned(), values }),
            _ => Err(Problem::at(place, "it has to be a table of keys and values")),
        }
    }

    /// Has problems call it `place` from now on.
    pub(super) fn call(&mut self, place: &str) {
        place.clone_into(&mut self.place);
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.values.contains_key(key)
    }

    pub(super) fn is_number(&self, key: &str) -> bool {
        self.values.get(key).is_some_and(Value::is_number)
    }

    pub(super) fn problem(&self, message: impl Into<String>) -> Problem {
        Problem::at(self.place.as_str(), message)
    }

    fn take(&mut self, key: &str) -> Result<Value, Problem> {
        self.values.remove(key).ok_or_else(|| self.problem(format!("`{key}` is missing")))
    }

    /// Text of `most` bytes at most.
    pub(super) fn text(&mut self, key: &str, most: usize) -> Result<String, Problem> {
        match self.take(key)? {
            Value::String(text) if text.len() > most => Err(self.problem(format!(
                "`{key}` is too long: {} bytes, of {most} that it may have",
                text.len()
            ))),
            Value::String(text) => Ok(text),
            _ => Err(self.problem(format!("`{key}` has to be text, in quotes"))),
        }
    }

    /// One line of text that says something.
    pub(super) fn line(&mut self, key: &str) -> Result<String, Problem> {
        const MOST: usize = 300;
        let text = self.text(key, MOST)?;
        if text.trim().is_empty() || text.contains('\n') {
            return Err(self.problem(format!("`{key}` has to be one line of text")));
        }
        Ok(text)
    }

    /// A whole number that fits UIDs.
    pub(super) fn number(&mut self, key: &str) -> Result<u32, Problem> {
        let value = self.take(key)?;
        let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
        number.ok_or_else(|| {
            self.problem(format!("`{key}` has to be a whole number, without quotes"))
        })
    }

    /// `true` or `false`; `false` where it is left out.
    pub(super) fn flag(&mut self, key: &str) -> Result<bool, Problem> {
        match self.values.remove(key) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(flag),
            Some(_) => Err(self.problem(format!("`{key}` has to be `true` or `false`"))),
        }
    }

    /// A list of `most` values at most; an empty one is no list.
    pub(super) fn list(&mut self, key: &str, most: usize) -> Result<Vec<Value>, Problem> {
        match self.take(key)? {
            Value::Array(list) if list.len() > most => Err(self.problem(format!(
                "`{key}` is too long: {}, of {most} that it may have",
                list.len()
            ))),
            Value::Array(list) if !list.is_empty() => Ok(list),
            Value::Array(_) => Err(self.problem(format!("`{key}` is empty"))),
            _ => Err(self.problem(format!("`{key}` has to be a list"))),
        }
    }

    /// What stands under `key`, if anything.
    pub(super) fn value(&mut self, key: &str) -> Option<Value> {
        self.values.remove(key)
    }

    /// Refuses keys that nobody took.
    pub(super) fn end(self) -> Result<(), Problem> {
        match self.values.keys().next() {
            Some(key) => Err(self.problem(format!("nobody knows the key `{key}` here"))),
            None => Ok(()),
        }
    }
}
