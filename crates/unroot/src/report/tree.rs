//! JSON as a tree, and as text.

use std::borrow::Cow;

/// A JSON value as far as the reports need them; the members of an object keep their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Json<'a> {
    Null,
    Bool(bool),
    Number(usize),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Vec<(&'static str, Json<'a>)>),
}

impl<'a> Json<'a> {
    /// An object with these members.
    pub(super) fn object<const N: usize>(members: [(&'static str, Json<'a>); N]) -> Self {
        Json::Object(members.into())
    }

    /// Adds a member to an object.
    pub(super) fn put(&mut self, key: &'static str, value: Json<'a>) {
        if let Json::Object(members) = self {
            members.push((key, value));
        }
    }

    /// The text, indented by two spaces, with a newline at its end.
    pub(super) fn to_text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, 0);
        out.push('\n');
        out
    }

    fn write(&self, out: &mut String, depth: usize) {
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Json::Number(value) => out.push_str(&value.to_string()),
            Json::Text(text) => write_text(out, text),
            Json::List(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    begin_item(out, at, depth);
                    item.write(out, depth + 1);
                }
                end_items(out, items.len(), depth);
                out.push(']');
            }
            Json::Object(members) => {
                out.push('{');
                for (at, (key, value)) in members.iter().enumerate() {
                    begin_item(out, at, depth);
                    write_text(out, key);
                    out.push_str(": ");
                    value.write(out, depth + 1);
                }
                end_items(out, members.len(), depth);
                out.push('}');
            }
        }
    }
}

fn begin_item(out: &mut String, at: usize, depth: usize) {
    if at > 0 {
        out.push(',');
    }
    begin_line(out, depth + 1);
}

fn end_items(out: &mut String, count: usize, depth: usize) {
    if count > 0 {
        begin_line(out, depth);
    }
}

fn begin_line(out: &mut String, depth: usize) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str("  ");
    }
}

fn write_text(out: &mut String, text: &str) {
    out.push('"');
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\0'..' ' => {
                let digit = |value: u32| char::from_digit(value, 16).unwrap_or('0');
                out.push_str("\\u00");
                out.extend([digit(char as u32 >> 4), digit(char as u32 & 15)]);
            }
            char => out.push(char),
        }
    }
    out.push('"');
}

impl From<bool> for Json<'_> {
    fn from(value: bool) -> Self {
        Json::Bool(value)
    }
}

impl From<usize> for Json<'_> {
    fn from(value: usize) -> Self {
        Json::Number(value)
    }
}

impl From<u32> for Json<'_> {
    fn from(value: u32) -> Self {
        Json::Number(value as usize)
    }
}

impl<'a> From<&'a str> for Json<'a> {
    fn from(text: &'a str) -> Self {
        Json::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Json<'_> {
    fn from(text: String) -> Self {
        Json::Text(Cow::Owned(text))
    }
}

impl<'a, T: Into<Json<'a>>> From<Option<T>> for Json<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Json::Null, Into::into)
    }
}

impl<'a> FromIterator<Json<'a>> for Json<'a> {
    fn from_iter<I: IntoIterator<Item = Json<'a>>>(items: I) -> Self {
        Json::List(items.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> Json<'static> {
        let every: String = (0..=0x2100).filter_map(char::from_u32).chain(['\u{1f433}']).collect();
        let mut tree = Json::object([
            ("text", every.into()),
            ("none", None::<usize>.into()),
            ("most", u32::MAX.into()),
            ("lists", [Json::List(vec![]), true.into(), "".into()].into_iter().collect()),
        ]);
        tree.put("empty", Json::object([]));
        tree
    }

    #[test]
    fn what_is_written_is_read_by_others_and_looks_as_theirs() {
        let text = tree().to_text();
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["most"], u32::MAX);
        assert_eq!(read["text"].as_str().map(|text| text.chars().count()), Some(0x2102));
        // The other writer sorts its keys.
        let Json::Object(mut members) = tree() else { panic!() };
        members.sort_by_key(|(key, _)| *key);
        let theirs = serde_json::to_string_pretty(&read).unwrap() + "\n";
        assert_eq!(Json::Object(members).to_text(), theirs);
    }

    #[test]
    fn members_keep_their_order() {
        let expected = "{\n  \"b\": 1,\n  \"a\": [\n    null\n  ]\n}\n";
        let tree = Json::object([("b", 1_usize.into()), ("a", Json::List(vec![Json::Null]))]);
        assert_eq!(tree.to_text(), expected);
    }
}
