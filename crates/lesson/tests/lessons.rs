//! Our course holds, and a course that does not is refused: each way of not holding has a test.

use lesson::{self, Asks, Course, Kind, Lesson, Problem, Proof, prove, template};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn ours() -> Course {
    let read = lesson::of_folder(&root().join("lessons")).expect("the folder of our course");
    read.unwrap_or_else(|problems| panic!("{}", told(&problems).join("\n")))
}

fn told(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(Problem::to_string).collect()
}

#[test]
fn our_course_holds() {
    let course = ours();
    let Proof { problems, goals, slips, alone } = prove(&course);
    assert!(problems.is_empty(), "{}", told(&problems).join("\n"));
    println!(
        "lessons: {} lessons, {goals} goals, {alone} of them missed alone; {slips} solutions with a slip",
        course.lessons.len()
    );
}

/// Lessons are read between other work: they stay short.
#[test]
fn our_lessons_are_short() {
    for Lesson { id, story, task, hints, learnt, .. } in ours().lessons {
        let words = story.split_whitespace().count();
        assert!((60..=150).contains(&words), "{id}: the story has {words} words");
        let words = task.split_whitespace().count();
        assert!(words <= 80, "{id}: the task has {words} words");
        assert!(hints.len() >= 2, "{id}: one hint is no way to the solution");
        assert!((2..=4).contains(&learnt.len()), "{id}: {} things learnt", learnt.len());
    }
}

/// The template as a course of one lesson, as JSON has it.
fn sound() -> Value {
    // Tests run side by side, each with a folder of its own.
    let name = std::thread::current().name().unwrap_or("main").replace("::", "-");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lessons").join(name).join("01-first");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    for (name, text) in template() {
        fs::write(folder.join(name), text).expect("a file");
    }
    let course = lesson::of_folder(&folder).expect("a lesson").expect("a sound one");
    serde_json::from_str(&lesson::json(&course)).expect("JSON")
}

/// What is said of the template after `change`.
fn after(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut course = sound();
    change(&mut course["lessons"][0]);
    match lesson::course(&course.to_string()) {
        Ok(course) => told(&prove(&course).problems),
        Err(problems) => told(&problems),
    }
}

fn replace(lesson: &mut Value, key: &str, from: &str, to: &str) {
    let text = lesson[key].as_str().expect(key);
    assert!(text.contains(from), "{key} has no {from}");
    lesson[key] = text.replace(from, to).into();
}

fn add_goal(lesson: &mut Value, goal: Value) {
    lesson["goals"].as_array_mut().expect("goals").push(goal);
}

#[test]
fn the_template_is_sound() {
    assert_eq!(after(|_| {}), [""; 0]);
}

#[test]
fn a_start_that_already_passes() {
    let told = after(|lesson| lesson["start"] = lesson["solution"].clone());
    assert_eq!(told, ["01-first, start: it meets every goal already: there is nothing to do"]);
}

#[test]
fn a_solution_that_misses_a_goal() {
    let told = after(|lesson| lesson["goals"][2]["number"] = 1201.into());
    assert_eq!(told, ["01-first, goal 3: the solution misses it: Starts as app, UID 1200."]);
}

#[test]
fn a_solution_of_which_a_goal_can_not_be_told() {
    let told = after(|lesson| lesson["goals"][4]["path"] = "/srv/server".into());
    assert!(
        told[0].starts_with("01-first, goal 5: whether the solution meets it can't be told: "),
        "{told:?}"
    );
}

#[test]
fn a_solution_with_a_warning_or_an_error() {
    let told =
        after(|lesson| replace(lesson, "solution", "USER app", "RUN chmod 777 /srv\nUSER app"));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0]
            .starts_with("01-first, solution: there is a warning of `world-writable` on line 6: "),
        "{told:?}"
    );
    let told =
        after(|lesson| replace(lesson, "solution", "USER app", "USER app\nRUN apt-get update"));
    assert!(
        told.iter().any(|told| told.contains("there is an error of `root-needed` on line 7: ")),
        "{told:?}"
    );
}

#[test]
fn a_goal_that_nothing_misses() {
    let says = json!({ "says": "No setuid.", "is": "no-finding", "rule": "setuid-bit" });
    let told = after(|lesson| add_goal(lesson, says));
    let expected = "01-first, goal 6: nothing misses it, neither the start nor any slip in the solution: it asks for nothing";
    assert_eq!(told, [expected]);
}

#[test]
fn a_goal_that_is_missed_only_where_there_is_no_image() {
    // Every goal about the image is missed where the build stops; that is not enough.
    let says = json!({ "says": "Root owns `/`.", "is": "owner", "path": "/", "user": "root" });
    let told = after(|lesson| add_goal(lesson, says));
    assert!(told.len() == 1 && told[0].contains("goal 6: nothing misses it"), "{told:?}");
}

#[test]
fn the_same_goal_twice() {
    let told = after(|lesson| add_goal(lesson, json!({ "says": "Once more.", "is": "builds" })));
    assert_eq!(told, ["01-first, goal 6: another goal above asks for the same"]);
}

