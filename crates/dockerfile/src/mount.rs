//! `RUN --mount`: a list of fields with commas between them.

use super::values::fields;
use super::{Flag, Mount};

impl Mount {
    /// Reads a flag `--mount`; `None` where it has no value or one that BuildKit refuses.
    pub(super) fn read(flag: &Flag) -> Option<Mount> {
        let value = flag.value.as_ref()?;
        let field = |field: String| match field.split_once('=') {
            Some((name, value)) => (name.to_ascii_lowercase(), Some(value.to_owned())),
            None => (field.to_ascii_lowercase(), None),
        };
        let fields = fields(&value.text)?.into_iter().map(field).collect();
        Some(Mount { flag: flag.span, span: value.span, fields })
    }

    /// The value of the field `name`, the last one where it is given more than once.
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut fields = self.fields.iter().rev();
        fields.find(|(known, _)| known == name).and_then(|(_, value)| value.as_deref())
    }

    /// What is wrong with it, as far as it shows without variables.
    pub(super) fn problem(&self) -> Option<&'static str> {
        let variable = |(name, value): &(String, Option<String>)| {
            let parts = value.as_ref().and_then(|value| value.split_once('$'));
            name == "from" && parts.is_some_and(|(_, after)| !after.is_empty())
        };
        let wrong = self.fields.iter().any(variable);
        wrong.then_some("`from` of a mount can't hold a variable.")
    }
}

#[cfg(test)]
mod tests {
    use crate::{Mount, parse};

    fn mounts(value: &str) -> Vec<Mount> {
        parse(&format!("FROM a\nRUN --mount={value} id\n")).instructions.remove(1).mounts.clone()
    }

    #[test]
    fn mounts_are_comma_separated() {
        let [mount] = &mounts("Type=cache,\\\"target=/a,b\\\",ro")[..] else { panic!("one mount") };
        assert_eq!((mount.get("type"), mount.get("target")), (Some("cache"), Some("/a,b")));
        assert_eq!(mount.fields[2], ("ro".to_owned(), None));
        assert_eq!(mounts("type=$x,from=a$")[0].problem(), None);
        assert!(mounts("type=bind,FROM=$x")[0].problem().is_some());
        for bad in ["a\\\"b", "\\\"a", "\\\"a\\\"b"] {
            assert!(mounts(bad).is_empty(), "{bad}");
        }
    }

    #[test]
    fn a_field_given_twice_counts_as_the_last_one() {
        assert_eq!(mounts("target=/a,target=/b")[0].get("target"), Some("/b"));
    }
}
