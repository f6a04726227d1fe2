//! Reads a course. Whether it comes as JSON or as a folder, it is read here, as strictly.

mod kind;

use super::table::Table;
use super::{Course, Lesson, Problem, VERSION, text};
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
    let mut head = head(value, form).map_err(|problem| vec![problem])?;
    let (mut lessons, mut problems): (Vec<Lesson>, Vec<Problem>) = Default::default();
    for (value, number) in std::mem::take(&mut head.lessons).into_iter().zip(1..) {
        match lesson(value, form, number, lessons.last()) {
            Ok(lesson) => lessons.push(lesson),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() {
        Ok(Course { title: head.title, language: head.language, lessons })
    } else {
        Err(problems)
    }
}

struct Head {
    title: String,
    language: String,
    lessons: Vec<Value>,
}

fn head(value: Value, form: Form) -> Result<Head, Problem> {
    let mut table = Table::of(
        value,
        match form {
            Form::Json => "course",
            #[cfg(feature = "folder")]
            Form::Folder => "course.toml",
        },
    )?;
    if table.has("solved") {
        return Err(table.problem("this is somebody's progress, and no course"));
    }
    let version = table.number("version")?;
    if version != VERSION {
        let message = format!("it has version {version}, and here only version {VERSION} is known");
        return Err(table.problem(message));
    }
    let head = Head {
        title: table.line("title")?,
        language: table.line("language")?,
        lessons: table.list("lessons", LESSONS)?,
    };
    table.end()?;
    Ok(head)
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

fn lesson(
    value: Value,
    form: Form,
    number: usize,
    before: Option<&Lesson>,
) -> Result<Lesson, Vec<Problem>> {
    let (id, mut table) = open(value, number).map_err(|problem| vec![problem])?;
    let places = Places::of(form, number, &id);
    table.call(&places.lesson);
    let mut problems = Problems(wrong_ids(&id, before, &places.lesson));
    let written = table.text("text", TEXT);
    let written = problems.keep(written);
    let start = problems.keep(table.text("start", TEXT));
    let solution = problems.keep(table.text("solution", TEXT));
    let goals = problems.keep(table.list("goals", GOALS)).unwrap_or_default();
    let quiz = table.value("quiz");
    problems.keep(table.end());
    let read = written.as_ref().and_then(|written| {
        text::read(written, &places.text).map_err(|found| problems.0.extend(found)).ok()
    });
    let goals = goals.into_iter().zip(1..).filter_map(|(value, number)| {
        problems.keep(kind::goal(value, &format!("{}, goal {number}", places.goals)))
    });
    let goals: Vec<_> = goals.collect();
    if let Some(read) = &read {
        problems.0.extend(half_a_quiz(quiz.is_some(), read.question.is_some(), &places));
    }
    let question = read.as_ref().and_then(|read| read.question.clone()).unwrap_or_default();
    let quiz = quiz.and_then(|quiz| {
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

fn open(value: Value, number: usize) -> Result<(String, Table), Problem> {
    let mut table = Table::of(value, &format!("lesson {number}"))?;
    Ok((table.line("id")?, table))
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
