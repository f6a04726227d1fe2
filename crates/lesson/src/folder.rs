//! A course as a folder: one folder a lesson, which people write by hand. Native only.

use super::read::{Form, is_id, of_value};
use super::{Course, Problem, VERSION};
use serde_json::{Map, Value, json};
use std::fs;
use std::io;
use std::path::Path;

/// Bytes that one file may have; what it may have of them is told when it is read.
const MOST: u64 = 1 << 20;

/// Files of a lesson, and the keys under which the JSON form has them.
const TEXTS: [(&str, &str); 3] =
    [("lesson.md", "text"), ("start.Dockerfile", "start"), ("solution.Dockerfile", "solution")];
const GOALS: &str = "goals.toml";
const COURSE: &str = "course.toml";

/// A small whole lesson to begin with: names of files, and what they hold.
pub fn template() -> [(&'static str, &'static str); 4] {
    [
        ("lesson.md", include_str!("template/lesson.md")),
        ("start.Dockerfile", include_str!("template/start.Dockerfile")),
        ("solution.Dockerfile", include_str!("template/solution.Dockerfile")),
        (GOALS, include_str!("template/goals.toml")),
    ]
}

/// Reads the course in `folder`, which holds `course.toml`, or the single lesson, which holds
/// `lesson.md`; else says all that is wrong with it. An error where `folder` holds neither.
pub fn of_folder(folder: &Path) -> io::Result<Result<Course, Vec<Problem>>> {
    let has = |name: &str| folder.join(name).is_file();
    let mut reader = Reader { problems: Vec::new() };
    let value = match (has(COURSE), has(TEXTS[0].0)) {
        (true, _) => reader.course(folder),
        (false, true) => reader.alone(folder),
        (false, false) => {
            let message = format!("there is neither a {COURSE} nor a {} in it", TEXTS[0].0);
            return Err(io::Error::new(io::ErrorKind::NotFound, message));
        }
    };
    let mut problems = reader.problems;
    let nothing_left = value["lessons"].as_array().is_some_and(Vec::is_empty);
    if nothing_left && !problems.is_empty() {
        return Ok(Err(problems));
    }
    let read = of_value(value, Form::Folder);
    Ok(match read {
        Ok(course) if problems.is_empty() => Ok(course),
        Ok(_) => Err(problems),
        Err(found) => {
            problems.extend(found);
            Err(problems)
        }
    })
}

struct Reader {
    problems: Vec<Problem>,
}

impl Reader {
    /// What the JSON form would hold. Lessons that can't be read are left out, and told.
    fn course(&mut self, folder: &Path) -> Value {
        let mut head = self.toml(&folder.join(COURSE), COURSE).unwrap_or_default();
        for key in ["version", "lessons"] {
            if head.contains_key(key) {
                self.problems.push(Problem::at(COURSE, format!("unknown key `{key}`")));
            }
        }
        let names = lessons(folder);
        if names.is_empty() {
            self.problems.push(Problem::at(COURSE, "there is no lesson beside it"));
        }
        let lessons = names.iter().filter_map(|name| self.lesson(&folder.join(name), name));
        head.insert("lessons".into(), lessons.collect());
        head.insert("version".into(), VERSION.into());
        Value::Object(head)
    }

    /// A course of one lesson.
    fn alone(&mut self, folder: &Path) -> Value {
        // `unroot lesson check .` shall know its name too.
        let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let name = whole.file_name().unwrap_or_default().to_string_lossy();
        let lessons: Vec<Value> = self.lesson(folder, &name).into_iter().collect();
        json!({ "version": VERSION, "title": name, "language": "en", "lessons": lessons })
    }

    fn lesson(&mut self, folder: &Path, name: &str) -> Option<Value> {
        let mut lesson = Map::new();
        lesson.insert("id".into(), name.into());
        let before = self.problems.len();
        for (file, key) in TEXTS {
            let text = self.text(&folder.join(file), &format!("{name}/{file}"));
            lesson.insert(key.into(), text.unwrap_or_default().into());
        }
        let place = format!("{name}/{GOALS}");
        let mut table = self.toml(&folder.join(GOALS), &place).unwrap_or_default();
        lesson.insert("goals".into(), table.remove("goal").unwrap_or_else(|| json!([])));
        if let Some(quiz) = table.remove("quiz") {
            lesson.insert("quiz".into(), quiz);
        }
        if let Some(key) = table.keys().next() {
            self.problems.push(Problem::at(&*place, format!("unknown key `{key}`")));
        }
        (self.problems.len() == before).then_some(Value::Object(lesson))
    }

    fn text(&mut self, path: &Path, place: &str) -> Option<String> {
        let wrong = |message: &str| Problem::at(place, message);
        let read = match fs::metadata(path) {
            Err(_) => Err(wrong("this file is missing")),
            Ok(found) if found.len() > MOST => Err(wrong("this file is too large")),
            Ok(_) => fs::read(path).map_err(|why| wrong(&format!("it can't be read: {why}"))),
        };
        let text = read.and_then(|bytes| {
            String::from_utf8(bytes).map_err(|_| wrong("it is not text in UTF-8"))
        });
        text.map_err(|problem| self.problems.push(problem)).ok()
    }

    fn toml(&mut self, path: &Path, place: &str) -> Option<Map<String, Value>> {
        let text = self.text(path, place)?;
        let read = toml::from_str::<Map<String, Value>>(&text);
        let told = read.map_err(|why| {
            let start = why.span().map_or(0, |span| span.start.min(text.len()));
            let line = text.as_bytes()[..start].iter().filter(|byte| **byte == b'\n').count() + 1;
            let message = why.message().split_whitespace().collect::<Vec<_>>().join(" ");
            Problem::on(place, line, format!("it is no TOML: {message}"))
        });
        told.map_err(|problem| self.problems.push(problem)).ok()
    }
}

/// The lessons in `folder`, sorted: folders that are called like one, or that have a lesson's text.
fn lessons(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.path().is_dir());
    let names = folders.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let is_lesson = |name: &String| is_id(name) || folder.join(name).join(TEXTS[0].0).is_file();
    let mut names: Vec<String> = names.filter(is_lesson).collect();
    names.sort_unstable();
    names
}
