//! The course, its lessons, and what becomes of them.

use super::numbers::{number, plural};
use dockerfile::file::Refused;

/// Why it matters, to be folded away.
pub const STORY: &str = "The story";
/// What to reach.
pub const TASK: &str = "Your task";
/// What must hold in the end.
pub const GOALS: &str = "Goals";
/// A goal that holds, for who can't see its mark.
pub const MET: &str = "Met:";
/// A goal that does not hold.
pub const MISSED: &str = "Not met:";
/// A goal of which nobody knows.
pub const UNKNOWN: &str = "Can't tell:";
/// The hints that are shown.
pub const HINTS: &str = "Hints";
/// The first hint.
pub const A_HINT: &str = "A hint";
/// After the last hint.
pub const SOLUTION: &str = "Show the solution";
/// The text to begin with, again.
pub const RESET: &str = "Start again";
/// To the lesson before.
pub const PREVIOUS: &str = "Previous";
/// To the next lesson.
pub const NEXT: &str = "Next";
/// What the lesson taught.
pub const LEARNT: &str = "What you know now";
/// Behind the last lesson.
pub const THE_END: &str = "That was the last lesson.";
/// The question.
pub const QUESTION: &str = "A question";
/// The button that asks whether the choice is right.
pub const CHECK: &str = "Check";
/// Without a choice.
pub const CHOOSE: &str = "Choose an answer first.";
/// The right choice.
pub const RIGHT: &str = "Right.";
/// The end of the course.
pub const LEAVE: &str = "Leave the course";
/// The switch between the lesson's Dockerfile and the reader's.
pub const FREE: &str = "My own Dockerfile with this lesson's goals";
/// What a group of buttons is about.
pub const PROGRESS: &str = "Your progress";
/// Where it is.
pub const PROGRESS_ABOUT: &str = "It stays in this browser. Take it elsewhere as a file.";
/// Saves it.
pub const EXPORT: &str = "Save as a file";
/// Reads it.
pub const IMPORT: &str = "Read from a file …";
/// The name of that file.
pub const EXPORT_NAME: &str = "unroot-progress.json";
/// The browser would not.
pub const NOT_SAVED: &str = "The browser did not save it.";
/// What a group of buttons is about.
pub const COURSE: &str = "The course";
/// Reads another course.
pub const OPEN: &str = "Open a course …";
/// What becomes of it.
pub const FROM_FILE: &str = "It came from a file, and is open until the page is loaded anew. Then open the file again: your \
    progress is kept.";
/// Back to the course of the page.
pub const OURS: &str = "Unroot's own course";
/// Prints one lesson.
pub const PRINT_LESSON: &str = "Print this lesson";
/// Prints all of them.
pub const PRINT_COURSE: &str = "Print the course";
/// The mode for a room.
pub const PROJECTOR: &str = "Projector";
/// One of its two panes.
pub const PANE_LESSON: &str = "Lesson";
/// The other.
pub const PANE_CODE: &str = "Dockerfile";
/// The bar that chooses between them.
pub const PANES: &str = "What the projector shows";
/// The end of that mode.
pub const NO_PROJECTOR: &str = "Leave projector mode";
/// The Dockerfile on a handout.
pub const TO_BEGIN_WITH: &str = "The Dockerfile to begin with";
/// A lesson that is solved, in the list.
pub const SOLVED: &str = "solved";
/// Behind what went wrong.
pub const UNTOUCHED: &str = "Your text and your progress are untouched.";
/// The button that ends it.
pub const CLOSE: &str = "Close";

/// Where one is in the course; `at` from 1.
pub fn place(at: usize, of: usize) -> String {
    format!("Lesson {at} of {of}")
}

/// A lesson's title with its number, from 1.
pub fn numbered(at: usize, title: &str) -> String {
    format!("{at} · {title}")
}

/// How many lessons are solved.
pub fn solved(count: usize) -> String {
    format!("{} solved", number(count))
}

/// How many goals are met, in little room.
pub fn met(met: usize, of: usize) -> String {
    format!("{met}/{of}")
}

/// How many goals are met, to be read aloud.
pub fn met_aloud(met: usize, of: usize) -> String {
    format!("{met} of {} met", plural(of, "goal", "goals"))
}

/// The button for the hint `next`, from 2.
pub fn another_hint(next: usize, of: usize) -> String {
    format!("Another hint ({next} of {of})")
}

/// The button that leads to the guide.
pub fn guide(section: &str) -> String {
    format!("In the guide: {section}")
}

/// All goals are met.
pub fn celebration(goals: usize) -> String {
    match goals {
        1 => "Solved. The goal is met.".to_owned(),
        2 => "Solved. Both goals are met.".to_owned(),
        _ => format!("Solved. All {goals} goals are met."),
    }
}

/// Read aloud when goals become met: what they say, and whether these were the last.
pub fn became_met(says: &[&str], all: bool) -> String {
    let goals = if says.len() == 1 { "Goal" } else { "Goals" };
    let says = says.join(" ").replace('`', "");
    let end = if all { " The lesson is solved." } else { "" };
    format!("{goals} met: {says}{end}")
}

/// A wrong choice, and the right one.
pub fn wrong(chosen: &str, right: &str) -> String {
    format!("Not `{chosen}`: the simulation says `{right}`.")
}

/// Progress was read from a file.
pub fn imported(solved: usize) -> String {
    format!("Read: {} now solved.", plural(solved, "lesson is", "lessons are"))
}

/// A course that is not where it should be.
pub fn lost(path: &str) -> String {
    format!(
        "The course `{path}` can't be had: there is no such file beside the page, or no network."
    )
}

/// A path that leads elsewhere.
pub fn elsewhere(path: &str) -> String {
    format!(
        "The course `{path}` is not opened: it has to lie beside the page. Give its file name, such as `my-course.json`."
    )
}

/// A course that can't be read.
pub const DAMAGED_COURSE: &str = "The course can't be opened.";
/// Progress that can't be read.
pub const DAMAGED_PROGRESS: &str = "The progress can't be read.";
/// Progress in this browser that can't be read.
pub const DAMAGED_KEPT: &str =
    "What this browser kept of your progress can't be read. It begins anew.";
/// Why a file is neither a course nor progress.
pub fn refused(why: Refused) -> &'static str {
    match why {
        Refused::TooLarge => "The file has more than 1 MiB, which no course and no progress needs.",
        Refused::Utf16 | Refused::Binary | Refused::NotUtf8 => {
            "The file is not UTF-8, as courses and progress are."
        }
        Refused::Several => "These are several files. One at a time can be opened.",
        Refused::Unreadable => {
            "The browser can't read it: it is a folder, or it changed meanwhile."
        }
    }
}

/// A lesson that the course does not have.
pub fn no_lesson(id: &str, course: &str) -> String {
    format!("“{course}” has no lesson `{id}`; it opens where you left off.")
}

/// Progress in another course.
pub fn of_another(theirs: &str, ours: &str) -> String {
    format!("It is progress in “{theirs}”, and this is “{ours}”.")
}

/// More problems than are shown.
pub fn more_problems(count: usize) -> String {
    format!("and {} more", number(count))
}
