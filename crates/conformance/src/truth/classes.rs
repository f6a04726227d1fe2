//! Classes of findings that no tool owns, and the checks of each tool that report them: `classes.toml`.

use serde::Deserialize;
use std::collections::BTreeMap;

/// All classes, in the order of `classes.toml`.
pub struct Classes(pub Vec<Class>);

/// One class.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// What labels and reports call it.
    pub id: String,
    /// What a finding of this class states, in one sentence.
    pub means: String,
    /// The checks of each tool whose findings belong here. A tool that is not named does not check this.
    #[serde(default)]
    pub checks: BTreeMap<String, Vec<String>>,
}

impl Classes {
    /// Whether `id` is a class.
    pub fn has(&self, id: &str) -> bool {
        self.0.iter().any(|class| class.id == id)
    }

    /// The class of the findings of `check`, one of the checks of `tool`.
    pub fn of(&self, tool: &str, check: &str) -> Option<&str> {
        let names = |class: &&Class| {
            class.checks.get(tool).is_some_and(|ids| ids.iter().any(|id| id == check))
        };
        self.0.iter().find(names).map(|class| class.id.as_str())
    }

    /// The classes that `tool` checks.
    pub fn checked_by(&self, tool: &str) -> Vec<String> {
        let checked = self.0.iter().filter(|class| class.checks.contains_key(tool));
        checked.map(|class| class.id.clone()).collect()
    }
}

/// The classes of `benches/truth/classes.toml`. Panics where the file is not of the form that the README describes.
pub fn classes() -> Classes {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        class: Vec<Class>,
    }

    let path = super::folder().join("classes.toml");
    let text = std::fs::read_to_string(&path).expect("classes.toml is there");
    Classes(toml::from_str::<File>(&text).unwrap_or_else(|why| panic!("classes.toml: {why}")).class)
}
