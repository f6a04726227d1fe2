//! How far somebody has come in a course, as one text that can be kept and carried elsewhere.

use super::read::is_id;
use super::table::Table;
use super::{Course, Problem};
use serde::Serialize;
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
        let mut table = Table::of(value, "progress")?;
        if table.has("lessons") {
            return Err(table.problem("this is a course, and nobody's progress"));
        }
        let version = table.number("version")?;
        if version != VERSION {
            let message =
                format!("it has version {version}, and here only version {VERSION} is known");
            return Err(table.problem(message));
        }
        let mut progress = Progress::of(&table.line("course")?);
        let Some(Value::Array(solved)) = table.value("solved") else {
            return Err(table.problem("`solved` has to be a list"));
        };
        for id in solved {
            match id {
                Value::String(id) if is_id(&id) => progress.solve(&id),
                _ => return Err(table.problem("`solved` has something else than ids of lessons")),
            }
        }
        let Some(Value::Object(texts)) = table.value("texts") else {
            return Err(table.problem("`texts` has to be a table of ids and texts"));
        };
        for (id, text) in texts {
            match text {
                Value::String(text) if is_id(&id) => progress.keep(&id, &text),
                _ => return Err(table.problem(format!("`{id}` is no lesson with a text"))),
            }
        }
        table.end()?;
        Ok(progress)
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
            ("{}", "`version` is missing"),
            (r#"{"version":2}"#, "only version 1 is known"),
            (r#"{"version":1,"title":"C","lessons":[]}"#, "this is a course"),
            (r#"{"version":1,"course":"C","solved":["x"],"texts":{}}"#, "than ids of lessons"),
            (r#"{"version":1,"course":"C","solved":[],"texts":{"x":""}}"#, "`x` is no lesson"),
            (r#"{"version":1,"course":"C","solved":[],"texts":{},"x":1}"#, "the key `x`"),
            (r#"{"version":1,"course":"C","solved":[]}"#, "`texts` has to be a table"),
        ] {
            let problem = Progress::read(json).expect_err(json);
            assert!(problem.message.contains(words), "{json}: {problem}");
        }
        let large = " ".repeat(MOST + 1);
        assert!(Progress::read(&large).expect_err("too large").message.contains("4 MiB"));
    }
}
