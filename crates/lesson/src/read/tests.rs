//! What is read, and what is refused, each with its place and its words.

use super::*;
use crate::json;
use serde_json::json;

const TEXT: &str = "# First\n\n## Story\n\nWhy.\n\n## Task\n\nDo.\n\n## Hints\n\n- One\n  more.\n- Two.\n\n\
                    ## Learnt\n\n- That.\n\n## Guide\n\ncreate-user\n";

fn lesson_value(id: &str) -> Value {
    json!({
        "id": id, "text": TEXT, "start": "FROM a\n", "solution": "FROM a\nUSER 1\n",
        "goals": [{ "says": "Not root.", "is": "starts-as-non-root" }],
    })
}

fn whole() -> Value {
    json!({ "version": 1, "title": "T", "language": "en", "lessons": [lesson_value("01-first")] })
}

/// What is said of a course after `change`.
fn told(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut value = whole();
    change(&mut value);
    let read = course(&value.to_string());
    read.err().unwrap_or_default().iter().map(Problem::to_string).collect()
}

fn set(value: &mut Value, pointer: &str, to: Value) {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    value.pointer_mut(parent).expect(pointer)[key] = to;
}

/// One change, and what is said of it: exactly one thing.
fn refuses(pointer: &str, to: Value, words: &str) {
    let told = told(|value| set(value, pointer, to));
    assert!(told.len() == 1 && told[0].contains(words), "{pointer}: {told:?}, not {words:?}");
}

#[test]
fn a_course_comes_back_as_it_went() {
    let mut value = whole();
    let lessons = value["lessons"].as_array_mut().unwrap();
    let mut second = lesson_value("02-more-of-it");
    second["text"] = format!("{TEXT}\n## Quiz\n\nWho owns `/a`?\n").into();
    second["quiz"] = json!({ "asks": "owner", "path": "/a", "choices": ["root", "app"] });
    second["goals"] = json!([
        { "says": "a", "is": "builds" },
        { "says": "b", "is": "uid", "number": 1 },
        { "says": "c", "is": "user", "name": "app" },
        { "says": "d", "is": "drops-to", "user": "app" },
        { "says": "e", "is": "owner", "path": "/a", "user": "app", "group": 0 },
        { "says": "f", "is": "mode", "path": "/a", "mode": "0750" },
        { "says": "g", "is": "no-finding", "rule": "runs-as-root", "ignored": true },
        { "says": "h", "is": "runs-as", "line": "x", "user": 7 },
        { "says": "i", "is": "admitted", "policy": "openshift-restricted-v2" },
        { "says": "j", "is": "keeps", "line": "COPY . ." },
        { "says": "k", "is": "not-writable", "path": "/a" },
    ]);
    lessons.push(second);
    let read = course(&value.to_string()).expect("a course");
    assert_eq!(serde_json::from_str::<Value>(&json(&read)).unwrap(), value);
    assert_eq!(course(&json(&read)), Ok(read.clone()));
    assert_eq!(course(&format!("\u{feff}{}", json(&read))), Ok(read.clone()));
    let first = read.lesson("01-first").expect("the first lesson");
    assert_eq!(
        (first.title.as_str(), first.story.as_str(), first.task.as_str()),
        ("First", "Why.", "Do.")
    );
    assert_eq!(first.hints, ["One more.", "Two."]);
    assert_eq!(read.lessons[1].quiz.as_ref().unwrap().question, "Who owns `/a`?");
}

#[test]
fn damage_is_told() {
    let whole = whole().to_string();
    for end in 0..whole.len() {
        let problems = course(&whole[..end]).expect_err("cut off");
        assert!(problems[0].message.starts_with("the file is damaged, or no course: "), "{end}");
    }
    assert_eq!(
        course("[]").unwrap_err()[0].to_string(),
        "course: it has to be a table of keys and values"
    );
    let large = format!("{whole}{}", " ".repeat(MOST));
    assert_eq!(
        course(&large).unwrap_err()[0].to_string(),
        "course: the file is too large: a course has 1 MiB at most"
    );
    // So deep that a reader that calls itself would fall.
    assert!(course(&"[".repeat(100_000)).is_err());
}

#[test]
fn the_head_is_read_strictly() {
    refuses("/version", json!(2), "course: it has version 2, and here only version 1 is known");
    refuses("/version", json!("1"), "`version` has to be a whole number");
    refuses("/title", json!(""), "`title` has to be one line of text");
    refuses("/language", json!(1), "`language` has to be text, in quotes");
    refuses("/lessons", json!([]), "`lessons` is empty");
    refuses("/lessons", json!({}), "`lessons` has to be a list");
    refuses("/lessons", json!([1]), "lesson 1: it has to be a table");
    refuses("/lessons", vec![json!(1); 101].into(), "`lessons` is too long: 101, of 100");
    refuses("/author", json!("x"), "course: unknown key `author`, expected one of `version`, ");
    refuses("/solved", json!([]), "this is somebody's progress, and no course");
}

