//! Lessons: a task at a Dockerfile, and goals that the analysis decides. A course is a row of lessons;
//! as a folder it is written by hand, as one JSON text it is handed out and fetched.

mod check;
#[cfg(feature = "folder")]
mod folder;
mod goal;
mod matching;
mod problem;
mod progress;
mod prove;
mod quiz;
mod read;
mod shape;
mod text;
mod write;

#[cfg(feature = "folder")]
pub use folder::{of_folder, template};
pub use goal::{Goal, Kind, Reached, Who};
pub use problem::Problem;
pub use progress::Progress;
pub use prove::{Proof, prove};
pub use quiz::{Asks, Quiz};
pub use read::{MOST, course, is_id};
pub use write::json;

#[cfg(test)]
use read::goal_of;

use unroot::Analysis;
use unroot::guide::Section;

/// The version of the JSON form of a course.
pub const VERSION: u32 = 1;

/// Lessons in a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// What it is called; progress is kept under this name.
    pub title: String,
    /// The language of its texts, as BCP 47 calls it: `en`.
    pub language: String,
    /// The lessons, in order; their ids are sorted, and none comes twice.
    pub lessons: Vec<Lesson>,
}

/// One lesson. Texts are the Markdown that [`unroot::guide::markdown`] reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// Two digits and a name in kebab case: `01-why-root-matters`.
    pub id: String,
    /// What stands above it; one line.
    pub title: String,
    /// Why it matters.
    pub story: String,
    /// What to reach.
    pub task: String,
    /// Hints, from a nudge to nearly the answer; each one line of Markdown.
    pub hints: Vec<String>,
    /// What was learnt; each one line of Markdown.
    pub learnt: Vec<String>,
    /// The section of the guide that belongs to it.
    pub guide: Section,
    /// The Dockerfile to begin with.
    pub start: String,
    /// One that meets every goal.
    pub solution: String,
    /// What must hold in the end; at least one.
    pub goals: Vec<Goal>,
    /// A question with an answer that the analysis gives.
    pub quiz: Option<Quiz>,
    /// The file `lesson.md`, from which the texts above were read.
    pub text: String,
}

impl Course {
    /// The lesson called `id`.
    pub fn lesson(&self, id: &str) -> Option<&Lesson> {
        self.lessons.iter().find(|lesson| lesson.id == id)
    }
}

impl Lesson {
    /// What each goal says of `analysis`, in their order.
    pub fn check(&self, analysis: &Analysis) -> Vec<Reached> {
        self.goals.iter().map(|goal| goal.check(analysis)).collect()
    }

    /// Whether `analysis` meets every goal.
    pub fn is_solved(&self, analysis: &Analysis) -> bool {
        self.goals.iter().all(|goal| goal.check(analysis) == Reached::Met)
    }
}
