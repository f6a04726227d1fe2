//! How far somebody has come in a course, as one text that can be kept and carried elsewhere.

use super::read::is_id;
use super::shape::{self, Line, Number};
use super::{Course, Problem};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The version of the JSON form.
const VERSION: u32 = 1;

/// Bytes that the JSON form may have; browsers keep about as much.
const MOST: usize = 4 << 20;

/// What was solved, and the text of each lesson as it was left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Progress {
    version: u32,
    course: String,
    solved: BTreeSet<String>,
    texts: BTreeMap<String, String>,
}

impl Progress {
    /// Nothing done yet in the course of this title.
    pub fn of(course: &str) -> Self {
        Progress { version: VERSION, course: course.to_owned(), ..Progress::default() }
    }

    /// The title of the course.
    pub fn course(&self) -> &str {
        &self.course
    }

    /// Whether the lesson was solved; it stays so when its text changes.
    pub fn is_solved(&self, lesson: &str) -> bool {
        self.solved.contains(lesson)
    }

    /// How many lessons of `course` were solved.
    pub fn count(&self, course: &Course) -> usize {
        course.lessons.iter().filter(|lesson| self.is_solved(&lesson.id)).count()
    }

    /// Notes that the lesson is solved.
    pub fn solve(&mut self, lesson: &str) {
        self.solved.insert(lesson.to_owned());
    }

    /// The lesson's text as it was left, if it was begun.
    pub fn text(&self, lesson: &str) -> Option<&str> {
        self.texts.get(lesson).map(String::as_str)
    }

    /// Keeps the lesson's text.
    pub fn keep(&mut self, lesson: &str, text: &str) {
        self.texts.insert(lesson.to_owned(), text.to_owned());
    }

    /// The lesson begins anew: its text goes, and whether it was solved.
    pub fn forget(&mut self, lesson: &str) {
        self.texts.remove(lesson);
        self.solved.remove(lesson);
    }

    /// Adds what was kept elsewhere meanwhile: solved lessons add up, and texts become those of
    /// `kept`, but for that of the lesson that is `open` here.
    pub fn catch_up(&mut self, kept: Progress, open: Option<&str>) {
        self.solved.extend(kept.solved);
        let own = open.and_then(|lesson| self.texts.remove_entry(lesson));
        self.texts.extend(kept.texts);
        self.texts.extend(own);
    }

    /// The JSON form.
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("text and numbers always have a JSON form")
    }

    /// Reads the JSON form; else says what is wrong with it. Whether it belongs to a course is for
    /// the caller to see ([`Progress::course`]); lessons that the course does not have do no harm.
    pub fn read(json: &str) -> Result<Self, Problem> {
        let wrong = |message: String| Problem::at("progress", message);
        if json.len() > MOST {
            return Err(wrong("the file is too large: 4 MiB at most".into()));
        }
        let json = json.strip_prefix('\u{feff}').unwrap_or(json);
        let value = serde_json::from_str(json);
        let value =
            value.map_err(|why| wrong(format!("the file is damaged, or no progress: {why}")))?;
        let value: Value = value;
        if value.get("lessons").is_some() {
            return Err(wrong("this is a course, and nobody's progress".into()));
        }
        shape::has_version(&value, VERSION, "progress")?;
        let keys: Keys = shape::read(value, "progress")?;
        let mut progress = Progress::of(&keys.course.0);
        keys.solved.into_iter().for_each(|Id(id)| progress.solve(&id));
        keys.texts.into_iter().for_each(|(Id(id), text)| progress.keep(&id, &text));
        Ok(progress)
    }
}

/// The JSON form, as it is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    #[serde(rename = "version")]
    _version: Number,
    course: Line,
    solved: Vec<Id>,
    texts: BTreeMap<Id, String>,
}

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(try_from = "String")]
struct Id(String);

impl TryFrom<String> for Id {
    type Error = String;

    fn try_from(id: String) -> Result<Self, String> {
        if is_id(&id) { Ok(Id(id)) } else { Err(format!("`{id}` is no id of a lesson")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_comes_back_as_it_went() {
        let mut progress = Progress::of("Least privilege");
        assert_eq!(Progress::read(&progress.json()), Ok(progress.clone()));
        progress.solve("01-first");
        progress.keep("01-first", "FROM a\nUSER \"é\"\n");
        progress.keep("02-next", "");
        let read = Progress::read(&progress.json()).unwrap();
        assert_eq!(read, progress);
        assert_eq!(read.course(), "Least privilege");
        assert!(read.is_solved("01-first") && !read.is_solved("02-next"));
        assert_eq!(read.text("01-first"), Some("FROM a\nUSER \"é\"\n"));
        progress.forget("01-first");
        assert!(!progress.is_solved("01-first") && progress.text("01-first").is_none());
    }

    #[test]
    fn what_was_kept_elsewhere_is_added() {
        let mut here = Progress::of("C");
        here.solve("01-first");
        here.keep("01-first", "FROM here\n");
        here.keep("02-next", "FROM here\n");
        let mut there = Progress::of("C");
        there.solve("02-next");
        for lesson in ["01-first", "02-next", "03-last"] {
            there.keep(lesson, "FROM there\n");
        }
        here.catch_up(there, Some("02-next"));
        assert!(here.is_solved("01-first") && here.is_solved("02-next"));
        assert_eq!(here.text("01-first"), Some("FROM there\n"));
        assert_eq!(here.text("02-next"), Some("FROM here\n"));
        assert_eq!(here.text("03-last"), Some("FROM there\n"));
    }

    /// What version 1 wrote is read for good.
    #[test]
    fn a_text_of_version_1_is_read() {
        let json = r#"{"version":1,"course":"C","solved":["01-a"],"texts":{"01-a":"FROM a"}}"#;
        let progress = Progress::read(json).unwrap();
        assert!(progress.is_solved("01-a"));
        assert_eq!(progress.text("01-a"), Some("FROM a"));
        assert_eq!(progress.json(), json);
    }

    #[test]
    fn what_is_no_progress_says_why() {
        for (json, words) in [
            ("", "the file is damaged, or no progress"),
            ("{\"version\":1,\"course\":\"C\",\"solv", "the file is damaged"),
            ("[]", "a table of keys and values"),
            ("{}", "missing key `version`"),
            (r#"{"version":2}"#, "only version 1 is known"),
            (r#"{"version":1,"title":"C","lessons":[]}"#, "this is a course"),
            (
                r#"{"version":1,"course":"C","solved":["x"],"texts":{}}"#,
                "`solved`: `x` is no id of a lesson",
            ),
            (
                r#"{"version":1,"course":"C","solved":[],"texts":{"x":""}}"#,
                "`texts`: `x` is no id of a lesson",
            ),
            (r#"{"version":1,"course":"C","solved":[],"texts":{},"x":1}"#, "unknown key `x`"),
            (r#"{"version":1,"course":"C","solved":[]}"#, "missing key `texts`"),
        ] {
            let problem = Progress::read(json).expect_err(json);
            assert!(problem.message.contains(words), "{json}: {problem}");
        }
        let large = " ".repeat(MOST + 1);
        assert!(Progress::read(&large).expect_err("too large").message.contains("4 MiB"));
    }
}