#[test]
fn lessons_are_read_strictly() {
    for id in ["first", "1-first", "01-", "01-First", "01--x", "01_x", "01-é", "../01-x"] {
        refuses("/lessons/0/id", json!(id), "is no id of a lesson");
    }
    refuses("/lessons/0/start", json!(1), "lesson 1: `start` has to be text");
    refuses(
        "/lessons/0/start",
        "x".repeat(40_000).into(),
        "`start` is too long: 40000 bytes, of 32768",
    );
    refuses("/lessons/0/goals", json!([]), "lesson 1: `goals` is empty");
    refuses("/lessons/0/note", json!(""), "lesson 1: unknown key `note`, expected one of `id`, ");
    for other in ["01-first", "00-earlier"] {
        let told = told(|value| value["lessons"].as_array_mut().unwrap().push(lesson_value(other)));
        let expected = format!(
            "lesson 2: `{other}` comes after `01-first`: ids are sorted, and none comes twice"
        );
        assert_eq!(told, [expected]);
    }
}

#[test]
fn goals_are_read_strictly() {
    let goal = |goal: Value, words: &str| {
        refuses("/lessons/0/goals", json!([{"says": "a", "is": "builds"}, goal]), words)
    };
    goal(
        json!({"says": "x", "is": "foo"}),
        "lesson 1, goal 2: `is`: unknown name `foo`, expected one of `builds`, ",
    );
    goal(json!({"is": "builds"}), "lesson 1, goal 2: missing key `says`");
    goal(json!({"says": "a\nb", "is": "builds"}), "`says` has to be one line");
    goal(json!({"says": "x".repeat(301), "is": "builds"}), "`says` is too long");
    goal(json!({"says": "x", "is": "builds", "path": "/"}), "lesson 1, goal 2: unknown key `path`");
    goal(json!({"says": "x", "is": "uid"}), "goal 2: missing key `number`");
    goal(json!({"says": "x", "is": "uid", "number": -1}), "`number` has to be a whole number");
    goal(json!({"says": "x", "is": "uid", "number": 1.5}), "`number` has to be a whole number");
    goal(
        json!({"says": "x", "is": "uid", "number": 4294967296_u64}),
        "`number` has to be a whole number",
    );
    goal(
        json!({"says": "x", "is": "writable", "path": "data"}),
        "`path`: `data` is not an absolute path",
    );
    goal(
        json!({"says": "x", "is": "writable", "path": "/data/"}),
        "`path`: `/data/` is not an absolute path",
    );
    goal(
        json!({"says": "x", "is": "owner", "path": "/a", "user": "7"}),
        "`user` is a number: write 7 without quotes",
    );
    goal(json!({"says": "x", "is": "mode", "path": "/a", "mode": "750"}), "four octal digits");
    goal(json!({"says": "x", "is": "mode", "path": "/a", "mode": "0789"}), "four octal digits");
    goal(json!({"says": "x", "is": "mode", "path": "/a", "mode": "+750"}), "four octal digits");
    goal(json!({"says": "x", "is": "no-finding", "rule": "x"}), "`rule`: no rule is called `x`");
    goal(
        json!({"says": "x", "is": "no-finding", "rule": "runs-as-root", "ignored": 1}),
        "`ignored`: invalid type: integer `1`, expected a boolean",
    );
    goal(
        json!({"says": "x", "is": "admitted", "policy": "x"}),
        "`policy`: no policy is called `x`",
    );
}

#[test]
fn a_quiz_is_read_strictly() {
    let quiz = |quiz: Value, words: &str| {
        let told = told(|value| {
            set(value, "/lessons/0/text", format!("{TEXT}\n## Quiz\n\nWho?\n").into());
            set(value, "/lessons/0/quiz", quiz);
        });
        assert!(told.len() == 1 && told[0].contains(words), "{told:?}, not {words:?}");
    };
    quiz(
        json!({"asks": "why", "choices": ["a", "b"]}),
        "lesson 1, quiz: `asks`: unknown name `why`, expected one of `owner`, ",
    );
    quiz(json!({"asks": "starts-as", "choices": ["a"]}), "at least two choices");
    quiz(json!({"asks": "starts-as", "choices": ["a", "a"]}), "the choice `a` comes twice");
    quiz(
        json!({"asks": "starts-as", "choices": ["a", 1]}),
        "`choices`: invalid type: integer `1`, expected a string",
    );
    quiz(json!({"asks": "mode", "choices": ["a", "b"]}), "quiz: missing key `path`");
    quiz(json!({"asks": "starts-as", "line": "x", "choices": ["a", "b"]}), "unknown key `line`");
    quiz(json!([]), "lesson 1, quiz: it has to be a table");
    quiz(Value::Null, "lesson 1: `quiz` is missing");
    refuses(
        "/lessons/0/text",
        format!("{TEXT}\n## Quiz\n\nWho?\n").into(),
        "lesson 1: `quiz` is missing",
    );
    let asked = json!({"asks": "starts-as", "choices": ["a", "b"]});
    refuses("/lessons/0/quiz", asked, "lesson 1, text: the section `Quiz` is missing");
}

#[test]
fn everything_wrong_is_told_at_once() {
    let told = told(|value| {
        set(value, "/lessons/0/id", json!("x"));
        set(value, "/lessons/0/start", Value::Null);
        set(value, "/lessons/0/goals/0/is", json!("foo"));
        set(value, "/lessons/0/text", json!("First\n"));
    });
    assert_eq!(told.len(), 3 + 1 + 5, "{told:#?}");
}
