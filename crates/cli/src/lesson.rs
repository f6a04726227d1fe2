//! `unroot lesson check`, `new` and `pack`.

use super::args::Lesson;
use super::input::Input;
use super::outcome::{Failure, Outcome};
use super::output::{print, tell};
use lesson::{self, Course, Problem, is_id, of_folder, prove, template};
use std::fs;
use std::path::Path;

pub fn run(command: &Lesson) -> Result<Outcome, Failure> {
    match command {
        Lesson::Check { path } => check(path),
        Lesson::New { folder } => begin(folder),
        Lesson::Pack { folder } => pack(folder),
    }
}

fn check(path: &Path) -> Result<Outcome, Failure> {
    let course = match read(path)? {
        Ok(course) => course,
        Err(problems) => return listed(&problems),
    };
    let proof = prove(&course);
    if !proof.problems.is_empty() {
        return listed(&proof.problems);
    }
    print(&format!(
        "{}: {} and {} hold; {} tried.\n",
        course.title,
        count(course.lessons.len(), "lesson"),
        count(proof.goals, "goal"),
        count(proof.slips, "slip"),
    ))?;
    Ok(Outcome::Clean)
}

fn pack(folder: &Path) -> Result<Outcome, Failure> {
    match read(folder)? {
        Ok(course) => {
            print(&lesson::json(&course))?;
            Ok(Outcome::Clean)
        }
        Err(problems) => {
            problems.iter().for_each(|problem| tell(&problem.to_string()));
            Ok(Outcome::Findings)
        }
    }
}

/// The course at `path`, or all that is wrong with it.
fn read(path: &Path) -> Result<Result<Course, Vec<Problem>>, Failure> {
    if path.is_dir() {
        return of_folder(path)
            .map_err(|why| Failure(format!("can't read {}: {why}", path.display())));
    }
    Ok(lesson::course(&Input::read(path)?.text))
}

fn listed(problems: &[Problem]) -> Result<Outcome, Failure> {
    print(&problems.iter().map(|problem| format!("{problem}\n")).collect::<String>())?;
    Ok(Outcome::Findings)
}

fn begin(folder: &Path) -> Result<Outcome, Failure> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    if !is_id(&name) {
        return Err(Failure(format!(
            "'{name}' can't be a lesson's name: two digits, a dash and a name in small letters, such as 01-first-user"
        )));
    }
    let wrong = |why| Failure(format!("can't write {}: {why}", folder.display()));
    // A folder that is there already has somebody's work in it.
    fs::create_dir(folder).map_err(wrong)?;
    for (name, text) in template() {
        fs::write(folder.join(name), text).map_err(wrong)?;
    }
    let shown = folder.display();
    tell(&format!("{shown}: a lesson to begin with; `unroot lesson check {shown}` proves it"));
    Ok(Outcome::Clean)
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
