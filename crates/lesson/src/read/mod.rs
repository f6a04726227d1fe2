//! Reads a course. Whether it comes as JSON or as a folder, it is read here, as strictly.

mod kind;

use super::shape::{self, Items, Line, Text};
use super::{Course, Lesson, Problem, VERSION, text};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Bytes that a course may have as JSON.
pub const MOST: usize = 1 << 20;

const LESSONS: usize = 100;
const GOALS: usize = 20;
/// Bytes of a lesson's text, and of each Dockerfile.
const TEXT: usize = 32 << 10;

/// How problems call the parts of a course.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// By number.
    Json,
    /// By file.
    #[cfg(feature = "folder")]
    Folder,
}

/// Reads a course from its JSON form; else says all that is wrong with it.
pub fn course(json: &str) -> Result<Course, Vec<Problem>> {
    let wrong = |message: String| vec![Problem::at("course", message)];
    if json.len() > MOST {
        return Err(wrong("the file is too large: a course has 1 MiB at most".into()));
    }
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    match serde_json::from_str(json) {
        Ok(value) => of_value(value, Form::Json),
        Err(why) => Err(wrong(format!("the file is damaged, or no course: {why}"))),
    }
}

/// Reads a course from what its JSON form holds.
pub(super) fn of_value(value: Value, form: Form) -> Result<Course, Vec<Problem>> {
    let Head { title: Line(title), language: Line(language), lessons: Items(values), .. } =
        head(value, form).map_err(|problem| vec![problem])?;
    let (mut lessons, mut problems): (Vec<Lesson>, Vec<Problem>) = Default::default();
    for (value, number) in values.into_iter().zip(1..) {
        match lesson(value, form, number, lessons.last()) {
            Ok(lesson) => lessons.push(lesson),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() { Ok(Course { title, language, lessons }) } else { Err(problems) }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    #[serde(rename = "version")]
    _version: shape::Number,
    title: Line,
    language: Line,
    lessons: Items<LESSONS>,
}

fn head(value: Value, form: Form) -> Result<Head, Problem> {
    let place = match form {
        Form::Json => "course",
        #[cfg(feature = "folder")]
        Form::Folder => "course.toml",
    };
    if value.get("solved").is_some() {
        return Err(Problem::at(place, "this is somebody's progress, and no course"));
    }
    shape::has_version(&value, VERSION, place)?;
    shape::read(value, place)
}

/// Names of one lesson's parts.
struct Places {
    lesson: String,
    text: String,
    goals: String,
}

impl Places {
    #[cfg_attr(not(feature = "folder"), allow(unused_variables))]
    fn of(form: Form, number: usize, id: &str) -> Self {
        match form {
            Form::Json => {
                let lesson = format!("lesson {number}");
                Places { text: format!("{lesson}, text"), goals: lesson.clone(), lesson }
            }
            #[cfg(feature = "folder")]
            Form::Folder => Places {
                lesson: id.to_owned(),
                text: format!("{id}/lesson.md"),
                goals: format!("{id}/goals.toml"),
            },
        }
    }
}

/// What is wrong so far.
#[derive(Default)]
struct Problems(Vec<Problem>);

impl Problems {
    /// The value, or `None` and one more problem.
    fn keep<T>(&mut self, result: Result<T, Problem>) -> Option<T> {
        result.map_err(|problem| self.0.push(problem)).ok()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LessonKeys {
    id: Line,
    text: Value,
    start: Value,
    solution: Value,
    goals: Value,
    quiz: Option<Value>,
}

/// What stands under `key`, of which more than one may be wrong.
fn value<T: DeserializeOwned>(key: &str, value: Value, place: &str) -> Result<T, Problem> {
    serde_json::from_value(value)
        .map_err(|why| Problem::at(place, shape::of_key(key, &why.to_string())))
}

fn lesson(
    value: Value,
    form: Form,
    number: usize,
    before: Option<&Lesson>,
) -> Result<Lesson, Vec<Problem>> {
    let keys: LessonKeys =
        shape::read(value, &format!("lesson {number}")).map_err(|problem| vec![problem])?;
    let id = keys.id.0;
    let places = Places::of(form, number, &id);
    let mut problems = Problems(wrong_ids(&id, before, &places.lesson));
    let mut dockerfile = |key: &str, value: Value| {
        let read = self::value::<Text<TEXT>>(key, value, &places.lesson);
        problems.keep(read).map(|Text(text)| text)
    };
    let written = dockerfile("text", keys.text);
    let (start, solution) =
        (dockerfile("start", keys.start), dockerfile("solution", keys.solution));
    let goals = self::value::<Items<GOALS>>("goals", keys.goals, &places.lesson);
    let goals = problems.keep(goals).map_or(Vec::new(), |Items(goals)| goals);
    let read = written.as_ref().and_then(|written| {
        text::read(written, &places.text).map_err(|found| problems.0.extend(found)).ok()
    });
    let goals = goals.into_iter().zip(1..).filter_map(|(value, number)| {
        problems.keep(kind::goal(value, &format!("{}, goal {number}", places.goals)))
    });
    let goals: Vec<_> = goals.collect();
    if let Some(read) = &read {
        problems.0.extend(half_a_quiz(keys.quiz.is_some(), read.question.is_some(), &places));
    }
    let question = read.as_ref().and_then(|read| read.question.clone()).unwrap_or_default();
    let quiz = keys.quiz.and_then(|quiz| {
        problems.keep(kind::quiz(quiz, question, &format!("{}, quiz", places.goals)))
    });
    match (written, read, start, solution) {
        (Some(written), Some(read), Some(start), Some(solution)) if problems.0.is_empty() => {
            let text::Text { title, story, task, hints, learnt, guide, .. } = read;
            let text = written;
            Ok(Lesson {
                id,
                title,
                story,
                task,
                hints,
                learnt,
                guide,
                start,
                solution,
                goals,
                quiz,
                text,
            })
        }
        _ => Err(problems.0),
    }
}

fn wrong_ids(id: &str, before: Option<&Lesson>, place: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !is_id(id) {
        let form = "two digits, a dash and a name in small letters, such as `01-first-user`";
        problems.push(Problem::at(place, format!("`{id}` is no id of a lesson: {form}")));
    }
    if let Some(before) = before.filter(|before| *before.id >= *id) {
        let before = &before.id;
        let message =
            format!("`{id}` comes after `{before}`: ids are sorted, and none comes twice");
        problems.push(Problem::at(place, message));
    }
    problems
}

/// Whether a lesson may have this id: two digits, a dash and a name in kebab case.
pub fn is_id(id: &str) -> bool {
    let Some((number, name)) = id.split_once('-') else { return false };
    let word = |word: &str| {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        !word.is_empty() && word.bytes().all(plain)
    };
    number.len() == 2
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && name.split('-').all(word)
}

/// The question stands in the text, what is asked among the goals; neither alone is a quiz.
fn half_a_quiz(asked: bool, worded: bool, places: &Places) -> Option<Problem> {
    match (asked, worded) {
        (true, false) => Some(Problem::at(
            places.text.as_str(),
            "the section `Quiz` is missing, which words the question",
        )),
        (false, true) => Some(Problem::at(
            places.goals.as_str(),
            "`quiz` is missing, which says what the question asks for",
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests;

/// A goal as one table of `goals.toml`.
#[cfg(test)]
pub(super) fn goal_of(table: &str) -> Result<super::Goal, Problem> {
    kind::goal(toml::from_str(table).expect("TOML"), "goal")
}