#[test]
fn a_quiz_whose_answer_is_no_choice_or_not_known() {
    let quiz = |path: &str, choices: &[&str]| {
        after(|lesson| {
            lesson["quiz"] = json!({ "asks": "owner", "path": path, "choices": choices });
            replace(lesson, "text", "## Guide", "## Quiz\n\nWho owns it?\n\n## Guide");
        })
    };
    assert_eq!(quiz("/srv", &["root", "app"]), [""; 0]);
    let told = quiz("/srv", &["app", "nobody"]);
    assert_eq!(told, ["01-first, quiz: for the solution the answer is `root`, which is no choice"]);
    let told = quiz("/srv/other", &["app", "root"]);
    assert_eq!(told, ["01-first, quiz: for the solution the answer can't be told"]);
}

#[test]
fn a_kind_that_nobody_knows() {
    let told = after(|lesson| lesson["goals"][1]["is"] = "owned".into());
    let names = Kind::NAMES.join("`, `");
    let expected =
        format!("lesson 1, goal 2: `is`: unknown name `owned`, expected one of `{names}`");
    assert_eq!(told, [expected]);
}

#[test]
fn a_rule_or_a_section_of_the_guide_that_is_not_there() {
    let told = after(|lesson| {
        add_goal(lesson, json!({ "says": "x", "is": "no-finding", "rule": "root" }))
    });
    assert_eq!(told, ["lesson 1, goal 6: `rule`: no rule is called `root`"]);
    let told = after(|lesson| replace(lesson, "text", "create-user", "create-users"));
    assert!(
        told[0].starts_with("lesson 1, text:29: the guide has no section `create-users`"),
        "{told:?}"
    );
}

#[test]
fn a_missing_section() {
    let told = after(|lesson| replace(lesson, "text", "## Learnt", "### Learnt"));
    assert!(
        told.contains(&"lesson 1, text: the section `Learnt` is missing".to_owned()),
        "{told:?}"
    );
}

#[test]
fn lessons_out_of_order_or_twice() {
    let mut course = sound();
    let lesson = course["lessons"][0].clone();
    for id in ["00-zero", "01-first"] {
        course["lessons"] = json!([lesson, lesson]);
        course["lessons"][1]["id"] = id.into();
        let problems = lesson::course(&course.to_string()).expect_err(id);
        let expected = format!(
            "lesson 2: `{id}` comes after `01-first`: ids are sorted, and none comes twice"
        );
        assert_eq!(told(&problems), [expected]);
    }
}

#[test]
fn damaged_json() {
    let whole = sound().to_string();
    for end in [0, 1, whole.len() / 2, whole.len() - 1] {
        let problems = lesson::course(&whole[..end]).expect_err("damage");
        assert!(told(&problems)[0].starts_with("course: the file is damaged, or no course: "));
    }
}

/// `docs/lessons.md` shows each kind of goal, and every table in it is one that is read.
#[test]
fn the_documentation_shows_every_kind() {
    let text = fs::read_to_string(root().join("docs/lessons.md")).expect("the documentation");
    let (before, after) = text.split_once("\n## A question\n").expect("a section on questions");
    assert_eq!(rows(before, "| `is` |"), Kind::NAMES);
    assert_eq!(rows(after, "| `asks` |"), Asks::NAMES);
    let (mut goals, mut asked) = (Vec::new(), Vec::new());
    for block in blocks(&text, "toml") {
        let table: toml::Table = block.parse().expect(block);
        let table = serde_json::to_value(table).expect("JSON");
        goals.extend(table["goal"].as_array().cloned().unwrap_or_default());
        asked.extend(table.get("quiz").cloned());
    }
    let shown: Vec<&str> = goals.iter().filter_map(|goal| goal["is"].as_str()).collect();
    for name in Kind::NAMES {
        assert!(shown.contains(&name), "no example of `{name}`");
    }
    // At most twenty goals make a lesson: one by one they are read as what they are.
    for goal in goals {
        let told = read_with(|lesson| lesson["goals"] = json!([goal]));
        assert_eq!(told, [""; 0], "{goal}");
    }
    assert!(!asked.is_empty());
    for quiz in asked {
        let told = read_with(|lesson| {
            lesson["quiz"] = quiz.clone();
            replace(lesson, "text", "## Guide", "## Quiz\n\nWho?\n\n## Guide");
        });
        assert_eq!(told, [""; 0], "{quiz}");
    }
    for block in blocks(&text, "markdown") {
        let told = read_with(|lesson| {
            lesson["text"] = block.into();
            lesson["quiz"] = json!({ "asks": "starts-as", "choices": ["root", "app"] });
        });
        assert_eq!(told, [""; 0], "{block}");
    }
}

/// The names in the first column of the table with this head.
fn rows<'a>(text: &'a str, head: &str) -> Vec<&'a str> {
    let table = text.lines().skip_while(|line| !line.starts_with(head)).skip(2);
    let rows = table.map_while(|line| line.strip_prefix("| `")?.split_once('`'));
    rows.map(|(name, _)| name).collect()
}

/// What the reader says of the template after `change`.
fn read_with(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut course = sound();
    change(&mut course["lessons"][0]);
    told(&lesson::course(&course.to_string()).err().unwrap_or_default())
}

/// The fenced blocks of the language `info`.
fn blocks<'a>(text: &'a str, info: &str) -> Vec<&'a str> {
    let opening = format!("\n```{info}\n");
    let after = text.split(opening.as_str()).skip(1);
    after.map(|rest| rest.split_once("\n```\n").expect("a closing fence").0).collect()
}
