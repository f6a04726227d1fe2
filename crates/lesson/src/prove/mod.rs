//! Proves a course on the simulation: there is something to do, it can be done, and each goal says
//! something.
//!
//! A goal says something if a text misses it: the start, the solution's FROMs alone, or the solution
//! with one slip ([`slips`]). A text whose build stops proves nothing but the goal `builds`, for without
//! an image every goal about it is missed. That a goal is missed while all others are met is better still,
//! and is counted; it is not asked for, since some goals follow from others: who starts with UID 1200
//! does not start as root, and a reader may be led from the one to the other.

mod slips;

use super::{Course, Kind, Lesson, Problem, Reached};
use dockerfile::LineIndex;
use unroot::finding::Severity;
use unroot::model::Assumptions;
use unroot::verdict::Answer;
use unroot::{Analysis, Prover};

/// What a proof came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// What does not hold; none for a sound course.
    pub problems: Vec<Problem>,
    /// Goals looked at.
    pub goals: usize,
    /// Texts with a slip that were analyzed.
    pub slips: usize,
    /// Goals that some text misses while it meets all others.
    pub alone: usize,
}

/// Proves every lesson of `course`.
pub fn prove(course: &Course) -> Proof {
    let mut proof = Proof::default();
    for lesson in &course.lessons {
        proof.lesson(lesson);
    }
    proof
}

/// What is found in `text`. Goals look at no repairs, so none is proved.
fn analyzed(text: &str) -> Analysis {
    Prover::new(text, &Assumptions::default()).so_far()
}

/// A text, and what the goals say of it.
struct Tried {
    builds: bool,
    reached: Vec<Reached>,
}

impl Tried {
    fn of(lesson: &Lesson, text: &str) -> Self {
        let analysis = analyzed(text);
        let builds = analysis.verdict.builds != Answer::No;
        Tried { builds, reached: lesson.check(&analysis) }
    }

    /// Whether the text misses the goal at `at`, and shows something by it.
    fn misses(&self, at: usize, kind: &Kind) -> bool {
        let shows = self.builds || *kind == Kind::Builds;
        shows && matches!(self.reached[at], Reached::Missed(_))
    }

    /// Whether all goals but that at `at` are met.
    fn meets_others(&self, at: usize) -> bool {
        let mut reached = self.reached.iter().enumerate();
        reached.all(|(other, reached)| other == at || *reached == Reached::Met)
    }
}

impl Proof {
    fn wrong(&mut self, lesson: &Lesson, what: &str, message: impl Into<String>) {
        self.problems.push(Problem::at(format!("{}, {what}", lesson.id), message));
    }

    fn lesson(&mut self, lesson: &Lesson) {
        let start = Tried::of(lesson, &lesson.start);
        if start.reached.iter().all(|reached| *reached == Reached::Met) {
            self.wrong(lesson, "start", "it meets every goal already: there is nothing to do");
        }
        let solution = analyzed(&lesson.solution);
        self.solution(lesson, &solution);
        let mut tried = vec![start];
        let slips = slips::of(&solution);
        self.slips += slips.len();
        tried.extend(slips.iter().map(|text| Tried::of(lesson, text)));
        self.goals += lesson.goals.len();
        for (at, goal) in lesson.goals.iter().enumerate() {
            let misses = |text: &&Tried| text.misses(at, &goal.kind);
            if !tried.iter().any(|text| misses(&text)) {
                let message = "nothing misses it, neither the start nor any slip in the solution: it asks for nothing";
                self.wrong(lesson, &format!("goal {}", at + 1), message);
            }
            if lesson.goals[..at].iter().any(|other| other.kind == goal.kind) {
                let message = "another goal above asks for the same";
                self.wrong(lesson, &format!("goal {}", at + 1), message);
            }
            self.alone +=
                usize::from(tried.iter().filter(misses).any(|text| text.meets_others(at)));
        }
    }

    fn solution(&mut self, lesson: &Lesson, analysis: &Analysis) {
        for (at, reached) in lesson.check(analysis).into_iter().enumerate() {
            let message = match reached {
                Reached::Met => continue,
                Reached::Missed(why) => format!("the solution misses it: {why}"),
                Reached::Unknown(why) => {
                    format!("whether the solution meets it can't be told: {why}")
                }
            };
            self.wrong(lesson, &format!("goal {}", at + 1), message);
        }
        let lines = LineIndex::new(&analysis.text);
        for finding in analysis.findings.iter().filter(|found| found.severity >= Severity::Warning)
        {
            let (severity, rule) = (finding.severity.name(), finding.rule.id);
            let line = lines.line(finding.span.start);
            let message =
                format!("there is an {severity} of `{rule}` on line {line}: {}", finding.message);
            let message =
                if severity == "error" { message } else { message.replacen(" an ", " a ", 1) };
            self.wrong(lesson, "solution", message);
        }
        let Some(quiz) = &lesson.quiz else { return };
        match quiz.answer(analysis) {
            None => self.wrong(lesson, "quiz", "for the solution the answer can't be told"),
            Some(answer) if !quiz.choices.contains(&answer) => {
                let message =
                    format!("for the solution the answer is `{answer}`, which is no choice");
                self.wrong(lesson, "quiz", message);
            }
            Some(_) => {}
        }
    }
}
