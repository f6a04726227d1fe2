//! The labelled Dockerfiles: `cases/<id>.Dockerfile` with `cases/<id>.toml`.

use super::classes::Classes;
use super::report::Answer;
use dockerfile::{Dockerfile, Instruction, parse};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// A Dockerfile with its label.
pub struct Case {
    /// The name of both files.
    pub id: String,
    /// The Dockerfile.
    pub text: String,
    /// What is so.
    pub label: Label,
}

/// What is so, and how we know. A key that is absent is a question that is not asked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Whether the container starts as root; absent where no container starts.
    pub starts_as_root: Option<Answer>,
    /// The login name it starts as, if the image has one for the UID.
    pub user: Option<String>,
    /// The UID it starts with, if the file and its base fix one.
    pub uid: Option<u32>,
    /// The GID it starts with.
    pub gid: Option<u32>,
    /// The user that the start command switches to, if it starts as root and switches.
    pub drops_to: Option<String>,
    /// Whether the build passes.
    pub builds: Answer,
    /// The first line of the instruction that stops the build.
    pub stops_at: Option<usize>,
    /// Findings that a tool has to report.
    pub must_say: Vec<Expected>,
    /// Classes of findings that are wrong here.
    pub must_not_say: Vec<String>,
    /// Frameworks, bases, kinds.
    pub tags: Vec<String>,
    /// How we know.
    pub source: String,
    /// What needs a word more.
    pub why: Option<String>,
}

/// A finding that a tool has to report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// The class, or several of which one is enough.
    class: OneOrMore,
    /// The first line of the instruction where it belongs; absent where any place will do.
    pub line: Option<usize>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl Expected {
    /// The classes, any of which will do.
    pub fn classes(&self) -> &[String] {
        match &self.class {
            OneOrMore::One(class) => std::slice::from_ref(class),
            OneOrMore::More(classes) => classes,
        }
    }

    /// `denied-step, line 7`.
    pub fn name(&self) -> String {
        let classes = self.classes().join(" or ");
        self.line.map_or_else(|| classes.clone(), |line| format!("{classes}, line {line}"))
    }
}

impl Case {
    /// The lines of the instruction that begins at `line`.
    pub fn lines_of(&self, line: usize) -> std::ops::RangeInclusive<usize> {
        let tree = parse(&self.text);
        let found = instruction_at(&tree, line);
        found.map_or(line..=line, |found| found.first_line..=found.last_line)
    }

    /// What is wrong with the shape of the label, if anything is.
    pub fn faults(&self, classes: &Classes) -> Vec<String> {
        let Label { starts_as_root, user, uid, gid, builds, stops_at, .. } = &self.label;
        let mut faults = Vec::new();
        let mut must = |holds: bool, what: &str| {
            if !holds {
                faults.push(format!("{}: {what}", self.id));
            }
        };
        must(
            (*builds == Answer::No) == stops_at.is_some(),
            "`stops_at` goes with `builds = \"no\"`",
        );
        let starts = starts_as_root.is_some();
        must(!starts || *builds != Answer::No, "what does not build does not start");
        let known = matches!(starts_as_root, Some(Answer::Yes | Answer::No));
        must(known || (user.is_none() && uid.is_none() && gid.is_none()), "a user, but no start");
        must(
            uid.is_none_or(|uid| (uid == 0) == (*starts_as_root == Some(Answer::Yes))),
            "UID 0 is root, and nothing else is",
        );
        must(!self.label.source.is_empty() && !self.label.tags.is_empty(), "no source or no tags");
        let tree = parse(&self.text);
        let lines = self.label.must_say.iter().filter_map(|said| said.line).chain(*stops_at);
        for line in lines {
            let begins = instruction_at(&tree, line).is_some_and(|found| found.first_line == line);
            must(begins, &format!("no instruction begins at line {line}"));
        }
        let said = || self.label.must_say.iter().flat_map(Expected::classes);
        for class in said().chain(&self.label.must_not_say) {
            must(classes.has(class), &format!("`{class}` is no class"));
        }
        for class in &self.label.must_not_say {
            must(said().all(|said| said != class), &format!("`{class}` both ways"));
        }
        faults
    }
}

/// The instruction that begins at `line`, or whose lines hold it.
fn instruction_at(tree: &Dockerfile, line: usize) -> Option<&Instruction> {
    let mut instructions = tree.instructions.iter().map(AsRef::as_ref);
    instructions.find(|it: &&Instruction| it.first_line <= line && line <= it.last_line)
}

/// All cases, by name. Panics where a Dockerfile lacks its label, a label its Dockerfile, or a label has a key that
/// nobody knows.
pub fn cases() -> Vec<Case> {
    let folder = super::folder().join("cases");
    let (mut texts, mut labels) = (BTreeMap::new(), BTreeMap::new());
    for entry in std::fs::read_dir(&folder).expect("the cases are there") {
        let path = entry.expect("a readable folder").path();
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        match path.extension().and_then(|end| end.to_str()) {
            Some("Dockerfile") => texts.insert(id, text),
            Some("toml") => labels.insert(id, text),
            _ => panic!("{} is neither a Dockerfile nor a label", path.display()),
        };
    }
    let cases = labels.into_iter().map(|(id, label)| {
        let text = texts.remove(&id).unwrap_or_else(|| panic!("{id} has no Dockerfile"));
        let label = read(&folder.join(&id), &label);
        Case { id, text, label }
    });
    let cases = cases.collect();
    assert!(texts.is_empty(), "no label: {:?}", texts.keys());
    cases
}

fn read(path: &Path, label: &str) -> Label {
    toml::from_str(label).unwrap_or_else(|why| panic!("{}.toml: {why}", path.display()))
}
