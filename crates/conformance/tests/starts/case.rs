//! The applications: a folder each, with a Dockerfile, the files that it copies, and `case.toml`.

use crate::probe::Probe;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use unroot::model::{Assumptions, Builder};

/// An application.
pub struct Case {
    pub name: String,
    pub dockerfile: String,
    pub facts: Facts,
    folder: PathBuf,
}

/// `case.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// What the application is, in one sentence.
    #[allow(dead_code)]
    about: String,
    /// Whether it takes too long for every change.
    #[serde(default)]
    pub nightly: bool,
    /// How long the probe may take, where that is more than usual.
    pub seconds: Option<u64>,
    /// Modes of files of the build context, in octal digits, where they are not 644 or 755.
    #[serde(default)]
    modes: BTreeMap<String, String>,
    /// What `docker run` is given.
    #[serde(default)]
    pub run: Run,
    /// How to tell that it works.
    pub probe: Probe,
    /// What came of a change of user.
    record: Option<Record>,
}

/// What `docker run` is given beside the image.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Run {
    /// Words behind the image's name.
    pub args: Vec<String>,
    /// Variables, as `NAME=value`.
    pub env: Vec<String>,
    /// Directories from outside.
    pub mounts: Vec<Mount>,
}

/// A directory that is mounted.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mount {
    /// The folder of the case that is copied for it.
    pub from: String,
    /// Where it is mounted.
    pub at: String,
    /// UID and GID of all that is in it.
    pub owner: u32,
}

/// What the analyzer offers for the change from root to another user, and what really happens.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Record {
    pub grade: Grade,
    /// Whether the application works after it; absent where there is nothing to try.
    pub works: Option<bool>,
}

/// How a change of user is offered.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// "Fix all" makes it unasked.
    Safe,
    /// It is offered for review.
    Review,
    /// It is not offered, and the finding says why.
    Refused,
    /// There is none to make.
    None,
}

impl Grade {
    pub const ALL: [Grade; 4] = [Grade::Safe, Grade::Review, Grade::Refused, Grade::None];

    pub fn title(self) -> &'static str {
        match self {
            Grade::Safe => "safe: made unasked",
            Grade::Review => "offered for review",
            Grade::Refused => "not offered, with a reason",
            Grade::None => "none to make",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Grade::Safe => "safe",
            Grade::Review => "review",
            Grade::Refused => "refused",
            Grade::None => "none",
        }
    }
}

/// What is assumed of each: it is built with Buildah.
pub fn assumptions() -> Assumptions {
    Assumptions { builder: Builder::Buildah, ..Assumptions::default() }
}

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/starts/cases")
}

/// Every case, by name.
pub fn all() -> Vec<Case> {
    let entries = fs::read_dir(cases()).expect("the folder of the cases");
    let mut names: Vec<PathBuf> =
        entries.map(|entry| entry.expect("an entry of the folder").path()).collect();
    names.sort();
    names.into_iter().map(Case::read).collect()
}

impl Case {
    fn read(folder: PathBuf) -> Case {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = |file: &str| {
            let read = fs::read_to_string(folder.join(file));
            read.unwrap_or_else(|error| panic!("{name}/{file}: {error}"))
        };
        let dockerfile = text("Dockerfile");
        let facts: Facts = toml::from_str(&text("case.toml"))
            .unwrap_or_else(|error| panic!("{name}/case.toml: {error}"));
        Case { name, dockerfile, facts, folder }
    }

    /// Makes `context` the build context, with modes that do not depend on how the files came here.
    pub fn lay_out(&self, context: &Path) {
        if context.exists() {
            fs::remove_dir_all(context).expect("the old context can be removed");
        }
        copy(&self.folder, context);
        for (file, mode) in &self.facts.modes {
            let mode = u32::from_str_radix(mode, 8).expect("a mode in octal digits");
            let set = fs::set_permissions(context.join(file), Permissions::from_mode(mode));
            set.unwrap_or_else(|error| panic!("{}: {file}: {error}", self.name));
        }
    }

    /// Copies what `mount` brings to `to`, a new folder.
    pub fn bring(&self, mount: &Mount, to: &Path) {
        copy(&self.folder.join(&mount.from), to);
        give(to, mount.owner);
    }

    /// How the record in the file differs from what happened.
    pub fn differs(&self, found: &Record) -> Option<String> {
        let hint = "UNROOT_WRITE=1 records it";
        match &self.facts.record {
            Some(record) if record == found => None,
            Some(record) => Some(format!("recorded is {record:?}, found is {found:?}; {hint}")),
            None => Some(format!("nothing is recorded, found is {found:?}; {hint}")),
        }
    }

    /// Writes the record into the file.
    pub fn record(&self, found: &Record) {
        if self.differs(found).is_none() {
            return;
        }
        let file = self.folder.join("case.toml");
        let text = fs::read_to_string(&file).expect("it was read before");
        let above = text.split("\n[record]\n").next().unwrap_or_default().trim_end();
        let works = found.works.map_or(String::new(), |works| format!("works = {works}\n"));
        let text = format!("{above}\n\n[record]\ngrade = \"{}\"\n{works}", found.grade.name());
        fs::write(&file, text).expect("the file can be written");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a new folder");
    fs::set_permissions(to, Permissions::from_mode(0o755)).expect("a mode");
    let entries = fs::read_dir(from).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
    for entry in entries {
        let (from, name) = entry.map(|entry| (entry.path(), entry.file_name())).expect("an entry");
        let to = to.join(name);
        if from.is_dir() {
            copy(&from, &to);
            continue;
        }
        fs::copy(&from, &to).expect("a file can be copied");
        let executable =
            fs::metadata(&from).is_ok_and(|file| file.permissions().mode() & 0o100 != 0);
        let mode = if executable { 0o755 } else { 0o644 };
        fs::set_permissions(&to, Permissions::from_mode(mode)).expect("a mode");
    }
}

fn give(path: &Path, owner: u32) {
    std::os::unix::fs::chown(path, Some(owner), Some(owner)).expect("root can give files away");
    if path.is_dir() {
        let entries = fs::read_dir(path).expect("a folder that was just written");
        entries.for_each(|entry| give(&entry.expect("an entry").path(), owner));
    }
}
