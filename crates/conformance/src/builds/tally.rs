//! The count of statements.

use std::fmt;

/// Statements held against a build.
#[derive(Default)]
pub struct Tally {
    name: String,
    /// Cases that were looked at.
    pub cases: usize,
    /// Cases with something wrong.
    pub failed: usize,
    /// Statements held against what happened.
    pub statements: usize,
    /// Statements that the analyzer leaves open.
    pub unknown: usize,
    /// What the analyzer left open.
    pub unknown_in: Vec<String>,
    /// What is wrong, each with its case.
    pub wrong: Vec<String>,
}

impl Tally {
    /// An empty count for one case.
    pub fn of(name: &str) -> Self {
        Tally { name: name.to_owned(), cases: 1, ..Tally::default() }
    }

    /// A value that the analyzer knows, or `None`, and what it is in the image.
    pub fn value<T: PartialEq + fmt::Debug>(&mut self, what: &str, ours: Option<T>, real: T) {
        self.statements += 1;
        match ours {
            None => self.open(what),
            Some(ours) if ours == real => {}
            Some(ours) => self.wrong(format!("{what} is {real:?}, not {ours:?}")),
        }
    }

    /// A statement that holds or does not.
    pub fn holds(&mut self, what: &str, holds: bool) {
        self.statements += 1;
        if !holds {
            self.wrong(what.to_owned());
        }
    }

    /// A statement that the analyzer does not make.
    pub fn open(&mut self, what: &str) {
        self.unknown += 1;
        self.unknown_in.push(format!("{}: {what}", self.name));
    }

    fn wrong(&mut self, text: String) {
        self.wrong.push(format!("{}: {text}", self.name));
    }

    /// Whether something is wrong in the case `name`.
    pub fn is_wrong_in(&self, name: &str) -> bool {
        self.wrong.iter().any(|text| text.starts_with(&format!("{name}: ")))
    }

    /// Adds the count of another case, or of several.
    pub fn add(&mut self, other: Tally) {
        self.cases += other.cases;
        self.failed += other.failed;
        self.statements += other.statements;
        self.unknown += other.unknown;
        self.unknown_in.extend(other.unknown_in);
        self.wrong.extend(other.wrong);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (cases, statements, wrong) = (self.cases, self.statements, self.wrong.len());
        write!(f, "{cases} cases, {statements} statements, {wrong} wrong, {} unknown", self.unknown)
    }
}
