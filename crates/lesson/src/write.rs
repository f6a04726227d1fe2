//! Writes a course as one JSON text.

use super::check::names;
use super::{Asks, Course, Goal, Kind, Lesson, Quiz, VERSION, Who};
use serde::Serialize;

#[derive(Serialize)]
struct CourseOut<'a> {
    version: u32,
    title: &'a str,
    language: &'a str,
    lessons: Vec<LessonOut<'a>>,
}

#[derive(Serialize)]
struct LessonOut<'a> {
    id: &'a str,
    text: &'a str,
    start: &'a str,
    solution: &'a str,
    goals: Vec<GoalOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quiz: Option<QuizOut<'a>>,
}

/// A goal, with the keys of its kind.
#[derive(Default, Serialize)]
struct GoalOut<'a> {
    says: &'a str,
    is: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<WhoOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<WhoOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    ignored: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    policy: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum WhoOut<'a> {
    Name(&'a str),
    Id(u32),
}

#[derive(Serialize)]
struct QuizOut<'a> {
    asks: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<&'a str>,
    choices: &'a [String],
}

/// The JSON form of `course`, indented, with a newline at its end; [`course`](super::course) reads it.
pub fn json(course: &Course) -> String {
    let out = CourseOut {
        version: VERSION,
        title: &course.title,
        language: &course.language,
        lessons: course.lessons.iter().map(lesson).collect(),
    };
    serde_json::to_string_pretty(&out).expect("text and numbers always have a JSON form") + "\n"
}

fn lesson(lesson: &Lesson) -> LessonOut<'_> {
    LessonOut {
        id: &lesson.id,
        text: &lesson.text,
        start: &lesson.start,
        solution: &lesson.solution,
        goals: lesson.goals.iter().map(goal).collect(),
        quiz: lesson.quiz.as_ref().map(quiz),
    }
}

fn goal(goal: &Goal) -> GoalOut<'_> {
    let mut keys = GoalOut { says: &goal.says, is: goal.kind.name(), ..GoalOut::default() };
    match &goal.kind {
        Kind::Builds | Kind::StartsAsNonRoot | Kind::StartsAsRoot | Kind::NoWarnings => {}
        Kind::Uid(number) | Kind::Gid(number) | Kind::Stages(number) => keys.number = Some(*number),
        Kind::User(name) => keys.name = Some(name),
        Kind::DropsTo(user) => keys.user = Some(WhoOut::Name(user)),
        Kind::Writable(path)
        | Kind::NotWritable(path)
        | Kind::Readable(path)
        | Kind::NotReadable(path) => keys.path = Some(path),
        Kind::Owner { path, user, group } => {
            keys.path = Some(path);
            keys.user = Some(who(user));
            keys.group = group.as_ref().map(who);
        }
        Kind::Mode { path, mode } => {
            keys.path = Some(path);
            keys.mode = Some(names::mode(*mode));
        }
        Kind::NoFinding { rule, ignored } => {
            keys.rule = Some(rule.id);
            keys.ignored = *ignored;
        }
        Kind::RunsAs { line, user } => {
            keys.line = Some(line);
            keys.user = Some(who(user));
        }
        Kind::Admitted(policy) => keys.policy = Some(policy.id()),
        Kind::Keeps(line) => keys.line = Some(line),
    }
    keys
}

fn who(who: &Who) -> WhoOut<'_> {
    match who {
        Who::Name(name) => WhoOut::Name(name),
        Who::Id(id) => WhoOut::Id(*id),
    }
}

fn quiz(quiz: &Quiz) -> QuizOut<'_> {
    let (path, line) = match &quiz.asks {
        Asks::Owner(path) | Asks::Mode(path) | Asks::Writable(path) => (Some(path), None),
        Asks::RunsLine(line) => (None, Some(line)),
        Asks::StartsAs => (None, None),
    };
    QuizOut {
        asks: quiz.asks.name(),
        path: path.map(String::as_str),
        line: line.map(String::as_str),
        choices: &quiz.choices,
    }
}
