//! `lesson`: a lesson is begun, a course is checked and packed, and what is wrong is told.

use super::support::{command, finish, folder, names, run};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// A course of one lesson, the template's.
fn course(test: &str) -> PathBuf {
    let folder = folder(test);
    fs::write(folder.join("course.toml"), "title = \"A course\"\nlanguage = \"en\"\n").unwrap();
    let ran = run(&["lesson", "new", text(&folder.join("01-first"))], "");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

#[test]
fn a_new_lesson_holds_as_it_stands() {
    let folder = course("lesson-new");
    let lesson = folder.join("01-first");
    assert_eq!(
        names(&lesson),
        ["goals.toml", "lesson.md", "solution.Dockerfile", "start.Dockerfile"]
    );
    let ran = run(&["lesson", "check", text(&lesson)], "");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert!(ran.out.starts_with("01-first: 1 lesson and 5 goals hold; "), "{}", ran.out);
    let ran = run(&["lesson", "check", text(&folder)], "");
    assert!(ran.out.starts_with("A course: 1 lesson and 5 goals hold; "), "{}", ran.out);
    // From inside, where the folder's name is not said.
    let mut inside = command(["lesson", "check", "."]);
    inside.current_dir(&lesson);
    assert!(finish(inside, b"").out.starts_with("01-first: 1 lesson "));
}

#[test]
fn a_lesson_that_is_there_is_not_written_over() {
    let lesson = course("lesson-again").join("01-first");
    fs::write(lesson.join("lesson.md"), "mine").unwrap();
    let ran = run(&["lesson", "new", text(&lesson)], "");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.starts_with("unroot: can't write "), "{}", ran.err);
    assert_eq!(fs::read_to_string(lesson.join("lesson.md")).unwrap(), "mine");
    for name in ["first", "1-first", "01-First", "..", "/"] {
        let ran = run(&["lesson", "new", text(&lesson.join(name))], "");
        assert_eq!(ran.code, 2, "{name}");
        assert!(ran.err.contains("can't be a lesson's name"), "{name}: {}", ran.err);
    }
}

#[test]
fn problems_are_exit_code_1_and_told_with_their_place() {
    let folder = course("lesson-problems");
    let lesson = folder.join("01-first");
    let goals = fs::read_to_string(lesson.join("goals.toml")).unwrap();
    let told = |name: &str, text_of_it: &str| {
        let before = fs::read_to_string(lesson.join(name)).unwrap();
        fs::write(lesson.join(name), text_of_it).unwrap();
        let ran = run(&["lesson", "check", text(&folder)], "");
        fs::write(lesson.join(name), before).unwrap();
        assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{name}");
        ran.out
    };
    let mistyped = told("goals.toml", &goals.replace("\"uid\"", "\"uuid\""));
    let expected =
        "01-first/goals.toml, goal 3: `is`: unknown name `uuid`, expected one of `builds`, ";
    assert!(mistyped.starts_with(expected), "{mistyped}");
    let cut = told("goals.toml", &goals.replace("number = 1200", "number = "));
    assert!(cut.starts_with("01-first/goals.toml:15: it is no TOML: "), "{cut}");
    assert_eq!(
        told("goals.toml", &format!("title = \"x\"\n{goals}")),
        "01-first/goals.toml: unknown key `title`\n"
    );
    assert_eq!(told("lesson.md", "# T\n\nx\n").lines().count(), 6);
    let started = fs::read_to_string(lesson.join("solution.Dockerfile")).unwrap();
    assert_eq!(
        told("start.Dockerfile", &started),
        "01-first, start: it meets every goal already: there is nothing to do\n"
    );
    fs::remove_file(lesson.join("start.Dockerfile")).unwrap();
    let ran = run(&["lesson", "pack", text(&folder)], "");
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_eq!(ran.err, "01-first/start.Dockerfile: this file is missing\n");
}

#[test]
fn a_packed_course_is_checked_like_its_folder() {
    let folder = course("lesson-pack");
    let packed = run(&["lesson", "pack", text(&folder)], "");
    assert_eq!((packed.code, packed.err.as_str()), (0, ""));
    let value: Value = serde_json::from_str(&packed.out).expect("JSON");
    assert_eq!(value["lessons"][0]["id"], "01-first");
    let [_, (_, start), ..] = lesson::template();
    assert_eq!(value["lessons"][0]["start"], start);
    let of_json = run(&["lesson", "check", "-"], &packed.out);
    let of_folder = run(&["lesson", "check", text(&folder)], "");
    assert_eq!((of_json.code, &of_json.out), (0, &of_folder.out));
    let cut = run(&["lesson", "check", "-"], &packed.out[..packed.out.len() / 2]);
    assert_eq!(cut.code, 1);
    assert!(cut.out.starts_with("course: the file is damaged, or no course: "), "{}", cut.out);
}

#[test]
fn what_is_no_course_can_not_be_read() {
    let folder = folder("lesson-nothing");
    let ran = run(&["lesson", "check", text(&folder)], "");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err.contains("there is neither a course.toml nor a lesson.md in it"),
        "{}",
        ran.err
    );
    for args in [&["lesson", "check"][..], &["lesson", "pack"]] {
        let ran = run(&[args, &[text(&folder.join("missing"))]].concat(), "");
        assert_eq!(ran.code, 2);
        assert!(ran.err.starts_with("unroot: can't read "), "{}", ran.err);
    }
    fs::write(folder.join("course.toml"), "title = \"A course\"\nlanguage = \"en\"\n").unwrap();
    let ran = run(&["lesson", "check", text(&folder)], "");
    assert_eq!((ran.code, ran.out.as_str()), (1, "course.toml: there is no lesson beside it\n"));
}
